"""Logs: events with facts, as JSON for machines or in colours for a terminal.

structlog writes our own events and Django's, Wagtail's and Granian's messages alike, so that a
reader of the log meets one form. What a request does carries its ``request_id``.
"""

from __future__ import annotations

import sys
from typing import Any

import structlog
from structlog.tracebacks import ExceptionDictTransformer
from structlog.types import Processor

FORMATS = ("auto", "json", "console")
LEVELS = ("info", "debug", "warning", "error")

BEFORE: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]


def for_people(chosen: str, *, on_terminal: bool) -> bool:
    """Say whether lines are words for a person: where one is looking, or has asked for them."""
    return chosen == "console" or (chosen == "auto" and on_terminal)


def renderers(chosen: str, *, on_terminal: bool) -> list[Processor]:
    """Return the last steps of a log line: JSON, unless it is for a person."""
    if for_people(chosen, on_terminal=on_terminal):
        plainly = structlog.dev.plain_traceback
        return [structlog.dev.ConsoleRenderer(colors=on_terminal, exception_formatter=plainly)]
    # Never the values of a frame: a password or a token may stand in one.
    return [
        structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]


def configure() -> None:
    """Send structlog's events through the handlers of ``plan``."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *BEFORE,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def plan(chosen: str, level: str) -> dict[str, Any]:
    """Return Django's ``LOGGING``: one handler to standard error for everything."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structlog": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": BEFORE,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *renderers(chosen, on_terminal=sys.stderr.isatty()),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structlog"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            # Django's own handlers would write each line a second time, in another form.
            "django": {"handlers": [], "level": level.upper(), "propagate": True},
            "django.server": {"handlers": [], "level": level.upper(), "propagate": True},
            # A 404 is no warning, and the request log has it.
            "django.request": {"level": "ERROR"},
            # Every migration and every picture would speak otherwise.
            "PIL": {"level": "WARNING"},
            # It would write the whole of an address, and a path may hold a secret.
            "urllib3": {"level": "ERROR"},
            "trafilatura": {"level": "ERROR"},
            "htmldate": {"level": "ERROR"},
        },
    }
