"""The model field that holds Words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from plenary.foundation.languages.words import Words


class InLanguages(models.JSONField):
    """Words, kept as {language: text}. Empty means not stated."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  Django's own signature
        kwargs.setdefault("default", Words)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Words:  # noqa: ANN401  Django's own signature
        return Words.of(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Words:  # noqa: ANN401  Django's own signature
        try:
            return Words.of(value)
        except TypeError as not_words:
            raise ValidationError("A text by language is wanted here.", code="languages.not_words") from not_words

    def get_prep_value(self, value: Any) -> dict[str, str]:  # noqa: ANN401  Django's own signature
        return dict(Words.of(value))
