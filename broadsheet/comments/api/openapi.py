"""The OpenAPI 3.1 document of the API, made from the shapes and endpoints themselves.

Source: OpenAPI Specification 3.1.1 (spec.openapis.org/oas/v3.1.1).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from broadsheet import __version__
from broadsheet.comments.api import schema
from broadsheet.comments.api.door import JSON, PROBLEM, TITLES
from broadsheet.comments.api.endpoints import ENDPOINTS, IN_PATH, START, Endpoint, by_path
from broadsheet.comments.api.shapes import Problem

VERSION = "3.1.1"
ABOUT = (
    "Read, write and moderate the conversation under the paper's stories. What readers see is open "
    "to everybody; for the rest send a token: `Authorization: Bearer bsc_…`. Numbers are for ever; "
    "pages follow each other by `next`. Whatever was not done is told as problem details (RFC 9457)"
    " in the language of `Accept-Language`; 429 comes with `Retry-After`."
)


@cache
def document() -> dict[str, Any]:
    """Return the document."""
    made = [one for each in ENDPOINTS for one in (each.takes, each.gives) if one]
    shapes = schema.within([Problem, *made])
    return {
        "openapi": VERSION,
        "info": {"title": "The conversation", "version": __version__, "description": ABOUT},
        "servers": [{"url": f"/{START.rstrip('/')}"}],
        "security": [],
        "paths": {f"/{path}": _path(methods) for path, methods in by_path().items()},
        "components": {
            "schemas": {name: schema.schema_of(one) for name, one in shapes.items()},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
            },
        },
    }


def _path(methods: dict[str, Endpoint]) -> dict[str, Any]:
    return {method.lower(): _operation(one) for method, one in methods.items()}


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": (endpoint.does.__doc__ or "").split("\n")[0],
        "parameters": [*_in_path(endpoint), *_in_query(endpoint)],
        "responses": {
            **{str(status): _answer(endpoint, status) for status in endpoint.statuses},
            **{str(status): _problem(status) for status in endpoint.faults},
        },
    }
    if endpoint.takes:
        content = {JSON: {"schema": _named(endpoint.takes)}}
        found["requestBody"] = {"required": True, "content": content}
    if endpoint.scope:
        found["description"] = f"Scope of the token: `{endpoint.scope}`."
        session: list[dict[str, list[str]]] = (
            [{"session": []}] if endpoint.scope != "moderate" else []
        )
        found["security"] = [{"token": []}, *session]
    return found


def _in_path(endpoint: Endpoint) -> list[dict[str, Any]]:
    return [
        {"name": word, "in": "path", "required": True, "schema": IN_PATH[word]}
        for word in endpoint.words
    ]


def _in_query(endpoint: Endpoint) -> list[dict[str, Any]]:
    asked = endpoint.query or {}
    return [{"name": name, "in": "query", "schema": found} for name, found in asked.items()]


def _answer(endpoint: Endpoint, status: int) -> dict[str, Any]:
    if endpoint.gives is None:
        return {"description": "Done."}
    described = "Done before." if status != endpoint.statuses[0] else "Done."
    return {
        "description": described,
        "content": {JSON: {"schema": _named(endpoint.gives)}},
    }


def _problem(status: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "description": TITLES[status],
        "content": {PROBLEM: {"schema": _named(Problem)}},
    }
    if status == 429:  # noqa: PLR2004 RFC 6585
        found["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return found


def _named(shape: type) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{shape.__name__}"}
