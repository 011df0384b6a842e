from datetime import timedelta

import pytest

from proposals import actions
from proposals.actions.recording import record
from proposals.models import (
    Ceiling,
    Cycle,
    Event,
    LevelDecision,
    Priority,
    Proposal,
    Quota,
    Spelling,
    Stage,
    Theme,
)
from regions.models import Region
from tests.admin_lists import address, registered, same_queries, shown
from tests.permissions import said, table
from tests.reports.copies import copies
from tests.world import NOW, World

MODELS = {
    "usulan": Proposal,
    "keputusan": LevelDecision,
    "riwayat": Event,
    "siklus": Cycle,
    "tahapan": Stage,
    "kuota": Quota,
    "pagu": Ceiling,
    "prioritas": Priority,
    "tema": Theme,
    "ejaan": Spelling,
}
LISTS = """
                usulan keputusan riwayat siklus tahapan kuota pagu  prioritas tema  ejaan
    publik      masuk  masuk     masuk   masuk  masuk   masuk masuk masuk     masuk masuk
    rt          boleh  boleh     tidak   boleh  boleh   boleh boleh boleh     boleh tidak
    rw          boleh  boleh     tidak   boleh  boleh   boleh boleh boleh     boleh tidak
    lembaga     boleh  boleh     tidak   boleh  boleh   boleh boleh boleh     boleh tidak
    pendamping  boleh  boleh     tidak   boleh  boleh   boleh boleh boleh     boleh tidak
    kelurahan   boleh  boleh     tidak   boleh  boleh   boleh boleh boleh     boleh tidak
    lurah       boleh  boleh     tidak   boleh  boleh   boleh boleh boleh     boleh tidak
    kecamatan   boleh  boleh     tidak   boleh  boleh   boleh boleh boleh     boleh tidak
    camat       boleh  boleh     tidak   boleh  boleh   boleh boleh boleh     boleh tidak
    opd         boleh  boleh     tidak   boleh  boleh   boleh boleh boleh     boleh tidak
    kepala_opd  boleh  boleh     tidak   boleh  boleh   boleh boleh boleh     boleh tidak
    mitra       boleh  boleh     tidak   boleh  boleh   boleh boleh boleh     boleh tidak
    bappeda     boleh  boleh     boleh   boleh  boleh   boleh boleh boleh     boleh boleh
    tapd        boleh  boleh     tidak   boleh  boleh   boleh boleh boleh     boleh tidak
    dprd        boleh  boleh     tidak   boleh  boleh   boleh boleh boleh     boleh tidak
    pimpinan    boleh  boleh     tidak   boleh  boleh   boleh boleh boleh     boleh tidak
"""
READ_ONLY = (Proposal, LevelDecision, Event, Stage, Quota, Ceiling)


@pytest.mark.parametrize(("row", "door", "word"), table(LISTS))
def test_who_opens_which_list(world: World, row: str, door: str, word: str) -> None:
    assert said(world.client(row).get(address(MODELS[door]))) == word


def test_the_table_has_every_list() -> None:
    assert set(registered("proposals")) == set(MODELS.values())


@pytest.fixture
def town(world: World) -> World:
    world.sent(item="paving")
    world.sent(group="kenanga_rw01", by=world.offices["lurah_tetangga"])
    world.sent(group="anggrek_rw01", by=world.offices["camat_tetangga"])
    world.draft(group="rt01")
    return world


ROWS = {
    "rt": ("RT 01 RW 01 P1",),
    "rw": ("RW 01 P1",),
    "kelurahan": ("RT 01 RW 01 P1", "RW 01 P1"),
    "lurah_tetangga": ("RW 01 P1",),
    "camat": ("RT 01 RW 01 P1", "RW 01 P1", "RW 01 P1"),
    "camat_tetangga": ("RW 01 P1",),
    "opd": ("RW 01 P1",),
    "bappeda": ("RT 01 RW 01 P1", "RW 01 P1", "RW 01 P1", "RW 01 P1"),
    "pimpinan": ("RW 01 P1", "RW 01 P1", "RW 01 P1"),
}


@pytest.mark.parametrize("row", ROWS)
def test_each_office_sees_its_own_work(town: World, row: str) -> None:
    found = shown(town.client(row), Proposal)
    assert sorted(f"{one.group.name} {one.rank_label}".strip() for one in found) == sorted(ROWS[row])


def test_the_page_of_a_usulan_is_read_only_and_closed_to_others(town: World) -> None:
    paving = Proposal.objects.get(title="Pavingisasi tanpa kerb")
    url = address(Proposal, "change", paving.pk)
    page = town.client("opd").get(url)
    assert page.status_code == 200
    assert "Buka halaman usulan" in page.content.decode()
    assert '<input type="submit"' not in page.content.decode().split('id="proposal_form"')[1]
    assert "Pemegang" not in page.content.decode()
    assert town.client("lurah_tetangga").get(url).status_code == 404
    assert town.client("camat_tetangga").get(url).status_code == 404
    assert town.client("bappeda").post(url, {"title": "X"}).status_code == 403
    draft = Proposal.objects.get(group=town.groups["rt01"])
    assert town.client("opd").get(address(Proposal, "change", draft.pk)).status_code == 404
    assert "Belum dikirim" in town.client("rt").get(address(Proposal, "change", draft.pk)).content.decode()


@pytest.mark.parametrize("model", READ_ONLY)
def test_what_verbs_write_nobody_adds_changes_or_deletes_here(town: World, model: type) -> None:
    town.accepted()
    one = model.objects.order_by("pk").first()  # type: ignore[attr-defined]
    client = town.client("bappeda")
    assert client.get(address(model, "change", one.pk)).status_code == 200
    assert client.post(address(model, "change", one.pk), {}).status_code == 403
    assert client.get(address(model, "add")).status_code == 403
    assert client.post(address(model, "delete", one.pk), {"post": "yes"}).status_code == 403
    assert client.get(address(model, "history", one.pk)).status_code == 403
    assert model.objects.filter(pk=one.pk).exists()  # type: ignore[attr-defined]


def test_search_and_filters_of_the_list(town: World) -> None:
    client = town.client("bappeda")
    for query, count in (
        ("q=paving", 1),
        ("q=tidak ada", 0),
        ("kata=Draf", 1),
        ("kata=Sedang dibahas", 3),
        (f"kelurahan__id__exact={town.regions['kenanga'].pk}", 1),
        ("kind__exact=barang", 0),
    ):
        page = client.get(f"{address(Proposal)}?{query}")
        assert page.status_code == 200
        assert len(page.context["cl"].result_list) == count, query


def test_filters_name_only_what_is_in_the_office_s_own_list(town: World) -> None:
    page = town.client("lurah").get(address(Proposal)).content.decode()
    assert "Kel. Mawar" in page
    assert "Anggrek" not in page


def test_decisions_follow_the_usulan_they_belong_to(town: World) -> None:
    proposal = Proposal.objects.get(title="Pavingisasi tanpa kerb")
    actions.deciding.accept(proposal, by=town.offices["kelurahan"], at=NOW, expected=None)
    decision = LevelDecision.objects.get()
    assert shown(town.client("opd"), LevelDecision) == [decision]
    assert shown(town.client("lurah_tetangga"), LevelDecision) == []
    page = town.client("opd").get(address(LevelDecision, "change", decision.pk)).content.decode()
    assert "Operator Kel. Mawar" in page
    assert "Pemegang" not in page


def test_bappeda_sets_priorities_and_the_switches_of_a_cycle(world: World) -> None:
    client = world.client("bappeda")
    url = address(Cycle, "change", world.cycle.pk)
    data = {
        "kamus": world.cycle.kamus_id,
        "group_quota_blocks": "on",
        "repair_days": 5,
        "answer_days": 7,
        "objection_days": 7,
        "held_year": 1990,
    }
    assert client.post(url, data).status_code == 302
    cycle = Cycle.objects.get(pk=world.cycle.pk)
    assert (cycle.group_quota_blocks, cycle.repair_days, cycle.held_year) == (True, 5, world.cycle.held_year)
    assert world.client("camat").post(url, data).status_code == 403
    priority = Priority.objects.get()
    rows: dict[str, object] = {
        "targets-TOTAL_FORMS": 1,
        "targets-INITIAL_FORMS": 0,
        "targets-0-code": "1.2",
        "targets-0-name": "Jalan mantap",
    }
    rows |= {"cycle": world.cycle.pk, "code": "1", "name": "Infrastruktur"}
    assert client.post(address(Priority, "change", priority.pk), rows).status_code == 302
    assert priority.targets.count() == 2


def test_a_foreign_city_stays_out_of_every_list(world: World) -> None:
    city = Region.objects.create(code="98.01", name="Kota Lain", type="kota")
    cycle = Cycle.objects.create(city=city, held_year=2030, plan_year=2031)
    stage = Stage.objects.create(
        cycle=cycle, kind="rembuk", order=1, name="Lain", opens_at=NOW, closes_at=NOW + timedelta(days=1)
    )
    Theme.objects.create(cycle=cycle, name="Lain")
    client = world.client("bappeda")
    assert cycle not in shown(client, Cycle)
    assert stage not in shown(client, Stage)
    assert [theme.name for theme in shown(client, Theme)] == ["Penanganan banjir"]
    assert client.get(address(Stage, "change", stage.pk)).status_code == 404
    page = client.post(address(Theme, "add"), {"cycle": cycle.pk, "name": "Susupan"})
    assert page.status_code == 200
    assert not Theme.objects.filter(name="Susupan").exists()


@pytest.mark.parametrize("row", ["bappeda", "opd", "lurah", "rw"])
def test_the_list_takes_the_same_queries_for_more_usulan(world: World, row: str) -> None:
    numbers = iter(range(1000, 9000, 500))

    def add(count: int) -> None:
        copies(world, count, start=next(numbers), agency=world.agencies["pu"])

    same_queries(world.client(row), address(Proposal), add)


def test_the_log_takes_the_same_queries_for_more_events(world: World) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            record(Event.Kind.LIMIT_SET, by=world.offices["bappeda"], at=NOW, cycle=world.cycle, subject="pagu:99.01")

    same_queries(world.client("bappeda"), address(Event), add)


def test_a_wrong_answer_about_another_spelling_is_mended_by_bappeda_alone(world: World) -> None:
    said = {"city": world.city, "kind": Spelling.Kind.AGENCY, "said": "dinas pu", "told_at": NOW}
    one = Spelling.objects.create(**said, told_by=world.offices["lurah"])
    right = next(agency for agency in world.agencies.values())
    client = world.client("bappeda")
    assert "bukan milik kita" in client.get(address(Spelling)).content.decode()
    assert client.post(address(Spelling, "change", one.pk), {"agency": right.pk, "said": "lain"}).status_code == 302
    one.refresh_from_db()
    assert (one.agency, one.said, one.told_by) == (right, "dinas pu", world.offices["bappeda"])
    assert world.client("lurah").get(address(Spelling, "change", one.pk)).status_code == 403
    same_queries(
        client,
        address(Spelling),
        lambda n: Spelling.objects.bulk_create(
            Spelling(**said | {"said": f"dinas {n} {k}"}, agency=right) for k in range(n)
        ),
    )
