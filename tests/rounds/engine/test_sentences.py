"""Sentences of prioritisation.md 5.2 and 5.3, from the stored numbers of the worked examples."""

from dataclasses import replace
from fractions import Fraction as F

import pytest

from rounds.engine.sentences import difference, listed, rupiah, sentences
from rounds.engine.values import BY_SCORE, Allocation, Limit, Rule, Unfitness
from tests.rounds.engine.examples import (
    BOUND_RULE,
    FLOOR,
    GROUP_RULE,
    TIED_RULE,
    bound_together,
    ceiling,
    groups,
    one,
    run,
    sub_district,
    sub_district_rule,
    tied,
)


def said(allocation: Allocation, number: str) -> str:
    return " ".join(sentences(allocation)[number])


def test_blend_quota_pagu_and_threshold() -> None:
    found = run(sub_district(), sub_district_rule())
    assert said(found, "A-01") == (
        "Usulan A-01 dibiayai Rp150.000.000 dari APBD-PD melalui urutan nilai, urutan pembiayaan ke-1; "
        "sisa pagu sesudahnya Rp350.000.000."
    )
    assert said(found, "A-03") == (
        "Belum terpilih karena kuota kelurahan A sudah penuh (2 dari 2) saat gilirannya, terisi oleh A-01 dan A-02. "
        "Selisih nilai dengan yang terakhir masuk 12,611. "
        "Cadangan nomor 1: diperiksa lebih dulu bila ada usulan terpilih yang gugur atau pagu bertambah. "
        "Akan terpilih bila nilainya lebih dari 63,583, hal lain tetap."
    )
    assert said(found, "C-01") == (
        "Belum terpilih karena pagu tidak cukup: saat gilirannya sisa pagu APBD-PD Rp90.000.000, "
        "biaya usulan Rp110.000.000, kurang Rp20.000.000. "
        "Cadangan nomor 2: diperiksa lebih dulu bila ada usulan terpilih yang gugur atau pagu bertambah. "
        "Akan terpilih bila biayanya paling banyak Rp90.000.000 (turun Rp20.000.000), hal lain tetap. "
        "Akan terpilih bila nilainya lebih dari 53,778, hal lain tetap."
    )
    assert said(found, "C-03") == (
        "Nilai 9,000 di bawah ambang 20,000, kurang 11,000. "
        "Akan terpilih bila nilainya lebih dari 35,944, hal lain tetap."
    )


def test_a_closed_source_names_who_closed_it() -> None:
    found = run(sub_district(), sub_district_rule(skip="BERHENTI"))
    assert sentences(found)["B-02"][0] == "Pembiayaan APBD-PD sudah berhenti pada C-01."


def test_a_lot_is_told_to_both_sides() -> None:
    found = run(tied(), TIED_RULE, "483920")
    assert sentences(found)["Y-01"][0].endswith(
        "sisa pagu sesudahnya Rp20.000.000. Nilainya seri dengan Z-01; urutan ditentukan undian."
    )
    assert sentences(found)["Z-01"][0] == (
        "Nilai, penerima manfaat, biaya, dan jumlah usulan terbiayai wilayahnya sama dengan Y-01; undian "
        "menempatkannya pada urutan 5, sesudah 3, dan saat gilirannya sisa pagu APBD-PD Rp20.000.000, "
        "biaya usulan Rp40.000.000, kurang Rp20.000.000."
    )
    assert sentences(found)["X-02"][2:] == (
        "Akan terpilih bila biayanya paling banyak Rp39.999.999 (turun Rp1) karena menang pada seri, hal lain tetap.",
        "Akan terpilih bila nilainya lebih dari 60,000, hal lain tetap.",
    )


def test_without_a_draw_nobody_is_told_of_one() -> None:
    found = sentences(run(tied(), TIED_RULE))
    assert "undian" not in found["Y-01"][0]
    assert found["Z-01"][0] == (
        "Nilai, penerima manfaat, biaya, dan jumlah usulan terbiayai wilayahnya sama dengan Y-01; "
        "urutannya menunggu undian."
    )


def test_a_quota_filled_by_own_rank_tells_no_difference_of_scores() -> None:
    found = run(groups(), GROUP_RULE)
    assert sentences(found)["PKK-3"][0] == (
        "Belum terpilih karena kuota lembaga PKK sudah penuh (2 dari 2) saat gilirannya, terisi oleh PKK-1 dan PKK-2. "
        "Kuota terisi menurut urutan prioritas kelompok."
    )
    assert "melalui jaminan LBG (putaran 2)" in sentences(found)["PKK-2"][0]


def test_a_quota_filled_by_a_guarantee_names_the_pass() -> None:
    floor = replace(FLOOR, only={"jenis": ("LK",)}, order=BY_SCORE, label="satu LK per kelurahan")
    rule = Rule(limits=(Limit(code="SEMUA", label="kuota", unit="usulan", maximum=1),), guarantees=(floor,))
    found = run([one("A", 1, 10, area="A", kind="LK"), one("B", 1, 90, area="A")], rule)
    assert sentences(found)["B"][0] == (
        "Belum terpilih karena kuota sudah penuh (1 dari 1) saat gilirannya, terisi oleh A. "
        "Yang terakhir masuk melalui jaminan satu LK per kelurahan (putaran 1)."
    )


def test_conflicts_and_requirements() -> None:
    found = sentences(run(bound_together(), BOUND_RULE))
    assert found["E-02"][0] == (
        "Belum terpilih karena tidak dapat dibiayai bersama E-01 yang sudah terpilih (lokasi sama)."
    )
    assert found["E-02"][-1] == "Akan terpilih bila nilainya paling sedikit 90,000, hal lain tetap."
    alone = [one("D-02", 50, 95, requires=("D-01",)), one("D-01", 300, 70)]
    assert sentences(run(alone, BOUND_RULE))["D-02"][0] == (
        "Belum terpilih karena bergantung pada D-01 yang tidak dibiayai."
    )


def test_the_unfit_read_what_to_mend() -> None:
    unfit = Unfitness("Lahan", "milik perorangan", "Dinas PUPR", "12 Januari 2026", "ada surat hibah lahan")
    found = run([one("A", 1, 50, unfit=unfit), one("B", 1, 50, unfit=Unfitness("Di luar kewenangan"))], BOUND_RULE)
    assert sentences(found)["A"] == (
        "Tidak ikut dihitung: Lahan – milik perorangan (Dinas PUPR, 12 Januari 2026). "
        "Dapat diajukan lagi setelah ada surat hibah lahan.",
    )
    assert sentences(found)["B"] == ("Tidak ikut dihitung: Di luar kewenangan.",)


def test_in_mufakat_the_place_is_told() -> None:
    candidates = [replace(c, score=None, place=place) for place, c in enumerate(reversed(sub_district()), start=1)]
    found = sentences(run(candidates, sub_district_rule(method="MUFAKAT")))
    assert "melalui urutan forum" in found["C-03"][0]
    assert found["C-01"][-1] == "Akan terpilih bila berada di urutan ke-2 forum atau lebih awal, hal lain tetap."


def test_different_scores_never_look_the_same() -> None:
    low, high = F(50), F(50) + F(1, 10**6)
    found = run([one("A", 60, high), one("B", 60, low)], Rule(limits=(ceiling(60),)))
    assert sentences(found)["B"][-1].endswith("lebih dari 50,000001, hal lain tetap.")
    near = run([one("A", 60, F(20) - F(1, 10**5))], Rule(threshold=20))
    assert sentences(near)["A"][0] == "Nilai 19,99999 di bawah ambang 20,00000, kurang 0,00001."


@pytest.mark.parametrize(
    ("value", "text"), [(F(0), "0,000"), (F(1, 2000), "0,001"), (F(1, 3000), "0,0003"), (F(227, 18), "12,611")]
)
def test_a_difference_never_looks_like_none(value: F, text: str) -> None:
    assert difference(value) == text


def test_rupiah_are_written_in_full() -> None:
    assert [rupiah(n) for n in (0, 999, 20_000_000, -1_500)] == ["Rp0", "Rp999", "Rp20.000.000", "-Rp1.500"]


def test_long_lists_are_counted() -> None:
    assert listed(["a"]) == "a"
    assert listed(list("abcdef")) == "a, b, c, d, e dan f"
    assert listed(list("abcdefgh")) == "a, b, c, d, e, dan 3 usulan lain"
