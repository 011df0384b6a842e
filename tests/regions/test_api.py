"""The API of regions."""

from datetime import date

from django.test import Client

from regions.models import Region
from tests.world import World


def codes_of(client: Client, query: str) -> list[str]:
    return [one["kode"] for one in client.get(f"/api/wilayah/?{query}").json()["results"]]


def test_regions_are_found_by_level_place_and_name(world: World, client: Client) -> None:
    assert codes_of(client, "tingkat=3") == ["99.01.01", "99.01.02"]
    assert codes_of(client, "di=99.01.01.1001&tingkat=6") == ["99.01.01.1001.001.001", "99.01.01.1001.001.002"]
    assert codes_of(client, "q=mawar") == ["99.01.01.1001"]
    assert codes_of(client, "di=bukan-kode") == []
    for bad in ("tingkat=9", "tingkat=abc", "q=%00"):
        assert client.get(f"/api/wilayah/?{bad}").status_code == 400, bad


def test_one_region_says_its_parent_and_how_people_call_it(world: World, client: Client) -> None:
    one = client.get("/api/wilayah/99.01.01.1001/").json()
    assert one == {
        "kode": "99.01.01.1001",
        "nama": "Mawar",
        "sebutan": "Kel. Mawar",
        "jenis": "kelurahan",
        "tingkat": 4,
        "induk": "99.01.01",
    }
    assert client.get("/api/wilayah/98/").status_code == 404


def test_a_region_that_ended_is_not_served(world: World, client: Client) -> None:
    Region.objects.filter(code="99.01.02.1001").update(valid_until=date(2020, 1, 1))
    assert "99.01.02.1001" not in codes_of(client, "tingkat=4")
