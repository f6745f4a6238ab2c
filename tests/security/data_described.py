"""The public lists as data, described by an OpenAPI document: what may be asked, and what is answered."""

from __future__ import annotations

from typing import Any

TEXT: dict[str, Any] = {"type": "string"}
CELL: dict[str, Any] = {"type": ["string", "integer", "boolean", "null"]}
LIST: dict[str, Any] = {
    "type": "object",
    "required": ["self", "page", "publisher", "license", "language", "columns", "count", "rows"],
    "additionalProperties": False,
    "properties": {
        "self": {"type": "string", "pattern": "^http"},
        "page": {"type": "string", "pattern": "^http"},
        "publisher": TEXT,
        "license": TEXT,
        "language": {"enum": ["en", "ru", "ar"]},
        "columns": {"type": "array", "items": TEXT, "minItems": 1},
        "count": {"type": "integer", "minimum": 0},
        "rows": {"type": "array", "items": {"type": "object", "additionalProperties": CELL}},
    },
}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status"],
    "additionalProperties": False,
    "properties": {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT},
}
HEALTH: dict[str, Any] = {
    "type": "object",
    "required": ["status"],
    "additionalProperties": {"enum": ["good", "look", "bad"]},
}
#: Addresses under the language, with what stands in the query string; each is there for outsiders.
LISTS: dict[str, tuple[str, ...]] = {
    "/{language}/members.json": (),
    "/{language}/d.json": ("words", "kind", "body", "year", "page"),
    "/{language}/m.json": ("page",),
    "/{language}/m/{ref}/agenda.json": (),
    "/{language}/m/{ref}/documents.json": (),
    "/{language}/m/{ref}/decisions.json": (),
    "/{language}/m/{ref}/participants.json": (),
    "/{language}/decisions.json": ("words", "body", "year", "page"),
    "/{language}/budget/{year}.json": (),
}
NAMED: dict[str, dict[str, Any]] = {
    "language": {"enum": ["en", "ru", "ar"]},
    "ref": {"anyOf": [{"enum": ["CSC-2019-1"]}, {"type": "string", "minLength": 1}]},
    "year": {"anyOf": [{"enum": [2019, 2020]}, {"type": "integer"}]},
}


def _answer(said: str, kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": said, "content": {kind: {"schema": schema}}}


def _asked(path: str, query: tuple[str, ...]) -> dict[str, Any]:
    inside = [name for name in NAMED if f"{{{name}}}" in path]
    return {
        "parameters": [
            *({"name": name, "in": "path", "required": True, "schema": NAMED[name]} for name in inside),
            *({"name": name, "in": "query", "schema": TEXT} for name in query),
            {"name": "Accept", "in": "header", "schema": TEXT},
            {"name": "Accept-Language", "in": "header", "schema": TEXT},
        ],
        "responses": {
            "200": _answer("the list", "application/json", LIST),
            "404": _answer("no such list, or none for this reader", "application/problem+json", PROBLEM),
            "422": _answer("a filter that cannot be read", "application/problem+json", PROBLEM),
        },
    }


def described() -> dict[str, Any]:
    """The document."""
    paths = {path: {"get": _asked(path, query)} for path, query in LISTS.items()}
    paths["/health/"] = {
        "get": {
            "responses": {
                "200": _answer("the house works", "application/json", HEALTH),
                "503": _answer("it cannot work", "application/json", HEALTH),
            }
        }
    }
    return {"openapi": "3.1.0", "info": {"title": "Plenary", "version": "1"}, "paths": paths}
