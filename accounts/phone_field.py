"""A column of telephone numbers in the one form of phones.py, so that a person can come in by phone."""

from typing import Any

from django.db import models

from .phones import canonical


def normal(text: str) -> str:
    """Return the number in its one form, `081234567890`; "" for what is none."""
    try:
        return canonical(text) if text.isascii() else ""
    except ValueError:
        return ""


class PhoneField(models.CharField):  # type: ignore[type-arg]
    """A number kept and looked up in its one form, whoever writes it; a text that is no number stays as typed."""

    def get_prep_value(self, value: Any) -> Any:
        said = super().get_prep_value(value)
        return normal(said) or said.strip() if isinstance(said, str) else said
