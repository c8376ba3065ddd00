"""The servers that ``reader.py`` measures: each started on a loopback port, ended by its own id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

ACCEPTED = "gzip, deflate, br"
PATIENCE = 90.0
ADDRESS = "/2026/nov/22/article-1.html"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
NGINX = """
load_module {module};
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log; {user}
events {{ worker_connections 1024; }}
http {{
  access_log {folder}/access.log; sendfile on; keepalive_requests 100000000;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  types {{ text/html html; }} charset utf-8;
  {outside}
  server {{ listen 127.0.0.1:{port}; {inside} }}
}}
"""
STATIC = """
root {site}; brotli_static on; gzip_static on; gzip_vary on;
add_header Cache-Control "max-age=0, must-revalidate";
add_header Content-Security-Policy "{policy}";
add_header X-Content-Type-Options nosniff;
add_header Referrer-Policy strict-origin-when-cross-origin;
add_header Cross-Origin-Opener-Policy same-origin;
add_header X-Frame-Options SAMEORIGIN;
"""
CACHE = "proxy_cache_path {folder}/cache keys_zone=pages:10m;"
PROXY = """
location / {{
  proxy_pass http://127.0.0.1:{behind}; proxy_http_version 1.1; proxy_set_header Connection "";
  proxy_cache pages; proxy_cache_valid 200 1h; add_header X-Cache $upstream_cache_status;
}}
"""


@dataclass(frozen=True)
class System:
    """A server under measurement, and the process group that it runs in."""

    name: str
    port: int
    path: str
    group: int

    def cpu(self) -> float:
        """Return the CPU seconds that its processes have used."""
        tick = os.sysconf("SC_CLK_TCK")
        return sum(used for used, _memory in processes(self.group).values()) / tick

    def get(self) -> tuple[int, str, bytes]:
        """Ask for its page once: status, encoding, body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", self.path, headers={"Accept-Encoding": ACCEPTED})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers.get("Content-Encoding") or "", body


def processes(group: int) -> dict[int, tuple[int, int]]:
    """Return CPU ticks and resident bytes of each process of a group, by its id."""
    found = {}
    page = os.sysconf("SC_PAGE_SIZE")
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(words[2]) == group:
            used = int(words[11]) + int(words[12])
            found[int(stat.parent.name)] = (used, int(words[21]) * page)
    return found


def share(pid: int) -> int:
    """Return the bytes of a process in memory, what it shares counted in part (PSS)."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) * 1024 for line in text.splitlines() if "Pss:" in line)


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        return int(plug.getsockname()[1])


@contextmanager
def running(
    command: list[str], folder: Path, port: int, env: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Run a server until the end of the block, its log in the folder; give its process group."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  (our own commands)
            command, cwd=folder, env=env, stdout=log, stderr=log, start_new_session=True
        )
        try:
            wait_until_open(port, process)
            yield process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def wait_until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody listens; raises ``RuntimeError`` if nobody does in good time."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        with socket.socket() as plug:
            if plug.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args!r} did not start.")


@contextmanager
def nginx(
    name: str, folder: Path, path: str, *, inside: str, outside: str = ""
) -> Iterator[System]:
    """Run nginx with one worker, brotli_static and its access log."""
    port = free_port()
    folder.mkdir(parents=True)
    user = "user root;" if os.geteuid() == 0 else ""
    text = NGINX.format(
        module=MODULE, folder=folder, user=user, port=port, inside=inside, outside=outside
    )
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    command = ["nginx", "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    with running(command, folder, port) as group:
        yield System(name, port, path, group)


def make_newspaper(home: Path) -> None:
    """Make a newspaper of its own, ready to be served."""
    for words in (["init", str(home)], ["prepare", "--home", str(home)]):
        subprocess.run(  # noqa: S603
            [*broadsheet(), *words], check=True, env=bare_environment(), capture_output=True
        )


@contextmanager
def reader(home: Path, **more: str) -> Iterator[System]:
    """Run our server: one process, its access log and its numbers on."""
    port = free_port()
    command = [*broadsheet(), "serve", "--home", str(home), "--port", str(port), "--no-work"]
    env = bare_environment(METRICS_PORT=str(free_port()), ACCESS_LOG="true", **more)
    with running(command, home / "run", port, env) as group:
        yield System("broadsheet serve", port, ADDRESS, group)


def broadsheet() -> list[str]:
    """Return how our command is called."""
    return [str(Path(sys.executable).with_name("broadsheet"))]


def bare_environment(**more: str) -> dict[str, str]:
    """Return an environment in which nothing of Broadsheet's is set but this."""
    ours = ("BROADSHEET_", "SECRET_KEY", "DATABASE_URL", "DJANGO_", "LOG_", "PRESS", "STATIC_")
    return {name: v for name, v in os.environ.items() if not name.startswith(ours)} | more
