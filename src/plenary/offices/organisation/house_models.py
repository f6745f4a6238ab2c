"""Models of an organisation: the bodies, mandates, rules and standing items from which a new house can start.

A model is a file under `models/`, read and checked once. It is only offered: what is taken from it is entered by the
acts of each office, in the house's own names, and owes the file nothing afterwards.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from plenary.foundation.languages.words import Words
from plenary.offices.organisation.models import Organisation
from plenary.offices.organisation.queries import latest_rules, supreme_body
from plenary.procedure.refusal import Refused


@dataclass(frozen=True, slots=True)
class ModelBody:
    """A body of a model. rules: what it is called in the model's ruleset; empty for one that decides nothing."""

    code: str
    name: Words
    composition: str
    rules: str
    is_supreme: bool
    decides: bool
    mandates: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ModelSitting:
    """A sitting of the first meeting, by the clock of the place."""

    title: Words
    format: str
    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class ModelItem:
    """A standing item. kind: as the agenda keeps it."""

    title: Words
    kind: str


@dataclass(frozen=True, slots=True)
class ModelJoint:
    """The joint meeting of the day before. bodies: by their codes in the model."""

    title: Words
    bodies: tuple[str, ...]
    format: str


@dataclass(frozen=True, slots=True)
class HouseModel:
    """One model, whole."""

    code: str
    name: Words
    about: Words
    ruleset: str
    bodies: tuple[ModelBody, ...]
    meeting_title: Words
    joint: ModelJoint
    sittings: tuple[ModelSitting, ...]
    items: tuple[ModelItem, ...]


def house_models() -> list[HouseModel]:
    """Every model that this installation has; that of a security council first, the others by code."""
    codes = sorted(file.stem for file in Path(settings.MODELS_FOLDER).glob("*.toml"))
    return [house_model(code) for code in sorted(codes, key=lambda code: (code != "security-council", code))]


@cache
def house_model(code: str) -> HouseModel:
    """One model by its code. Raises Refused "organisation.no_such_model"."""
    known = {file.stem: file for file in Path(settings.MODELS_FOLDER).glob("*.toml")}
    if code not in known:
        raise Refused("organisation.no_such_model", model=code)
    return _read(tomllib.loads(known[code].read_text(encoding="utf-8")))


def model_in_use() -> HouseModel | None:
    """The model whose ruleset the supreme body took; None where it has other rules or there is none yet."""
    try:
        ruleset = latest_rules(supreme_body()).ruleset
    except Refused:
        return None
    return next((one for one in house_models() if one.ruleset == ruleset), None)


def is_founded() -> bool:
    """Whether the organisation of this house is entered."""
    return Organisation.objects.exists()


def _read(data: Mapping[str, Any]) -> HouseModel:
    meeting = data["meeting"]
    return HouseModel(
        code=data["code"],
        name=Words(data["name"]),
        about=Words(data["about"]),
        ruleset=data["ruleset"],
        bodies=tuple(
            ModelBody(
                code=one["code"],
                name=Words(one["name"]),
                composition=one["composition"],
                rules=one.get("rules", ""),
                is_supreme=one.get("supreme", False),
                decides=one.get("decides", True),
                mandates=tuple(map(Words, one.get("mandates", ()))),
            )
            for one in data["body"]
        ),
        meeting_title=Words(meeting["title"]),
        joint=ModelJoint(
            Words(meeting["joint"]["title"]), tuple(meeting["joint"]["bodies"]), meeting["joint"]["format"]
        ),
        sittings=tuple(
            ModelSitting(
                Words(one["title"]), one["format"], time.fromisoformat(one["from"]), time.fromisoformat(one["until"])
            )
            for one in meeting["sitting"]
        ),
        items=tuple(ModelItem(Words(one["title"]), one["kind"]) for one in meeting["item"]),
    )
