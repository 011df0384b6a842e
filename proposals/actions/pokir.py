"""Verbs of pokok pikiran: a list taken over, a state decided by mitra or Bappeda, the twin usulan named."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from accounts.roles import Role
from proposals.models import Event, Pokir, Proposal
from regions.models import Region

from .recording import Act, record, record_all
from .taking import ensure_cycle

S = Pokir.Status
NEXT: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.SENT}),
    S.SENT: frozenset({S.CHECKED, S.PENDING, S.AGAIN, S.REFUSED}),
    S.CHECKED: frozenset({S.IN_RENJA, S.IN_FORUM, S.PENDING, S.AGAIN, S.REFUSED}),
    S.PENDING: frozenset({S.CHECKED, S.IN_RENJA, S.IN_FORUM, S.AGAIN, S.REFUSED}),
    S.AGAIN: frozenset({S.CHECKED, S.IN_RENJA, S.IN_FORUM, S.PENDING, S.REFUSED}),
    S.IN_RENJA: frozenset({S.AGAIN}),
    S.IN_FORUM: frozenset({S.AGAIN}),
    S.REFUSED: frozenset({S.AGAIN}),
}
"""What may follow what: draf, dikirim, verifikasi mitra, then one of five answers; an answer may be discussed again."""

NEEDS_NOTE = frozenset({S.PENDING, S.AGAIN, S.REFUSED})
BATCH = 200


@dataclass(frozen=True)
class ListedPokir:
    """One row of a list, checked: its number, and the fields it gives under the names of the model."""

    number: str
    fields: dict[str, Any] = field(default_factory=dict)


def differences(listed: ListedPokir, stored: Pokir) -> list[str]:
    """Name the fields in which a stored pokir differs from the list; empty where it is the same."""
    return [name for name, value in listed.fields.items() if getattr(stored, name) != value]


@transaction.atomic
def take_list(
    city: Region, plan_year: int, rows: Sequence[ListedPokir], *, by: OfficeHolding | None, at: datetime
) -> int:
    """Write a checked list: new pokir are made, changed ones corrected; returns how many. SQL grows by batches only.

    By the Sekretariat DPRD or Bappeda; None is the system's own command.
    """
    if by is not None and by.role not in {Role.DPR, Role.BAP}:
        raise ValidationError("Daftar pokir diimpor oleh Sekretariat DPRD atau Bappeda.")
    cycle = ensure_cycle(city, plan_year)
    numbers = [row.number for row in rows]
    stored = {one.number: one for one in Pokir.objects.filter(cycle=cycle, number__in=numbers).select_for_update()}
    new, changed = [], []
    for row in rows:
        known = stored.get(row.number)
        if known is None:
            new.append(Pokir(cycle=cycle, number=row.number, recorded_by=by, recorded_at=at, **row.fields))
        elif differences(row, known):
            for name, value in row.fields.items():
                setattr(known, name, value)
            known.recorded_by, known.recorded_at = by, at
            changed.append(known)
    Pokir.objects.bulk_create(new, batch_size=BATCH)
    if changed:
        Pokir.objects.bulk_update(changed, [*rows[0].fields, "recorded_by", "recorded_at"], batch_size=BATCH)
    acts: list[Act] = [
        (Event.Kind.POKIR_RECORDED, None, f"pokir:{one.number}", {"status": one.status, "amount": one.amount})
        for one in [*new, *changed]
    ]
    if acts:
        record_all(acts, by=by, at=at, cycle=cycle)
    return len(acts)


@transaction.atomic
def decide(
    pokir: Pokir,
    *,
    status: str,
    note: str = "",
    amount_granted: int | None = None,
    related: Proposal | None = None,
    by: OfficeHolding,
    at: datetime,
) -> Pokir:
    """Take the next state; a refusal or delay says why, an accepted one names the granted amount in rupiah."""
    pokir = Pokir.objects.select_for_update(of=("self",)).select_related("cycle__city").get(pk=pokir.pk)
    if status not in NEXT[pokir.status]:
        raise ValidationError(
            {"status": f"Pokir berstatus {pokir.get_status_display()} tidak dapat menjadi {S(status).label}."}
        )
    if status in NEEDS_NOTE and len(note.strip()) < 10:
        raise ValidationError({"note": "Tulis alasannya paling sedikit 10 huruf."})
    if status in {S.IN_RENJA, S.IN_FORUM} and not amount_granted:
        raise ValidationError({"amount_granted": "Isi nilai akomodirnya dalam rupiah."})
    if related is not None and related.cycle_id != pokir.cycle_id:
        raise ValidationError({"related": "Pilih usulan dari tahun yang sama."})
    before = pokir.status
    pokir.status, pokir.related = status, related
    pokir.note = note.strip() or pokir.note
    pokir.amount_granted = amount_granted if status in {S.IN_RENJA, S.IN_FORUM} else None
    pokir.full_clean()
    pokir.save()
    record(
        Event.Kind.POKIR_RECORDED,
        by=by,
        at=at,
        cycle=pokir.cycle,
        subject=f"pokir:{pokir.number}",
        before=before,
        status=status,
        reason=note.strip(),
        amount=pokir.amount_granted or 0,
        related=related.number if related else "",
    )
    return pokir
