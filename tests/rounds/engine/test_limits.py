"""Counters: which candidates a limit covers, under which key, and what it held at any step."""

from dataclasses import replace

from rounds.engine.allocation import allocate
from rounds.engine.limits import Book, Tally, key_of
from rounds.engine.values import CEILING, CONSENSUS, PROPOSALS, QUOTA, RUPIAH, WON, Candidate, Limit, Rule
from tests.rounds.engine.examples import JUTA, one

GROUP = one("A", 5, 50, area="RW 01", kind="LK")


def test_a_key_has_one_value_per_dimension_and_none_where_one_is_empty() -> None:
    assert key_of(GROUP, ("wilayah", "sumber_dana"), {}) == ("RW 01", "APBD-PD")
    assert key_of(GROUP, (), {}) == ()
    assert key_of(GROUP, ("kelompok",), {}) is None


def test_only_some_values_are_covered() -> None:
    assert key_of(GROUP, (), {"jenis": ("LK", "PM")}) == ()
    assert key_of(GROUP, (), {"jenis": ("SARPRAS",)}) is None
    assert key_of(GROUP, (), {"jenis": ("LK",), "kelas": ("LEMBAGA",)}) is None


def test_a_tally_remembers_what_it_was_before_each_step() -> None:
    tally = Tally()
    tally.add(0, 5, "A")
    tally.add(3, 2, "B")
    tally.add(7, 1, "C")
    assert [tally.before(step) for step in (0, 1, 3, 4, 7, 8)] == [0, 5, 5, 7, 7, 8]
    assert Tally().before(4) == 0


def test_each_combination_has_a_counter_of_its_own() -> None:
    limits = (
        Limit(code="OPD", unit=RUPIAH, maximum=9 * JUTA, per=("opd", "jenis"), special={("PU", "LK"): 7 * JUTA}),
        Limit(code="KEL", unit=PROPOSALS, maximum=2, per=("wilayah",)),
    )
    first = one("A", 5, 50, area="X", agency="PU", kind="LK")
    second = one("B", 3, 50, area="X", agency="PU", kind="SARPRAS")
    book = Book(limits, [first, second])
    book.take("A", first.cost, 1)
    rooms = {(room.limit, room.key): (room.used, room.left) for room in book.rooms()}
    assert rooms == {
        ("KEL", ("X",)): (1, 1),
        ("OPD", ("PU", "LK")): (5 * JUTA, 2 * JUTA),
        ("OPD", ("PU", "SARPRAS")): (0, 9 * JUTA),
    }
    assert [room.limit for room in book.rooms_of("A")] == ["KEL", "OPD"]
    assert book.quotas["B"][0].fillers() == ("A",)
    book.take("B", second.cost, 2)
    assert book.quotas["B"][0].fillers() == ("A", "B")


def test_what_the_forum_insists_on_passes_every_quota_and_no_pagu() -> None:
    def at(place: int, cost: int) -> Candidate:
        return Candidate(number=f"U-{place}", cost=cost * JUTA, people=1, fund="PD", place=place)

    quota = Limit(code="K", unit=PROPOSALS, maximum=1)
    pagu = Limit(code="P", unit=RUPIAH, maximum=10 * JUTA, per=("sumber_dana",))
    rule = Rule(limits=(quota, pagu), method=CONSENSUS)
    rows = [at(1, 5), at(2, 5), at(3, 4), replace(at(4, 4), insisted=True), replace(at(5, 4), insisted=True)]
    found = allocate(rows, rule)
    assert [found.results[f"U-{n}"].code for n in range(1, 6)] == [WON, QUOTA, QUOTA, WON, CEILING]
    assert [room.left for room in found.results["U-4"].rooms] == [-1, JUTA]
    change = found.results["U-5"].change
    assert change is not None
    assert (change.max_cost, change.min_score and change.min_score.place) == (JUTA, 4)
