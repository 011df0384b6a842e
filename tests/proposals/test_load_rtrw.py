"""RW and RT from their numbers alone: laid out once, and never taken from under a usulan."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError

from proposals.models import Proposal
from regions.models import Region
from tests.regions.test_load_commands import counts, run
from tests.world import World

MAWAR, KENANGA = "99.01.01.1001", "99.01.01.1002"


@pytest.fixture
def sheet(tmp_path: Path) -> Any:
    def write(*rows: tuple[Any, ...]) -> str:
        path = tmp_path / "rtrw.csv"
        lines = ["kelurahan_code,kelurahan,jumlah_rw,jumlah_rt", *(",".join(map(str, row)) for row in rows)]
        path.write_text("\n".join(lines), encoding="utf-8")
        return str(path)

    return write


def below(code: str) -> list[str]:
    return [region.code[len(code) + 1 :] for region in Region.objects.current().within(code).in_order()][1:]


def test_counts_become_places_once(world: World, sheet: Any) -> None:
    path = sheet((MAWAR, "Mawar", 3, 5), ("99.01.02.1001", "Anggrek", 1, 0))
    told = run("load_rtrw", path)
    assert counts(told) == (2, 0, 1, 1, 0, 0)
    assert (told["rw"], told["rt"], told["closed"]) == (4, 5, 0)
    assert below(MAWAR) == ["001", "001.001", "001.002", "002"]
    run("load_rtrw", path, commit=True)
    assert below(MAWAR) == ["001", "001.001", "001.002", "002", "002.001", "002.002", "003", "003.001"]
    assert Region.objects.get(code=f"{MAWAR}.003.001").label == "RT 01"
    assert counts(run("load_rtrw", path, commit=True)) == (2, 0, 2, 0, 0, 0)


def test_surplus_ends_where_no_usulan_stands_and_is_told_where_one_does(world: World, sheet: Any) -> None:
    world.draft(group="rw01", locations=[world.regions["rt02"]])
    told = run("load_rtrw", sheet((MAWAR, "Mawar", 1, 1), (KENANGA, "Kenanga", 0, 0)), commit=True)
    texts = [message["text"] for message in told["messages"]]
    assert told["closed"] == 2
    assert "Melebihi jumlah tetapi sudah punya usulan, jadi dibiarkan: RT 02 RW 01." in texts
    assert "Diakhiri, tetapi masih punya kelompok atau jabatan: RW 02." in texts
    assert below(MAWAR) == ["001", "001.001", "001.002"]
    assert below(KENANGA) == []
    assert Region.objects.get(pk=world.regions["rw02"].pk).valid_until is not None
    assert Proposal.objects.get().locations.get() == world.regions["rt02"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ((MAWAR, "Mawar", -1, 2), "harus bilangan bulat"),
        ((MAWAR, "Mawar", "banyak", 2), "harus bilangan bulat"),
        ((MAWAR, "Mawar", 0, 2), "Ada RT tetapi tidak ada RW"),
        ((MAWAR, "Mawar", 999, 2), "Jumlah RW harus 0 sampai 200"),
        (("99.09.09.1001", "Jauh", 1, 2), "tidak ada di data wilayah"),
        (("x", "Jauh", 1, 2), "tidak ada di data wilayah"),
        ((KENANGA, "Kenanga", 1, 2), "ada dua kali"),
    ],
)
def test_a_bad_row_is_refused_by_number(world: World, sheet: Any, row: tuple[Any, ...], sentence: str) -> None:
    told = run("load_rtrw", sheet((KENANGA, "Kenanga", 1, 0), row))
    (said,) = [message for message in told["messages"] if message["outcome"] == "ditolak"]
    assert said["row"] == 3
    assert sentence in said["text"]


def test_a_sheet_without_its_columns_is_refused(world: World, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("kelurahan,jumlah\nMawar,3\n", encoding="utf-8")
    with pytest.raises(CommandError, match="Kolom yang diperlukan: kelurahan_code, jumlah_rw, jumlah_rt"):
        run("load_rtrw", str(path))
