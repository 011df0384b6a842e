"""Jakarta Pusat 2024 comes out of a generated cycle: what was read out on 26 February is counted from the rows."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import User
from catalogue.models import KamusItem
from proposals.models import Cycle, Event, Proposal
from proposals.statuses import Status
from reports.rembuk import rembuk_recap
from rounds import blockers
from rounds.actions import founding
from rounds.models import Forum

READ_OUT = {
    "Sawah Besar": 195,
    "Cempaka Putih": 113,
    "Gambir": 137,
    "Johar Baru": 164,
    "Kemayoran": 303,
    "Menteng": 133,
    "Senen": 183,
    "Tanah Abang": 223,
}
Kind = Forum.Kind
WORKS, GOODS = KamusItem.Kind.PHYSICAL, KamusItem.Kind.GOODS


def generate(*options: str) -> str:
    said = StringIO()
    call_command("generate_cycle", "jakarta-pusat", *options, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the figures are counted once, on SQLite: it takes a minute")
def test_jakarta_pusat_2024_comes_out_of_its_rows() -> None:
    assert "386 RW, 1.451 usulan. Tulis: --commit." in generate()
    assert not Cycle.objects.exists()
    last_line = generate("--commit").splitlines()[-1]
    assert last_line.startswith("Dibuat: Musrenbang 2024 untuk RKPD 2025")
    assert last_line.endswith("386 RW, 1.451 usulan, 73,88 % fisik, 26,12 % barang.")

    cycle = Cycle.objects.select_related("city").get()
    recap = rembuk_recap(cycle)
    total = recap.total
    assert {line.name: line.count for line in recap.lines} == READ_OUT
    assert (len(recap.lines), total.kelurahan, total.rw, total.count) == (8, 44, 386, 1451)
    assert (total.held, total.nil, total.senders) == (386, 0, 386)
    assert (total.kinds[WORKS], total.kinds[GOODS]) == (1072, 379)
    assert (str(total.share(WORKS)), str(total.share(GOODS))) == ("73.88", "26.12")

    _the_forum_stands_in_four_parts(cycle)
    _what_was_written_in_bulk_is_what_the_verb_writes(cycle)
    _it_is_counted_and_not_known(cycle)

    events = Event.objects.count()
    assert generate("--commit").splitlines()[-1].startswith("Sudah ada:")
    assert Event.objects.count() == events
    assert not any(user.has_usable_password() for user in User.objects.order_by("pk"))


def _the_forum_stands_in_four_parts(cycle: Cycle) -> None:
    parent = Forum.objects.get(cycle=cycle, kind=Kind.IN_PARTS)
    parts = list(parent.parts.for_list())
    assert {kind: sum(part.kind == kind for part in parts) for kind in Kind if kind not in {Kind.IN_PARTS}} == {
        **dict.fromkeys((Kind.REMBUK, Kind.THEMATIC, Kind.KELURAHAN, Kind.DESK, Kind.AGENCY, Kind.CITY), 0),
        Kind.OPENING: 1,
        Kind.GROUP: 44,
        Kind.DISTRICT: 8,
        Kind.ENDING: 8,
    }
    days = sorted({timezone.localdate(part.starts_at) for part in parts if part.kind == Kind.GROUP and part.starts_at})
    assert (days[0], days[-1]) == (date(2024, 2, 27), date(2024, 3, 5))
    first = next(part for part in parts if part.kind == Kind.OPENING)
    assert (first.status, first.mode) == (Forum.Status.CLOSED, Forum.Mode.HYBRID)
    assert first.attendances.filter(element__in=["Forum Anak", "Perwakilan difabel"]).count() == 8
    assert (first.place, blockers.present(parent).total) == ("Kantor Wali Kota Jakarta Pusat", 60)
    assert first.resolutions.filter(is_condition=False).count() == 2
    assert not Proposal.objects.filter(cycle=cycle, group_rank__gt=5).exists()


def _what_was_written_in_bulk_is_what_the_verb_writes(cycle: Cycle) -> None:
    held = Forum.objects.filter(cycle=cycle, kind=Kind.REMBUK).select_related("group", "region", "closed_by")[0]
    assert held.closed_by is not None
    number, title, by, at = held.number, held.title, held.closed_by, timezone.now()
    held.full_clean()
    held.delete()
    noted = founding.plan_forum(cycle, kind=Kind.REMBUK, region=held.region, group=held.group, by=by, at=at)
    assert (noted.number, noted.title) == (number, title)


def _it_is_counted_and_not_known(cycle: Cycle) -> None:
    """The rembuk that was noted anew is not held yet, and a usulan that was withdrawn is not counted any more."""
    one = Proposal.objects.filter(cycle=cycle, kecamatan__name="Menteng", kind=GOODS).order_by("pk")[0]
    Proposal.objects.filter(pk=one.pk).update(status=Status.WITHDRAWN)
    again = rembuk_recap(cycle).total
    assert (again.count, again.kinds[GOODS], again.held) == (1450, 378, 385)
    assert str(again.share(WORKS)) == "73.93"
