"""The rule file of prioritisation.md 2.6 gives the first worked example."""

from copy import deepcopy
from typing import Any

import pytest

from rounds.engine.results import canonical_json, result_hash
from rounds.engine.rule_file import rule_from
from rounds.engine.values import BY_OWN_RANK, Guarantee, Limit
from tests.rounds.engine.examples import run, sub_district

RULE: dict[str, Any] = {
    "agregasi": "MEDIAN",
    "alfa": 60,
    "ambang": 20,
    "bagi": None,
    "batas": [
        {"hanya": {}, "khusus": {}, "kode": "PAGU-PD", "maks": 500000000, "per": ["sumber_dana"], "satuan": "rupiah"},
        {"hanya": {}, "khusus": {}, "kode": "KEL", "maks": 2, "per": ["wilayah"], "satuan": "usulan"},
    ],
    "benih": "FORUM",
    "jaminan": [{"hanya": {}, "jumlah": 1, "kode": "LANTAI", "per": ["wilayah"], "urut": "SKOR"}],
    "lewat": "LEWATI",
    "metode": "GABUNGAN",
    "skema": 1,
}


def changed(place: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    rule = deepcopy(RULE)
    inside: Any = rule
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    return rule


def test_the_file_gives_the_worked_examples() -> None:
    with_floor = result_hash(run(sub_district(), rule_from(RULE)))
    assert with_floor == "b1579b49d5ef5f00133855ceeced06335b1b89e228b56eda7cc1f6ba709c64c9"
    without = result_hash(run(sub_district(), rule_from(changed(("jaminan",), []))))
    assert without == "fd392ca17143d2f4c6df61160d778cf970a309cfece7708adaadc0d16b35aec0"


def test_every_field_is_read() -> None:
    record = {
        "hanya": {"kelas": ["LEMBAGA"]},
        "khusus": {"PU|LK": 3},
        "kode": "L",
        "label": "kuota",
        "maks": 2,
        "per": ["opd", "jenis"],
        "satuan": "usulan",
    }
    promise = {"hanya": {}, "jumlah": 2, "kode": "G", "label": "dua", "per": ["kelompok"], "urut": "URUTAN"}
    rule = rule_from({**RULE, "batas": [record], "jaminan": [promise], "lewat": "BERHENTI", "bagi": 60})
    assert rule.limits == (
        Limit(
            code="L",
            label="kuota",
            unit="usulan",
            maximum=2,
            per=("opd", "jenis"),
            only={"kelas": ("LEMBAGA",)},
            special={("PU", "LK"): 3},
        ),
    )
    assert rule.guarantees == (Guarantee(code="G", label="dua", count=2, per=("kelompok",), order=BY_OWN_RANK),)
    assert (rule.skip, rule.part_percent, rule.threshold) == ("BERHENTI", 60, 20)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("ambang",), 20.0),
        (("ambang",), 101),
        (("ambang",), True),
        (("bagi",), -1),
        (("lewat",), "LEWAT"),
        (("metode",), "BORDA"),
        (("batas", 0, "maks"), -1),
        (("batas", 0, "satuan"), "juta"),
        (("batas", 0, "per"), ["kecamatan"]),
        (("batas", 1, "khusus"), {"A|B": 1}),
        (("batas", 1, "hanya"), {"warna": ["merah"]}),
        (("jaminan", 0, "jumlah"), 0),
        (("jaminan", 0, "urut"), "NILAI"),
    ],
)
def test_what_the_engine_does_not_know_is_refused(place: tuple[str | int, ...], value: Any) -> None:
    with pytest.raises(ValueError, match=r"is no"):
        rule_from(changed(place, value))


def test_the_canonical_form_begins_as_on_the_page() -> None:
    assert canonical_json(RULE).startswith(b'{"agregasi":"MEDIAN","alfa":60,"ambang":20,"bagi":null,"batas":[{"hanya"')
