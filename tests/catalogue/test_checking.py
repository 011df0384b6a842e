"""The thirteen example rows of the kamus with their limits, and what holds for every rule. No database."""

from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.checking import Answer, Facts, Verdict, check, fits, worst
from catalogue.conditions import conditions, prices
from catalogue.models import KamusItem, KamusRule
from tests.catalogue.examples import in_memory, keep

ITEMS = in_memory()
PIPE_OPD = "Gorong-gorong Diameter 40 cm: Pembangunan (DPUPRPKP)"
PIPE_KEC = "Gorong-gorong Diameter 40 cm: Pembangunan (Kecamatan)"
BUILD, MAINTAIN = "Pembangunan Paving 6 cm", "Pemeliharaan Paving 6 cm"
HOTMIX = "Pembangunan jalan lingkungan overlay HOTMIX (AC - WC)"
LAMP = "PJU Tiang Hole 40Watt"
MEDIUM = "Rehabilitasi/Pemeliharaan Sedang Bangunan Gedung Negara Sederhana"
HEAVY = "Rehabilitasi/Pemeliharaan Berat Bangunan Gedung Negara Sederhana"
CART = "Pengadaan gerobak sampah (Kecamatan–Kelurahan)"
BARISTA = "Pelatihan barista"
YOUTH = "Penyadaran Pemuda terhadap Bahaya HIV AIDS dan Narkoba"
LAPTOP = "Pengadaan Laptop (pendidikan nonformal)"
TRACTOR = "Hand Traktor"
BOX = "Pembangunan Drainase Box 40 cm"
FISH = "Pelatihan Budidaya Ikan Air Tawar (Kolam Terpal)"
INTERNET = "Penyediaan Koneksi Internet"
HALAL = "Fasilitasi Sertifikasi Halal dan Uji Nutrisi"


def asked(name: str, **facts: Any) -> list[Answer]:
    return check(ITEMS[name], Facts(**facts))


def rules(name: str) -> list[str]:
    return [str(rule.pk) for rule in ITEMS[name].rules.all()]


def verdicts(answers: list[Answer]) -> list[str]:
    return [str(answer.verdict) for answer in answers]


@pytest.mark.parametrize(
    ("name", "facts", "verdict", "other"),
    [
        (PIPE_OPD, {"volume": D(200)}, "lolos", None),
        (PIPE_OPD, {"volume": D("199.99")}, "tidak sesuai", PIPE_KEC),
        (PIPE_OPD, {}, "perlu bukti", None),
        (PIPE_KEC, {"volume": D(200)}, "tidak sesuai", PIPE_OPD),
        (PIPE_KEC, {"volume": D("199.99")}, "lolos", None),
        (BUILD, {"damage": 51}, "lolos", None),
        (BUILD, {"damage": 50}, "perlu bukti", MAINTAIN),
        (BUILD, {"damage": 49}, "tidak sesuai", MAINTAIN),
        (BUILD, {}, "perlu bukti", None),
        (MAINTAIN, {"damage": 49}, "lolos", None),
        (MAINTAIN, {"damage": 50}, "perlu bukti", BUILD),
        (MAINTAIN, {"damage": 51}, "tidak sesuai", BUILD),
        (HOTMIX, {"width": D("2.4"), "length": D("416.66")}, "tidak sesuai", None),
        (HOTMIX, {"width": D("2.4"), "length": D("416.67")}, "lolos", None),
        (HOTMIX, {"width": D("2.39"), "length": D(500)}, "tidak sesuai", None),
        (HOTMIX, {"width": D("2.4")}, "perlu bukti", None),
        (HOTMIX, {"width": D("2.5"), "length": D(400)}, "lolos", None),
        (LAMP, {"width": D(3)}, "lolos", None),
        (LAMP, {"width": D("2.99")}, "tidak sesuai", None),
        (LAMP, {}, "perlu bukti", None),
        (MEDIUM, {"land": "aset_pemkot", "damage": 45}, "lolos", None),
        (MEDIUM, {"land": "aset_pemkot", "damage": 46}, "tidak sesuai", HEAVY),
        (MEDIUM, {"land": "aset_pemkot", "damage": 65}, "tidak sesuai", HEAVY),
        (MEDIUM, {"land": "aset_pemkot", "damage": 66}, "tidak sesuai", None),
        (MEDIUM, {"land": "milik_warga", "damage": 60}, "tidak sesuai", None),
        (MEDIUM, {"land": "tidak_tahu", "damage": 20}, "perlu bukti", None),
        (MEDIUM, {"damage": 20}, "perlu bukti", None),
        (HEAVY, {"land": "aset_pemkot", "damage": 65}, "lolos", None),
        (HEAVY, {"land": "aset_pemkot", "damage": 66}, "tidak sesuai", None),
        (CART, {"receiver": "PKK RW 05"}, "lolos", None),
        (CART, {"receiver": "  "}, "perlu bukti", None),
        (BOX, {"volume": D(300)}, "perlu bukti", None),
        (INTERNET, {}, "lolos", None),
        (HALAL, {}, "lolos", None),
        (YOUTH, {}, "perlu bukti", None),
        (YOUTH, {"volume": D(25)}, "lolos", None),
        (YOUTH, {"volume": D(26)}, "tidak sesuai", None),
    ],
)
def test_the_rows_answer_at_their_limits(name: str, facts: dict[str, Any], verdict: str, other: str | None) -> None:
    answers = asked(name, **facts)
    assert worst(answers) == verdict
    assert [answer.other.name for answer in answers if answer.other] == ([other] if other else [])
    assert all(answer.quote and answer.quote in ITEMS[name].note for answer in answers)


def test_an_answer_says_what_was_found_and_the_limit() -> None:
    assert asked(PIPE_OPD, volume=D(150))[0].text == "Volume 150 m, padahal batasnya paling sedikit 200 m."
    assert asked(HOTMIX, width=D("2.5"), length=D(400))[1].text == "Luas 1.000 m², batasnya paling sedikit 1.000 m²."
    assert asked(BUILD)[0].text == "Isi kerusakannya dalam persen. Batasnya lebih dari 50 %."
    assert asked(BUILD, damage=50)[0].text == (
        "Kerusakan 50 % tepat di batas. Petugas yang memilih item ini atau Pemeliharaan Paving 6 cm."
    )


def test_the_distance_of_lamps_is_advice_and_never_refuses() -> None:
    spacing = [asked(LAMP, width=D(3), length=length, volume=D(50))[1] for length in (None, D(1), D(200), D(99999))]
    assert {answer.verdict for answer in spacing} == {Verdict.PASSED}
    assert "Saran untuk panjang 200 m: 5 titik." in spacing[2].text
    assert "Saran untuk panjang 1 m: 1 titik." in spacing[1].text


@pytest.mark.parametrize(
    ("youngest", "oldest", "verdict"),
    [
        (17, 45, "lolos"),
        (16, 45, "tidak sesuai"),
        (17, 46, "tidak sesuai"),
        (16, None, "tidak sesuai"),
        (None, 46, "tidak sesuai"),
        (17, None, "perlu bukti"),
        (None, None, "perlu bukti"),
        (40, 20, "perlu bukti"),
    ],
)
def test_ages_of_a_training(youngest: int | None, oldest: int | None, verdict: str) -> None:
    city, _, earlier = rules(BARISTA)
    answers = asked(BARISTA, youngest=youngest, oldest=oldest, answers={city: "ya", earlier: "ya"})
    assert verdicts(answers) == ["lolos", verdict, "lolos"]


def test_a_question_is_open_until_it_is_answered() -> None:
    city = rules(BARISTA)[0]
    assert [asked(BARISTA, answers=said)[0].verdict for said in ({}, {city: "ya"}, {city: "tidak"})] == [
        "perlu bukti",
        "lolos",
        "tidak sesuai",
    ]


@pytest.mark.parametrize(
    ("volume", "city", "area", "verdict", "text"),
    [
        (25, 100, 0, "lolos", "Masih dalam kuota"),
        (25, 101, 0, "tidak sesuai", "Sisa kuota kota 24 dari 125"),
        (5, 20, 20, "lolos", "Masih dalam kuota"),
        (6, 20, 20, "tidak sesuai", "Sisa kuota kecamatan 5 dari 25"),
        (1, 130, 30, "tidak sesuai", "Sisa kuota kecamatan 0 dari 25"),
    ],
)
def test_running_totals_of_city_and_kecamatan(volume: int, city: int, area: int, verdict: str, text: str) -> None:
    (key,) = rules(YOUTH)
    (answer,) = asked(YOUTH, volume=D(volume), taken_city={key: D(city)}, taken_area={key: D(area)})
    assert (answer.verdict, text in answer.text) == (verdict, True)


def test_documents_are_a_checklist() -> None:
    first, second, third = rules(LAPTOP)
    assert verdicts(asked(LAPTOP)) == ["perlu bukti"] * 3
    assert verdicts(asked(LAPTOP, documents=frozenset({first, third}))) == ["lolos", "perlu bukti", "lolos"]
    assert worst(asked(LAPTOP, documents=frozenset({first, second, third}))) == "lolos"


def test_a_registered_group_says_so() -> None:
    (key,) = rules(TRACTOR)
    assert [worst(asked(TRACTOR, answers=said)) for said in ({}, {key: "ya"}, {key: "tidak"})] == [
        "perlu bukti",
        "lolos",
        "tidak sesuai",
    ]


def test_a_rule_may_name_the_kinds_of_group_that_need_no_other_receiver() -> None:
    item = one(KamusRule(pk=9, kind="terdaftar", question="Terdaftar?", allowed=["lembaga"]))
    yes = {"9": "ya"}
    assert worst(check(item, Facts(group_kind="rw", answers=yes))) == "perlu bukti"
    assert worst(check(item, Facts(group_kind="rw", receiver="Poktan Makmur", answers=yes))) == "lolos"
    assert worst(check(item, Facts(group_kind="lembaga", answers=yes))) == "lolos"


@pytest.mark.parametrize(
    ("listed", "volume", "verdict"),
    [
        (15, 1, "lolos"),
        (14, 1, "perlu bukti"),
        (16, 1, "tidak sesuai"),
        (30, 2, "lolos"),
        (15, 2, "perlu bukti"),
        (None, 1, "perlu bukti"),
        (15, None, "lolos"),
    ],
)
def test_three_questions_and_a_list_of_fifteen(listed: int | None, volume: int | None, verdict: str) -> None:
    said = dict.fromkeys(rules(FISH)[:3], "ya")
    answers = asked(FISH, answers=said, listed=listed, volume=None if volume is None else D(volume))
    assert verdicts(answers) == ["lolos"] * 3 + [verdict]


def test_price_per_period_and_variants_in_words() -> None:
    assert prices(ITEMS[INTERNET]) == ["Rp\u00a0850.000 per titik/lokasi tiap bulan"]
    assert prices(ITEMS[HALAL]) == [
        "Uji nutrisi: Rp\u00a05.500.000 per usaha mikro",
        "Sertifikasi halal: Rp\u00a03.100.000 per usaha mikro",
    ]
    assert prices(one()) == []


def test_every_condition_reads_in_plain_words() -> None:
    assert conditions(ITEMS[HOTMIX]) == ["Lebar paling sedikit 2,4 m.", "Luas paling sedikit 1.000 m²."]
    assert conditions(ITEMS[BUILD]) == ["Kerusakan lebih dari 50 %. Tepat di batas, petugas yang memilih."]
    assert conditions(ITEMS[MEDIUM])[0] == "Status lahan: aset pemerintah kota."
    assert conditions(ITEMS[YOUTH]) == ["Kuota kota 125 orang, tiap kecamatan 25 orang."]
    assert conditions(ITEMS[FISH])[-1] == "Daftar peserta 15 orang tiap kelompok."
    assert conditions(ITEMS[BARISTA])[1] == "Usia peserta 17–45 tahun."
    assert all(text and "None" not in text for item in ITEMS.values() for text in conditions(item))
    assert {rule.kind for item in ITEMS.values() for rule in item.rules.all()} == set(KamusRule.Kind)


def test_an_item_that_fits_no_more_or_belongs_to_another_kamus_is_not_offered() -> None:
    other = keep(KamusItem(pk=2, version_id=1, unit="m", name="Lain"), [], [])
    rule = KamusRule(kind="ukuran", measure="volume", comparison="min", value=D(5), other_item=other)
    item = one(rule)
    assert check(item, Facts(volume=D(1)))[0].other is other
    for wrong in ({"is_active": False}, {"version_id": 2}):
        rule.other_item = keep(KamusItem(pk=2, **{"version_id": 1, "unit": "m", **wrong}), [], [])
        assert check(item, Facts(volume=D(1)))[0].other is None
    assert fits(item, Facts())


def test_an_item_whose_rules_are_not_loaded_is_offered_without_a_query() -> None:
    other = KamusItem(pk=2, version_id=1, unit="m", name="Lain")
    item = one(KamusRule(kind="ukuran", measure="volume", comparison="min", value=D(5), other_item=other))
    assert check(item, Facts(volume=D(1)))[0].other is other


def test_no_rule_no_answer() -> None:
    assert check(ITEMS[INTERNET], Facts()) == []
    assert worst([]) == Verdict.PASSED


def one(*rules: KamusRule) -> KamusItem:
    return keep(KamusItem(pk=1, version_id=1, unit="m", name="Satu"), list(rules), [])


numbers = st.decimals(D(0), D(100_000), places=2, allow_nan=False, allow_infinity=False)
RANK = [Verdict.UNFIT, Verdict.PASSED]


@given(limit=numbers, low=numbers, high=numbers, comparison=st.sampled_from(KamusRule.Comparison))
def test_more_never_hurts_a_minimum_nor_less_a_maximum(limit: D, low: D, high: D, comparison: str) -> None:
    low, high = sorted((low, high))
    item = one(KamusRule(kind="ukuran", measure="panjang", comparison=comparison, value=limit))
    less, more = (RANK.index(check(item, Facts(length=at))[0].verdict) for at in (low, high))
    assert less <= more if comparison in {"min", "lebih"} else less >= more


@given(limit=numbers, found=numbers)
def test_strict_and_not_strict_part_at_the_limit_alone(limit: D, found: D) -> None:
    said = {
        comparison.value: check(
            one(KamusRule(kind="ukuran", measure="lebar", comparison=comparison, value=limit)), Facts(width=found)
        )[0].verdict
        for comparison in KamusRule.Comparison
    }
    assert (said["min"] == said["lebih"]) is (found != limit)
    assert (said["min"] == Verdict.PASSED) is not (said["kurang"] == Verdict.PASSED)
    assert (said["lebih"] == Verdict.PASSED) is not (said["maks"] == Verdict.PASSED)


@given(taken=numbers, more=numbers, volume=numbers)
def test_what_others_ask_never_makes_room(taken: D, more: D, volume: D) -> None:
    item = one(KamusRule(pk=7, kind="kuota", value=D(50_000), value_area=D(25_000)))
    first, second = (
        RANK.index(check(item, Facts(volume=volume, taken_city={"7": at}, taken_area={"7": at}))[0].verdict)
        for at in (taken, taken + more)
    )
    assert second <= first


@given(length=numbers, width=numbers)
def test_an_area_is_counted_exactly(length: D, width: D) -> None:
    item = one(KamusRule(kind="ukuran", measure="luas", comparison="min", value=D(1000)))
    answer = check(item, Facts(length=length, width=width))[0]
    cents = int(length * 100) * int(width * 100)
    assert (answer.verdict == Verdict.PASSED) is (cents >= 1000 * 10_000)
