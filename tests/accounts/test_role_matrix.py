"""The page of roles says what the rules say."""

import pytest
from django.test import Client

from accounts.permissions import allows, find, labels, tables
from accounts.role_matrix import columns, sections
from tests.world import ROLE_ROWS, World

ROWS = dict(
    zip(
        ROLE_ROWS[1:],
        ("RT", "RW", "LK", "PDP", "KEL", "lurah", "KEC", "camat", "OPD", "kepala", "MB", "BAP", "TAPD", "DPR", "PIM"),
        strict=True,
    )
)


def test_every_permission_has_a_label_and_every_label_a_permission() -> None:
    assert sorted(perm for table in tables() for perm in table) == sorted(labels())
    assert len(set(labels().values())) == len(labels())


def test_every_row_of_the_permission_tables_has_a_column() -> None:
    assert [column.slug for column in columns()] == list(ROWS.values())


@pytest.mark.parametrize(("row", "slug"), ROWS.items())
def test_the_words_are_the_answers_of_the_rules(world: World, row: str, slug: str) -> None:
    column = next(column for column in columns() if column.slug == slug)
    for perm in labels():
        predicate = find(perm)
        assert predicate is not None
        answer, real = predicate.weigh(column.holding), world.offices[row]
        assert answer == predicate.weigh(real), perm
        if answer is not None:
            assert allows(real, perm) == answer, perm


def test_some_words_by_heart() -> None:
    shown = columns()
    words = {
        line.label: dict(zip([c.slug for c in shown], line.words, strict=True))
        for s in sections(shown)
        for line in s.lines
    }
    manage = words["Mencetak kartu masuk, mengganti pemegang, mengatur ulang akses"]
    assert {slug for slug, word in manage.items() if word != "tidak"} == {"KEL", "lurah", "KEC", "camat", "BAP"}
    assert manage["KEL"] == "sebagian"
    assert words["Membuka forum"]["KEL"] == "tidak"
    assert words["Membuka forum"]["lurah"] == "sebagian"
    assert words["Membuka, menutup, memperpanjang tahapan"]["BAP"] == "boleh"


def test_the_page_shows_all_roles_or_one(world: World) -> None:
    client: Client = world.client("rt")
    whole = client.get("/peran/").content.decode()
    assert whole.count('<th scope="row">') == len(labels())
    one = client.get("/peran/?peran=camat").content.decode()
    assert "Camat (Kecamatan)" in one
    assert client.get("/peran/?peran=<svg>").status_code == 200
