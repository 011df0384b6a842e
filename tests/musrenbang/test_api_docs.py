"""The page about the API and its schema."""

import re

from django.test import Client

from tests.world import World


def test_the_page_names_every_address_of_the_schema_and_its_examples_work(world: World, client: Client) -> None:
    page = client.get("/api/")
    assert page.status_code == 200
    said = page.content.decode()
    paths = client.get("/api/skema/").json()["paths"]
    assert sorted(paths) == [
        "/api/kamus/",
        "/api/kamus/{id}/",
        "/api/usulan/",
        "/api/usulan/{nomor}/",
        "/api/wilayah/",
        "/api/wilayah/{kode}/",
    ]
    assert [path for path in paths if f"GET {path}" not in said] == []
    assert {verb for methods in paths.values() for verb in methods} == {"get"}
    examples = re.findall(r'href="(/api/[^"]+\?[^"]+)"', said)
    assert len(examples) == 3
    for example in examples:
        assert client.get(example.replace("&amp;", "&")).status_code == 200


def test_the_schema_explains_its_parameters_in_indonesian(world: World, client: Client) -> None:
    listed = client.get("/api/skema/").json()["paths"]["/api/usulan/"]["get"]
    said = {one["name"]: one.get("description", "") for one in listed["parameters"]}
    wanted = "q tahun kecamatan kelurahan status status_kerja tahap jenis opd page page_size"
    assert set(wanted.split()) == set(said)
    assert not [name for name, text in said.items() if not text or " number " in text]
