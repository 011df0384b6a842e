"""Who changed the kamus, when and why: what the history keeps of each write, and the reason that it asks for."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import Model

MIN_REASON, MAX_REASON = 10, 300


def trace(thing: Model, *, by: AbstractBaseUser | None, at: datetime, reason: str) -> None:
    """Tell the history what it writes at the next save or delete of a row."""
    vars(thing).update(_history_user=by, _history_date=at, _change_reason=reason)


def reason_of(text: str) -> str:
    """The reason of a change, without blanks at its ends. Raises ValidationError where it says nothing."""
    said = text.strip()
    if not MIN_REASON <= len(said) <= MAX_REASON:
        raise ValidationError(f"Tulis alasan perubahan paling sedikit {MIN_REASON} huruf, paling banyak {MAX_REASON}.")
    return said
