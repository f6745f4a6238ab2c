"""Rows as lines of JSON that either database takes back unchanged."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any, TypeAlias

from django.db import connection, models
from django.utils.duration import duration_iso_string

AT_ONCE = 500

Column: TypeAlias = "models.Field[Any, Any]"


def columns(model: type[models.Model]) -> list[Column]:
    """The columns of a table, in the order of the model."""
    return list(model._meta.local_concrete_fields)


def written(model: type[models.Model], using: str) -> Iterator[bytes]:
    """Every row of a table, in the order of its key: one line each, the values in the order of the columns."""
    fields = columns(model)
    rows = model._base_manager.using(using).order_by("pk").values_list(*(str(field.attname) for field in fields))
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield json.dumps([_plain(value) for value in row], ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def put_back(model: type[models.Model], lines: Iterable[bytes]) -> Iterator[int]:
    """Write lines back as rows; yields how many were written with each stride.

    Raises ValueError for a line that is none of this table.
    """
    fields = columns(model)
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    order = f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES ({marks})"
    rest = iter(lines)
    while stride := list(islice(rest, AT_ONCE)):
        values = [_values(fields, json.loads(line)) for line in stride]
        with connection.cursor() as cursor:
            cursor.executemany(order, values)
        yield len(stride)


def _values(fields: Sequence[Column], row: list[Any]) -> list[Any]:
    return [
        field.get_db_prep_save(_as_given(field, value), connection=connection)
        for field, value in zip(fields, row, strict=True)
    ]


def _plain(value: object) -> object:
    """A value as JSON holds it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _as_given(field: Column, value: Any) -> Any:  # noqa: ANN401  what a column holds
    """The value of JSON as the column takes it."""
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    return field.to_python(value)
