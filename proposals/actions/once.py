"""The same form sent twice is one record: what a submission key has stored already."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def sent_before(known: "QuerySet[M]", submission_key: UUID | None) -> M | None:
    """Return the record that this key has stored among `known`; None for a new key, and for none."""
    return known.filter(submission_key=submission_key).first() if submission_key else None
