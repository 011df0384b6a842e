"""The public kamus."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.models import KamusItem, KamusRule, KamusVariant, KamusVersion
from catalogue.search import answers, marked
from tests.world import ROLE_ROWS, World


@pytest.mark.parametrize("row", ROLE_ROWS)
def test_everybody_reads_the_kamus(world: World, row: str) -> None:
    client = world.client(row)
    page = client.get("/kamus/")
    assert page.status_code == 200
    assert "Pavingisasi tanpa kerb" in page.content.decode()
    assert client.get("/kamus/cari/?q=got").status_code == 200
    assert client.post("/kamus/").status_code == 405


def test_everyday_words_find_an_item_and_mark_it(world: World, client: Client) -> None:
    page = client.get("/kamus/?q=got+mampet").content.decode()
    assert "<mark>Gorong</mark>" in page
    assert "Pavingisasi" not in page
    assert marked("Gorong-gorong Diameter 40 cm", "got")[:4] == [
        ("Gorong", True),
        ("-", False),
        ("gorong", True),
        (" Diameter 40 cm", False),
    ]
    assert marked("Anggota", "got") == [("Anggota", False)]


def test_an_item_says_its_conditions_variants_and_price_per_period_in_plain_words(world: World, client: Client) -> None:
    got, paving = world.items["got"], world.items["paving"]
    KamusRule.objects.create(item=got, kind="ukuran", measure="volume", comparison="min", value=200)
    KamusRule.objects.create(item=got, kind="syarat", question="Apakah ada sumber air?", order=2)
    KamusItem.objects.filter(pk=got.pk).update(price_period="bulan", unit_price=850_000, unit="titik")
    KamusVariant.objects.create(item=paving, label="Abu", unit_price=1000)
    KamusVariant.objects.create(item=paving, label="Merah", unit_price=1200, order=2)
    page = client.get("/kamus/").content.decode()
    for text in (
        "Rp\u00a0850.000 per titik tiap bulan",
        "<li>Volume paling sedikit 200 titik.</li>",
        "<li>Apakah ada sumber air?</li>",
        "Abu: Rp\u00a01.000 per m²",
        "Merah: Rp\u00a01.200 per m²",
    ):
        assert text in page


def test_a_search_without_answer_says_so_and_keeps_the_words(world: World, client: Client) -> None:
    page = client.get("/kamus/?q=jembatan+gantung").content.decode()
    assert "jembatan gantung" in page
    assert "Gorong" not in page


def test_a_draft_version_is_not_shown(world: World, client: Client) -> None:
    KamusVersion.objects.update(status=KamusVersion.Status.DRAFT)
    page = client.get("/kamus/")
    assert page.status_code == 200
    assert "Gorong" not in page.content.decode()


@pytest.mark.parametrize(
    "query", ["q=%00", f"q={'x' * 5000}", "opd=abc", "opd=99999999999999999999", "page=abc", "page=-1", "opd=%00"]
)
def test_nonsense_is_no_fault_of_ours(world: World, client: Client, query: str) -> None:
    for address in ("/kamus/", "/kamus/cari/"):
        assert client.get(f"{address}?{query}").status_code in (200, 400)


def test_markup_in_a_search_or_a_name_stays_text(world: World, client: Client) -> None:
    KamusItem.objects.filter(pk=world.items["got"].pk).update(name='Got "><svg onload=alert(1)>')
    page = (
        client.get("/kamus/?q=%22%3E%3Csvg+onload%3Dalert(1)%3E").content.decode()
        + client.get("/kamus/?q=got").content.decode()
    )
    assert "<svg onload" not in page


def test_the_choice_stands_first_among_the_answers(world: World) -> None:
    found = answers(world.cycle.kamus, "paving", world.items["got"])
    assert [one.item for one in found.shown] == [world.items["got"], world.items["paving"]]
    assert (found.count, found.more) == (1, 0)
    assert answers(world.cycle.kamus, "  ").shown == []
    assert answers(None, "got").count == 0


def test_the_number_of_queries_is_not_of_items(
    world: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def ask() -> int:
        with django_assert_max_num_queries(8) as asked:
            client.get("/kamus/")
        return len(asked)

    few = ask()
    first = world.items["got"]
    KamusItem.objects.bulk_create(
        KamusItem(
            version=first.version,
            agency=first.agency,
            subactivity=first.subactivity,
            number=number,
            name=f"Pekerjaan {number}",
            unit="m",
            unit_price=1000,
            kind="fisik",
            sector="sarpras",
            search_text=f"pekerjaan {number}",
        )
        for number in range(10, 36)
    )
    assert ask() == few
