"""Open data: one file per cycle for everybody, explained, licensed, without anything private or unsent."""

import json

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.open_data import KEYS
from tests.reports.copies import copies
from tests.world import World


def fetch(world: World, name: str) -> bytes:
    answer = Client().get(f"/data-terbuka/{world.city.code}/{world.cycle.plan_year}/{name}")
    assert answer.status_code == 200
    assert "max-age" in answer["Cache-Control"]
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def test_csv_json_and_readme_tell_the_same_without_anything_private(world: World) -> None:
    sent = world.sent(problem="Got buntu, hubungi Bapak Slamet 0812 3456 7890 di gang ini.")
    draft = world.draft(problem="Draf yang belum dikirim ke mana pun juga.")
    told = json.loads(fetch(world, "usulan.json"))
    assert [one["no_usulan"] for one in told["usulan"]] == [sent.number]
    assert (told["lisensi"], list(told["usulan"][0])) == ("CC BY 4.0", KEYS)
    assert told["usulan"][0]["biaya_diusulkan_rp"] == 43_800_000
    assert told["usulan"][0]["volume_diusulkan"] == 120
    sheet = fetch(world, "usulan.csv").decode("utf-8-sig")
    for text in (json.dumps(told), sheet):
        assert sent.number in text
        assert not [word for word in ("0812", "Slamet", draft.problem) if word in text]
    readme = fetch(world, "README.md").decode()
    assert "Lisensi: CC BY 4.0" in readme
    assert not [key for key in KEYS if f"`{key}`" not in readme]


def test_an_empty_cycle_is_still_json_and_an_unknown_year_is_none(world: World) -> None:
    assert json.loads(fetch(world, "usulan.json"))["usulan"] == []
    assert Client().get(f"/data-terbuka/{world.city.code}/1999/usulan.csv").status_code == 404


def test_many_rows_stay_valid_json_and_ask_no_more_queries(world: World) -> None:
    asked = []
    for count, start in ((3, 500), (600, 2000)):
        copies(world, count, start=start)
        with CaptureQueriesContext(connection) as seen:
            told = json.loads(fetch(world, "usulan.json"))
        asked.append(len(seen))
    assert len(told["usulan"]) == 605
    assert asked[0] == asked[1]


def test_the_api_is_cut_by_stage_and_exact_status(world: World) -> None:
    world.sent()
    client = Client()
    for query, count in (("tahap=kelurahan", 1), ("tahap=kecamatan", 0), ("status_kerja=diajukan", 1)):
        assert client.get(f"/api/usulan/?{query}").json()["count"] == count
    assert client.get("/api/usulan/?tahap=bulan").status_code == 400
