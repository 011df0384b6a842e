"""The API of the kamus: published items, found by everyday words."""

import pytest
from django.test import Client

from catalogue.models import KamusItem, KamusVersion
from tests.world import ROLE_ROWS, World


@pytest.mark.parametrize("row", ROLE_ROWS)
def test_the_published_kamus_is_served_to_everybody(world: World, row: str) -> None:
    answer = world.client(row).get("/api/kamus/").json()
    assert answer["count"] == 4
    assert {one["harga_satuan"] for one in answer["results"]} == {365_000, 200_000, 8_500_000, 400_000}


def test_a_draft_version_and_an_inactive_item_are_not_served(world: World, client: Client) -> None:
    KamusItem.objects.filter(pk=world.items["got"].pk).update(is_active=False)
    assert client.get("/api/kamus/").json()["count"] == 3
    assert client.get(f"/api/kamus/{world.items['got'].pk}/").status_code == 404
    KamusVersion.objects.update(status=KamusVersion.Status.DRAFT)
    assert client.get("/api/kamus/").json()["count"] == 0


def test_items_are_found_by_words_year_and_agency(world: World, client: Client) -> None:
    def names(query: str) -> list[str]:
        return [one["uraian"] for one in client.get(f"/api/kamus/?{query}").json()["results"]]

    assert names("q=got+mampet") == ["Gorong-gorong Diameter 40 cm"]
    assert names("opd=dpu") == ["Pavingisasi tanpa kerb"]
    assert len(names(f"tahun={world.cycle.plan_year}")) == 4
    assert names(f"tahun={world.cycle.plan_year - 1}") == []
    for bad in ("tahun=abc", "tahun=1e9", "tahun=99999999999999999999", "q=%00", f"q={'x' * 101}"):
        assert client.get(f"/api/kamus/?{bad}").status_code == 400, bad
