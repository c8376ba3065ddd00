"""Django's settings, read from the environment and the newspaper's folder.

The folder is ``BROADSHEET_HOME``, else the working directory. Nothing here has a host, a path or a
secret of its own: what is missing or wrong stops the start, and is all named at once.
Each name stands on ``docs/hosting/settings.md``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext

from broadsheet.config import logging, theming
from broadsheet.config.auth_settings import *  # noqa: F403  sign-in has a file of its own
from broadsheet.config.auth_settings import throttle_caches
from broadsheet.config.caches import bucket_settings, purge_settings
from broadsheet.config.languages import CODES, DIGITS, LANGUAGES, groupings
from broadsheet.config.mail import mail_settings
from broadsheet.config.readers import SQLITE, Readers, read_env_file, read_toml_file

django_stubs_ext.monkeypatch()

SHARE_WAYS = ("whatsapp", "telegram", "facebook", "x", "email", "linkedin", "flipboard")
PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("BROADSHEET_HOME") or Path.cwd()).resolve()
own_env = read_env_file(HOME / ".env")
read = Readers({**own_env, **os.environ}, read_toml_file(HOME / "broadsheet.toml"))
VAR = read.folder("BROADSHEET_VAR", "paths.var", HOME, "var")

# --- the paper ---
PAPER_NAME = read.text("PAPER_NAME", "paper.name", "Broadsheet")
PAPER_MOTTO = read.text("PAPER_MOTTO", "paper.motto", "")
PAPER_LANGUAGE = read.choice("PAPER_LANGUAGE", "paper.language", CODES)
# Whether readers may see every published version of a story, and what changed.
PAPER_HISTORY = read.flag("PAPER_HISTORY", "paper.history", default=True)
# A copy that is not public, for trying things out: its robots.txt shuts every crawler out.
PAPER_PUBLIC = read.flag("PAPER_PUBLIC", "paper.public", default=True)
# Whether readers may keep stories on their devices, to read without a network.
OFFLINE_READING = read.flag("OFFLINE_READING", "paper.offline", default=True)
# Days after which the address of a reader who asked for a correction is erased.
REQUEST_DAYS = read.whole("REQUEST_DAYS", "trust.request_days", 90)
# The conversation: branches on a page, answers shown below each, minutes for mending one's words.
COMMENTS_ON_A_PAGE = read.whole("COMMENTS_ON_A_PAGE", "comments.on_a_page", 20)
COMMENTS_ANSWERS_SHOWN = read.whole("COMMENTS_ANSWERS_SHOWN", "comments.answers_shown", 3)
COMMENTS_EDIT_MINUTES = read.whole("COMMENTS_EDIT_MINUTES", "comments.edit_minutes", 5)
# Minutes after which somebody is told by mail that a comment still waits for a moderator.
COMMENTS_BACKLOG_MINUTES = read.whole("COMMENTS_BACKLOG_MINUTES", "comments.backlog_minutes", 60)
# Places of the paper's own that its webhooks may lead to though they are not public.
COMMENTS_OWN_HOOKS = read.origins("COMMENTS_OWN_HOOKS", "comments.own_hooks")
# Advertisements: how many on a page (0: no places at all), where in the text, and whose frames.
ADVERTS_PER_PAGE = read.whole("ADVERTS_PER_PAGE", "adverts.per_page", 3)
ADVERT_PARAGRAPH = read.whole("ADVERT_PARAGRAPH", "adverts.after_paragraph", 3)
ADVERT_FRAMES = read.origins("ADVERT_FRAMES", "adverts.third_parties")
# Where a reader can send a story, in this order; the paper's account on X, and its places on other
# sites; where it comes out.
SHARE_WITH = read.several("SHARE_WITH", "share.with", SHARE_WAYS, SHARE_WAYS[:5])
SHARE_X_ACCOUNT = read.text("SHARE_X_ACCOUNT", "share.x_account", "")
FOLLOW_AT = read.addresses("FOLLOW_AT", "share.follow_at")
PAPER_TERRITORY = read.territory("PAPER_TERRITORY", "paper.territory", "IN")
# How the paper writes numbers: 12,34,567 or 1,234,567; 1,400 or the language's own digits.
PAPER_GROUPING = read.choice("PAPER_GROUPING", "paper.grouping", groupings(PAPER_TERRITORY))
PAPER_DIGITS = read.choice("PAPER_DIGITS", "paper.digits", DIGITS)
# A theme that comes with the package; the paper's own theme/ stands over it.
PAPER_THEME = read.choice("PAPER_THEME", "paper.theme", theming.THEMES)
THEMES = theming.folders(HOME, PACKAGE, PAPER_THEME)
THEME = theming.told(THEMES)
SITE_URL = read.origin("SITE_URL", "paper.url", "http://127.0.0.1:8000")
WAGTAIL_SITE_NAME = PAPER_NAME
WAGTAILADMIN_BASE_URL = SITE_URL

# --- secrets and switches ---
SECRET_KEY = read.secret("SECRET_KEY")
DEBUG = read.flag("DEBUG", "server.debug")
ALLOWED_HOSTS = read.words(
    "ALLOWED_HOSTS",
    "server.hosts",
    tuple({"127.0.0.1", "localhost", urlsplit(SITE_URL).hostname or "localhost"}),
)
CSRF_TRUSTED_ORIGINS = read.words("CSRF_TRUSTED_ORIGINS", "server.trusted_origins")
BEHIND_TLS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
HSTS_SECONDS = read.whole("HSTS_SECONDS", "server.hsts_seconds", 31_536_000)
SECURE_HSTS_SECONDS = HSTS_SECONDS if BEHIND_TLS else 0
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows previews in a frame of its own

INSTALLED_APPS = [
    "broadsheet.kit",
    "broadsheet.records",
    "broadsheet.accounts",
    "broadsheet.law",
    "broadsheet.outbox",
    "broadsheet.press",
    "broadsheet.pictures",
    "broadsheet.sections",
    "broadsheet.people",
    "broadsheet.recordings",
    "broadsheet.stories",
    "broadsheet.desk",
    "broadsheet.fronts",
    "broadsheet.furniture",
    "broadsheet.adverts",
    "broadsheet.comments",
    "broadsheet.distribution",
    "broadsheet.offline",
    "broadsheet.lite",
    "broadsheet.trust",
    "broadsheet.archive",
    "broadsheet.demo",
    "broadsheet.config",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "broadsheet.accounts.apps.StaffScreens",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "broadsheet.desk.notices.apps.DeskAdmin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "broadsheet.config.requests.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "broadsheet.stories.csp.ReadersPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "broadsheet.accounts.middleware.DeskDoor",
]

# What a page is rendered within when it is printed: nothing that knows one reader from another.
PRESS_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "broadsheet.stories.csp.ReadersPolicy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "broadsheet.config.urls"
WSGI_APPLICATION = "broadsheet.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": theming.parts(THEMES, "templates", PACKAGE),
        "OPTIONS": {
            # In the lite edition a template under lite/ stands for the one of the same name.
            "loaders": [
                (
                    "broadsheet.lite.loading.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- database, cache, background work ---
DATABASES = {
    "default": read.database("DATABASE_URL", "database.url", HOME, VAR / "broadsheet.sqlite3")
}
if DATABASES["default"]["ENGINE"] == SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # Tests use a file as well: a database in memory knows neither WAL nor waiting for a lock.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "tests.sqlite3")}
else:
    # A server that went away without a word must not hold up the desk, nor the page that says so.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = read.text("REDIS_URL", "cache.url", "")
LOCAL_CACHE = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else LOCAL_CACHE,
    # A shared cache here would be written at every reader's GET.
    "renditions": {**LOCAL_CACHE, "LOCATION": "renditions", "OPTIONS": {"MAX_ENTRIES": 20_000}},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- accounts and mail (see auth_settings.py) ---
CACHES |= throttle_caches(redis=bool(REDIS_URL))
ALLAUTH_TRUSTED_PROXY_COUNT = read.whole("TRUSTED_PROXIES", "server.trusted_proxies", 0)
globals().update(mail_settings(read, PAPER_NAME, urlsplit(SITE_URL).hostname or "localhost"))

# --- language and time ---
LANGUAGE_CODE = PAPER_LANGUAGE
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = read.zone("TIME_ZONE", "paper.zone", "UTC")
USE_TZ = True

# --- files ---
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [path for path in theming.parts(THEMES, "static", PACKAGE) if path.is_dir()]
# Hashed names need `collectstatic` first; without them files are found where they lie.
STATIC_MANIFEST = read.flag("STATIC_MANIFEST", "server.static_manifest", default=not DEBUG)
WHITENOISE_USE_FINDERS = not STATIC_MANIFEST
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "broadsheet.config.static_files.StaticFiles"
        if STATIC_MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- the press ---
EDITION_ROOT = read.folder("EDITION_ROOT", "press.folder", VAR, "edition")
PRESS_WORKERS = read.whole("PRESS_WORKERS", "press.workers", min(2, os.cpu_count() or 1))
PRESS_TREE = read.flag("PRESS_TREE", "press.tree", default=True)
PURGING = purge_settings(read)
BUCKET = bucket_settings(read, caches=bool(PURGING["PURGE_WITH"]))
PRESS = read.flag("PRESS", "press.on", default=True)
PRESS_MEMORY = read.whole("PRESS_MEMORY", "press.memory", 64)
READERS_CACHE_CONTROL = read.text(
    "READERS_CACHE_CONTROL", "press.cache_control", "max-age=0, must-revalidate"
)
CDN_CACHE_CONTROL = read.text(
    "CDN_CACHE_CONTROL",
    "purge.cache_control",
    "max-age=604800, stale-while-revalidate=30, stale-if-error=604800",
)

# --- Wagtail ---
WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"
WAGTAIL_FINISH_WORKFLOW_ACTION = "broadsheet.stories.workflow.publish_approved"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# The door (broadsheet.pictures.door) decides by content; these keep Wagtail's own checks out of it.
WAGTAILIMAGES_IMAGE_FORM_BASE = "broadsheet.pictures.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "tif", "tiff", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 40_000_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp"}
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "link", "superscript", "subscript"]},
    }
}

# --- logs ---
LOG_FORMAT = read.choice("LOG_FORMAT", "logs.format", logging.FORMATS)
LOG_LEVEL = read.choice("LOG_LEVEL", "logs.level", logging.LEVELS)
LOGGING = logging.plan(LOG_FORMAT, LOG_LEVEL)
LOGS_FOR_PEOPLE = logging.for_people(LOG_FORMAT, on_terminal=sys.stderr.isatty())
ACCESS_LOG = read.flag("ACCESS_LOG", "logs.access", default=LOG_LEVEL in ("info", "debug"))
METRICS_PORT = read.whole("METRICS_PORT", "server.metrics_port", 0)
logging.configure()

# Last, so that one start names every fault.
STRAY_NAMES = sorted(set(own_env) - read.names)
read.refuse_faults()
