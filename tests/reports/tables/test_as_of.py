"""The log tells any past moment: what a report said then, it says again."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict

from accounts.models import OfficeHolding
from proposals import actions
from proposals.models import Event, Proposal
from proposals.standing import standing, stood
from reports.tables.filter import ReportFilter
from reports.tables.shape import Table
from reports.tables.shelf import REPORTS
from tests.reports.tables.test_figures import HOME, walk
from tests.reports.town import decide, put_off, town
from tests.world import NOW, World

TOLD = [slug for slug, report in REPORTS.items() if "per" in report.reads]
AFTER = NOW + timedelta(days=1)


def said(holding: OfficeHolding, slug: str, *, now: datetime, per: datetime | None = None) -> Table:
    """A report as the office reads it, today or as of a moment."""
    query = QueryDict(mutable=True)
    query["tahap"] = "kelurahan"
    if per is not None:
        query["per"] = per.isoformat()
    form = ReportFilter(query, holding=holding, now=now)
    assert form.is_valid(), form.errors
    ask = replace(form.ask(), now=per or now)
    return REPORTS[slug].build(ask)


@pytest.mark.parametrize("slug", TOLD)
def test_the_log_tells_the_same_as_the_rows(world: World, slug: str) -> None:
    town(world)
    for row in ("bappeda", "camat", "lurah", "opd"):
        office = world.offices[row]
        live, past = said(office, slug, now=AFTER), said(office, slug, now=AFTER + timedelta(days=1), per=AFTER)
        assert past == live, row


def test_every_event_keeps_how_its_usulan_stood_after_it(world: World) -> None:
    town(world)
    for proposal in Proposal.objects.exclude(status="draf"):
        last = Event.objects.filter(proposal=proposal).order_by("seq").last()
        assert last is not None
        assert {"stand": stood(last.body)} == standing(proposal)


def story(world: World) -> list[Any]:
    """Acts one after another, each on a day of its own."""
    kelurahan, lurah = world.offices["kelurahan"], world.offices["lurah"]
    return [
        lambda at: world.sent(),
        lambda at: world.sent(item="paving"),
        lambda at: decide(world, Proposal.objects.filter(status="diajukan").order_by("pk")[0], "reject", at),
        lambda at: actions.deciding.accept(
            Proposal.objects.filter(status="diajukan").order_by("pk")[0], by=kelurahan, at=at, expected=None
        ),
        lambda at: world.sent(group="pkk", item="pelatihan", volume="10"),
        lambda at: put_off(Proposal.objects.for_list().get(status="diterima_kel"), lurah, at),
        lambda at: actions.sending.withdraw(
            Proposal.objects.get(status="diajukan"),
            reason="Sudah dikerjakan warga.",
            by=world.offices["lembaga"],
            at=at,
        ),
    ]


def test_a_replay_at_each_moment_equals_what_was_said_then(world: World, monkeypatch: Any) -> None:
    bappeda, then = world.offices["bappeda"], []
    for day, act in enumerate(story(world)):
        at = NOW + timedelta(days=day)
        monkeypatch.setattr("tests.world.NOW", at)
        act(at)
        then.append((at, {slug: said(bappeda, slug, now=at) for slug in TOLD}))
    end = NOW + timedelta(days=30)
    assert len({str(tables["wilayah"]) for _, tables in then}) > 3
    for at, tables in then:
        for slug in TOLD:
            assert said(bappeda, slug, now=end, per=at) == tables[slug], (at, slug)


@pytest.mark.parametrize("slug", ["wilayah", "perangkat-daerah", "tidak-diakomodir", "kuota", "waktu"])
def test_figures_of_a_past_day_lead_to_lists_of_that_day(world: World, slug: str) -> None:
    town(world)
    client, moment = world.client("bappeda"), NOW.isoformat().replace("+", "%2B")
    assert walk(client, f"{HOME}{slug}/?per={moment}&tahap=kelurahan")
    early = client.get(f"{HOME}daftar/usulan/?per={(NOW - timedelta(days=3)).date()}").content.decode()
    assert "Daftar ini kosong." in early


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("besok", "Tanggal tidak dikenal"), ("2999-01-01", "belum lewat"), ("2026-02-31", "Tanggal tidak dikenal")],
)
def test_a_day_that_is_none_is_refused_with_a_sentence(world: World, typed: str, sentence: str) -> None:
    page = world.client("bappeda").get(f"{HOME}wilayah/?per={typed}").content.decode()
    assert sentence in page
    assert f'value="{typed}"' in page
