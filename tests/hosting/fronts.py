"""nginx and Caddy, started with the files of docs/hosting."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.hosting.programs import Front, free_port, from_docs, program, started

VAR, BACKEND = "/srv/broadsheet/courier/var", "127.0.0.1:8000"
AROUND = """
include /etc/nginx/modules-enabled/*.conf;
{user}
daemon off;
pid {work}/nginx.pid;
error_log {work}/error.log;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    sendfile on;
    types_hash_max_size 2048;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    {site}
}}
"""


@contextmanager
def nginx(work: Path, var: Path, backend: int) -> Iterator[Front]:
    """As Debian's package starts it, with our file for the site."""
    command, port = program("nginx"), free_port()
    places = {
        VAR: str(var),
        BACKEND: f"127.0.0.1:{backend}",
        "listen 80": f"listen 127.0.0.1:{port}",
    }
    site = from_docs("nginx.conf", **places)
    user = "user root;" if os.geteuid() == 0 else ""
    config = work / "nginx.conf"
    config.write_text(AROUND.format(user=user, work=work, site=site), encoding="utf-8")
    with started([command, "-c", str(config)], port, work) as front:
        yield front


@contextmanager
def caddy(work: Path, var: Path, backend: int) -> Iterator[Front]:
    """As Debian's package starts it, in the clear."""
    command, port = program("caddy"), free_port()
    places = {VAR: str(var), BACKEND: f"127.0.0.1:{backend}", "courier.example": f"http://:{port}"}
    site = from_docs("Caddyfile", **places)
    config = work / "Caddyfile"
    config.write_text(f"{{\n\tadmin off\n\tdefault_bind 127.0.0.1\n}}\n{site}", encoding="utf-8")
    line = [command, "run", "--adapter", "caddyfile", "--config", str(config)]
    with started(line, port, work) as front:
        yield front


SERVERS = {"nginx": nginx, "caddy": caddy}
