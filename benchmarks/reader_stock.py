"""Stock Wagtail, as its own documentation sets it up: what the reader server is compared with.

A project of its own in a temporary folder: one page type, rich text, SQLite, GZipMiddleware, and
with ``STOCK_CACHE`` Django's cache middleware around it, in local memory.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SETTINGS = """
import os
from pathlib import Path
HERE = Path(__file__).resolve().parent
SECRET_KEY = "stock" * 20
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "stock.urls"
WAGTAIL_SITE_NAME = "Stock"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
STATIC_URL = "/static/"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": HERE / "db.sqlite3",
                         "CONN_MAX_AGE": 60}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CACHE_MIDDLEWARE_SECONDS = 3600
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
if os.environ.get("STOCK_CACHE"):
    MIDDLEWARE = ["django.middleware.cache.UpdateCacheMiddleware", *MIDDLEWARE,
                  "django.middleware.cache.FetchFromCacheMiddleware"]
INSTALLED_APPS = [
    "stock", "wagtail.contrib.redirects", "wagtail.users", "wagtail.admin", "wagtail.snippets",
    "wagtail.documents", "wagtail.images", "wagtail.search", "wagtail.sites", "wagtail",
    "modelcluster", "taggit", "django.contrib.auth", "django.contrib.contenttypes",
    "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles",
]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [HERE], "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages"]}}]
"""
MODELS = """
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page
class ArticlePage(Page):
    template = "article.html"
    standfirst = models.TextField()
    body = RichTextField()
"""
URLS = """
from django.urls import include, path
from wagtail import urls
urlpatterns = [path("", include(urls))]
"""
WSGI = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "stock.settings"
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
"""
FILL = """
import sys
import django
django.setup()
from django.core.management import call_command
call_command("makemigrations", "stock", verbosity=0)
call_command("migrate", verbosity=0)
from stock.models import ArticlePage
from wagtail.models import Page
home = Page.objects.get(depth=2)
body = sys.stdin.read()
for number in range(1, 21):
    home.add_child(instance=ArticlePage(
        title=f"Article {number}", slug=f"article-{number}", standfirst="What it is about.",
        body=body))
"""
ARTICLE = """{% load wagtailcore_tags %}<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title></head><body>
<nav>{% for one in page.get_ancestors %}<a href="{% pageurl one %}">{{ one.title }}</a>{% endfor %}
</nav><article><h1>{{ page.title }}</h1><p>{{ page.standfirst }}</p>{{ page.body|richtext }}
</article><aside>{% for one in page.get_siblings.live|slice:":6" %}
<a href="{% pageurl one %}">{{ one.title }}</a>{% endfor %}</aside></body></html>
"""
PATH = "/article-1/"


def make(folder: Path, body: str) -> None:
    """Write the project, make its tables, and publish twenty articles of this body."""
    package = folder / "stock"
    package.mkdir(parents=True)
    files = {
        "__init__.py": "",
        "settings.py": SETTINGS,
        "models.py": MODELS,
        "urls.py": URLS,
        "wsgi.py": WSGI,
        "article.html": ARTICLE,
    }
    for name, text in files.items():
        (package / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", FILL]
    subprocess.run(  # noqa: S603  (our own program)
        command, cwd=folder, env=environment(), input=body, text=True, check=True
    )


def environment(*, cached: bool = False) -> dict[str, str]:
    """Return the environment that the project runs in."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "stock.settings", "PYTHONPATH": "."}
    return {**env, "STOCK_CACHE": "1"} if cached else env


def command(port: int) -> list[str]:
    """Return the command that serves it: one process, as ours."""
    granian = str(Path(sys.executable).with_name("granian"))
    options = ["--interface", "wsgi", "--port", str(port), "--workers", "1"]
    return [granian, *options, "--blocking-threads", "4", "--no-ws", "stock.wsgi:application"]
