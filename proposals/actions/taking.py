"""Taking over a list of usulan that was kept elsewhere: SIPD's table of a kelurahan, an old spreadsheet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from accounts.roles import Role
from catalogue.models import KamusVersion
from proposals import texts
from proposals.listed import ListedUsulan
from proposals.models import Cycle, Event, Proposal
from proposals.models.proposal import Channel
from proposals.querysets import ProposalQuerySet
from proposals.statuses import Status
from regions import codes
from regions.models import Region

from .numbering import take_numbers
from .recording import record_all
from .taking_rows import BATCH, Hand, index, keep_words, store_places

WRITTEN = (
    "title", "problem", "address", "item", "kind", "list_kind", "agency", "agency_first", "volume", "unit",
    "unit_price", "amount", "amount_note", "group_rank",
)  # fmt: skip
"""Fields that a list gives and a later import of the same list corrects, beside group and places."""
SHOWN = ("title", "problem", "address", "list_kind", "volume", "unit", "amount", "group_rank")
"""Fields that our own list shows as they are stored."""
SHOWN_BY = {"own": SHOWN, "sipd": ("title", "problem", "address", "volume", "unit", "amount", "group_rank", "agency")}
"""What a list of that shape shows, where it does not show everything that it would write."""
_DERIVED = ("group", "region", "kelurahan", "kecamatan", "place", "current_volume", "current_amount", "search_text")


def known_usulan(city: Region, plan_year: int, keys: Sequence[str]) -> dict[str, Proposal]:
    """The usulan of a year with these SIPD ids (or, without one, numbers), by that key, loaded to be compared."""
    found = Proposal.objects.filter(cycle__city=city, cycle__plan_year=plan_year)
    found = found.filter(sipd_id__in=[key for key in keys if key]) | found.filter(sipd_id="", number__in=keys)
    loaded = found.select_related("group__region", "item", "agency", "agency_first").order_by("pk")
    return {proposal.sipd_id or proposal.number: proposal for proposal in loaded.prefetch_related("locations")}


def worked_on(found: ProposalQuerySet) -> set[int]:
    """Ids of usulan on which something was done since they were taken over; an import leaves those alone."""
    touched = Event.objects.filter(proposal__in=found).exclude(kind=Event.Kind.TAKEN_OVER).order_by()
    decided = found.exclude(status=Status.SUBMITTED) | found.exclude(channel=Channel.IMPORT)
    return {*touched.values_list("proposal_id", flat=True), *decided.order_by().values_list("pk", flat=True)}


def differences(listed: ListedUsulan, proposal: Proposal) -> list[str]:
    """Name the fields in which a stored usulan differs from the list; empty where it is the same.

    A list that shows less is compared in what it shows: it says places in words, covers private numbers, and holds
    what was decided as well as what was asked.
    """
    if listed.shown:
        return [name for name in listed.shown if listed.fields[name] not in _told(name, proposal)]
    found = [name for name, value in listed.fields.items() if getattr(proposal, name) != value]
    group = (proposal.group.region_id, proposal.group.name.lower())
    if group != (listed.group.region.pk, listed.group.name.lower()):
        found.append("group")
    if {place.pk for place in proposal.locations.all()} != {place.pk for place in listed.locations}:
        found.append("locations")
    return found


def _told(name: str, proposal: Proposal) -> set[Any]:
    """All that a list of ours may say of a field."""
    stored = getattr(proposal, name)
    if name in {"problem", "address"}:
        return {stored, texts.mask_private(stored)}
    return {stored, getattr(proposal, f"current_{name}")} if name in {"volume", "amount"} else {stored}


def require_year(city: Region, plan_year: int) -> None:
    """Refuse a plan year whose cycle neither is there nor can be made: an absurd one, or one in another's place."""
    if not 2001 <= plan_year <= 2100:
        raise ValidationError("Tahun rencana harus antara 2001 dan 2100.")
    cycles = Cycle.objects.filter(city=city)
    taken = cycles.filter(held_year=plan_year - 1).exclude(plan_year=plan_year).exists()
    if taken and not cycles.filter(plan_year=plan_year).exists():
        raise ValidationError(f"Musrenbang {plan_year - 1} sudah ada untuk tahun rencana lain. Periksa tahunnya.")


@transaction.atomic
def ensure_cycle(city: Region, plan_year: int) -> Cycle:
    """Return the cycle of a plan year; a missing one is made, held the year before, with the kamus of the plan year.

    It has no stages: a list taken over from elsewhere has been through them. Bappeda sets windows where it goes on.
    """
    require_year(city, plan_year)
    kamus = KamusVersion.objects.filter(city=city, plan_year=plan_year).first()
    cycle, _ = Cycle.objects.get_or_create(
        city=city, plan_year=plan_year, defaults={"held_year": plan_year - 1, "kamus": kamus}
    )
    if cycle.kamus_id is None and kamus is not None:
        cycle.kamus = kamus
        cycle.save(update_fields=["kamus"])
    return cycle


def require_taker(by: OfficeHolding | None, area: Region) -> None:
    """Refuse offices that may not take over a list of this kelurahan or city; None is the system's own command."""
    if by is not None and not (by.role in {Role.BAP, Role.KEL} and by.scope.covers(area)):
        raise ValidationError("Daftar usulan diimpor oleh Bappeda atau kelurahan itu sendiri.")


@transaction.atomic
def take_over(
    area: Region,
    plan_year: int,
    rows: Sequence[ListedUsulan],
    *,
    by: OfficeHolding | None,
    at: datetime,
    digest: str = "",
) -> Cycle:
    """Write a checked list: new usulan are `diajukan` at once with a number, changed ones are corrected.

    `area` is the kelurahan of the list, or the city for a list of Bappeda that spans kelurahan. In any window. Cycle
    and groups are made where they are missing. A usulan on which somebody worked since stays as it is. What Kirim would
    ask for may be missing: `Proposal.blockers` lists it. The number of queries does not grow with the rows but by
    batches. `digest` names the file in the log.
    """
    require_taker(by, area)
    city = Region.objects.current().get(code=codes.cut(area.code, codes.CITY))
    cycle = ensure_cycle(city, plan_year)
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("city").get(pk=cycle.pk)
    stored = known_usulan(city, plan_year, [row.key for row in rows])
    touched = worked_on(Proposal.objects.filter(pk__in=[proposal.pk for proposal in stored.values()]))
    hand = Hand(cycle, area, rows, by=by, at=at)
    new, changed, acts = [], [], []
    for row in rows:
        proposal = stored.get(row.key)
        if proposal is None:
            proposal = hand.write(row, hand.begin(row))
            new.append((row, proposal))
            acts.append((proposal, row, ["new"]))
        elif proposal.pk not in touched and (fields := differences(row, proposal)):
            hand.write(row, proposal)
            proposal.version += 1
            changed.append((row, proposal))
            acts.append((proposal, row, fields))
    for (_, proposal), number in zip(new, take_numbers(cycle, len(new)) if new else [], strict=True):
        proposal.number = number
        index(proposal)
    for _, proposal in changed:
        index(proposal)
    Proposal.objects.bulk_create([proposal for _, proposal in new], batch_size=BATCH)
    fields = [*WRITTEN, *_DERIVED, "version"]
    Proposal.objects.bulk_create(
        [proposal for _, proposal in changed],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=fields,
    )
    store_places([*new, *changed], [proposal for _, proposal in changed])
    keep_words([*new, *changed], city)
    if acts:
        record_all(
            [
                (Event.Kind.TAKEN_OVER, proposal, "", _body(row, proposal, fields, digest))
                for proposal, row, fields in acts
            ],
            by=by,
            at=at,
            cycle=cycle,
        )
    return cycle


def _body(row: ListedUsulan, proposal: Proposal, fields: list[str], digest: str) -> dict[str, Any]:
    """What the log keeps: where it came from, and the sums as listed. No text that may name a person."""
    return {
        "row": row.row,
        "sipd_id": row.sipd_id,
        "file": digest[:16],
        "group": row.group.name,
        "rank": proposal.group_rank,
        "volume": str(proposal.volume) if proposal.volume is not None else None,
        "unit": proposal.unit,
        "amount": proposal.amount,
        **({} if fields == ["new"] else {"fields": fields}),
    }
