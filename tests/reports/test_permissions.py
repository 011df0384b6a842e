import pytest

from tests.permissions import said, table
from tests.world import World

DOORS = {
    "rekap": "/kantor/rekap/",
    "rekap_xlsx": "/kantor/rekap/rekapitulasi.xlsx",
    "unduhan": "/kantor/unduhan/",
    "daftar_xlsx": "/kantor/unduhan/usulan.xlsx",
    "daftar_csv": "/kantor/unduhan/usulan.csv",
    "form_kel": "/kantor/formulir/1.4/99.01.01.1001.xlsx",
    "form_kec": "/kantor/formulir/2.3/99.01.01.xlsx",
}
TABLE = """
                rekap  rekap_xlsx unduhan daftar_xlsx daftar_csv form_kel form_kec
    publik      masuk  masuk      masuk   masuk       masuk      masuk    masuk
    rt          tidak  tidak      boleh   boleh       boleh      tidak    tidak
    rw          tidak  tidak      boleh   boleh       boleh      tidak    tidak
    lembaga     tidak  tidak      boleh   boleh       boleh      tidak    tidak
    pendamping  tidak  tidak      boleh   boleh       boleh      tidak    tidak
    kelurahan   boleh  boleh      boleh   boleh       boleh      boleh    404
    lurah       boleh  boleh      boleh   boleh       boleh      boleh    404
    kecamatan   boleh  boleh      boleh   boleh       boleh      boleh    boleh
    camat       boleh  boleh      boleh   boleh       boleh      boleh    boleh
    opd         boleh  boleh      boleh   boleh       boleh      tidak    tidak
    kepala_opd  boleh  boleh      boleh   boleh       boleh      tidak    tidak
    mitra       boleh  boleh      boleh   boleh       boleh      tidak    tidak
    bappeda     boleh  boleh      boleh   boleh       boleh      boleh    boleh
    tapd        boleh  boleh      boleh   boleh       boleh      tidak    tidak
    dprd        boleh  boleh      boleh   boleh       boleh      tidak    tidak
    pimpinan    boleh  boleh      boleh   boleh       boleh      tidak    tidak
"""


@pytest.mark.parametrize(("row", "door", "word"), table(TABLE))
def test_who_reads_recaps_and_takes_lists_along(world: World, row: str, door: str, word: str) -> None:
    response = world.client(row).get(DOORS[door])
    if response.streaming:
        b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert said(response) == word
