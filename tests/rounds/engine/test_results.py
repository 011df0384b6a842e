"""Bytes and hashes: the vectors of prioritisation.md 10.1 and 10.2, canonical JSON, other processes."""

from dataclasses import fields, is_dataclass, replace
from fractions import Fraction as F
from typing import Any

import pytest

from rounds.engine.results import canonical_hash, canonical_json, result_file, result_hash
from rounds.engine.values import Rule, Unfitness
from tests.rounds.engine.examples import FLOOR, GROUP_RULE, groups, one, run, sub_district, sub_district_rule
from tests.rounds.engine.processes import elsewhere

FIRST = "fd392ca17143d2f4c6df61160d778cf970a309cfece7708adaadc0d16b35aec0"


def test_the_first_example_byte_for_byte() -> None:
    assert result_file(run(sub_district(), sub_district_rule())).decode() == (
        "nomor;kode;sapuan;urut;cadangan;biaya;nilai\n"
        "A-01;MENANG;NILAI;1;;150000000;679/9\n"
        "A-02;MENANG;NILAI;2;;120000000;763/12\n"
        "A-03;KUOTA;;;1;0;1835/36\n"
        "B-01;MENANG;NILAI;3;;140000000;484/9\n"
        "B-02;MENANG;NILAI;4;;45000000;1375/36\n"
        "C-01;PAGU;;;2;0;130/3\n"
        "C-02;MENANG;NILAI;5;;30000000;647/18\n"
        "C-03;AMBANG;;;;0;9/1\n"
    )


def test_the_hashes_of_both_examples() -> None:
    assert result_hash(run(sub_district(), sub_district_rule())) == FIRST
    with_floor = run(sub_district(), sub_district_rule(guarantees=(FLOOR,)))
    assert result_hash(with_floor) == "b1579b49d5ef5f00133855ceeced06335b1b89e228b56eda7cc1f6ba709c64c9"


def test_mufakat_writes_places_and_the_unfit_no_score() -> None:
    candidates = [replace(one("B", 1, 0), score=None, place=2), replace(one("A", 1, 0), score=None, place=1)]
    assert result_file(run(candidates, Rule(method="MUFAKAT"))).splitlines()[1:] == [
        b"A;MENANG;NILAI;1;;1000000;1/1",
        b"B;MENANG;NILAI;2;;1000000;2/1",
    ]
    found = run([one("A", 1, 50, unfit=Unfitness("lahan"))], Rule())
    assert result_file(found).splitlines()[1:] == [b"A;TIDAK_LAYAK;;;;0;"]


def test_a_nomor_that_would_break_a_row_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot stand"):
        result_file(run([one("A;1", 1, 50)], Rule()))


def test_canonical_json_is_one_form_of_many() -> None:
    rule = {"bobot": 40, "alfa": F(3, 6), "benih": None, "a\u0308": ["\u00e9", True], "Z": (F(2), "e\u0301")}
    assert canonical_json(rule).decode() == (
        '{"Z":["2/1","\u00e9"],"alfa":"1/2","benih":null,"bobot":40,"\u00e4":["\u00e9",true]}'
    )
    assert canonical_json(dict(reversed(rule.items()))) == canonical_json(rule)
    # printf '{"alfa":60}' | sha256sum
    assert canonical_hash({"alfa": 60}) == "6a923393e7b2b639b7cfe0522c8be3c945ec8ab0b5fa1b0fafb9de8877c68693"


@pytest.mark.parametrize("value", [0.5, {"a": [1.0]}, {1}, b"a", {"\u00e9": 1, "e\u0301": 2}])
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


def test_10_another_process_and_hash_seed_give_the_same_bytes_without_any_package() -> None:
    code = (
        "from tests.rounds.engine.examples import *\n"
        "from rounds.engine.results import result_hash\n"
        "import rounds.engine.deviations, rounds.engine.sentences\n"
        "print(result_hash(run(sub_district(), sub_district_rule())), result_hash(run(groups(), GROUP_RULE)))\n"
    )
    mine = f"{FIRST} {result_hash(run(groups(), GROUP_RULE))}\n"
    assert list(elsewhere(code)) == [mine, mine]


def test_no_float_is_anywhere_in_a_result() -> None:
    seen: set[type] = set()

    def walk(value: Any) -> None:
        if is_dataclass(value):
            for field in fields(value):
                walk(getattr(value, field.name))
        elif isinstance(value, dict):
            walk([*value.keys(), *value.values()])
        elif isinstance(value, (list, tuple)):
            for inner in value:
                walk(inner)
        else:
            seen.add(type(value))

    walk(run(groups(), GROUP_RULE, "483920"))
    assert seen == {int, str, bool, F, type(None)}
