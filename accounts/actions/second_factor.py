"""Taking the second factor off an account whose owner has lost it."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding, User

REMOVED = "Pengamanan masuk dilepas: "
"""How the reason begins in the history of a person; the person reads it at the next login."""


@transaction.atomic
def remove_second_factor(person: User, *, by: OfficeHolding | None, at: datetime, reason: str) -> int:
    """Remove authenticator app, passkeys and recovery codes of another person, and end that person's sessions.

    Returns how many were removed. `by` is None for the server's own command. Refuses without a reason, for oneself,
    and where nothing is set up. The trail is the person's history: who, when, why.
    """
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if by is not None and by.user_id == person.pk:
        raise ValidationError("Pengamanan akun sendiri dilepas di halaman Pengamanan masuk, bukan di sini.")
    if not reason.strip():
        raise ValidationError("Tulis alasannya, misalnya: ponsel hilang, dilaporkan langsung ke kantor.")
    removed, _ = Authenticator.objects.filter(user=person).delete()
    if not removed:
        raise ValidationError("Akun ini tidak memakai pengamanan tambahan.")
    person.session_serial += 1
    trail: Any = person  # simple-history reads these three from the row that is saved
    trail._change_reason = f"{REMOVED}{reason.strip()}"
    trail._history_user = by.user if by else None
    trail._history_date = at
    person.save(update_fields=["session_serial"])
    return int(removed)
