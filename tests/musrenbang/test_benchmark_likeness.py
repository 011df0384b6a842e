"""The hint finds planted twins and is seldom wrong; its cost does not grow with the city."""

from musrenbang.benchmark.likeness import PRECISION, RECALL, quality
from musrenbang.benchmark.twins import tell


def test_the_hint_finds_nine_of_ten_planted_twins_and_is_mostly_right() -> None:
    measured = quality(3000, kelurahan=17)
    assert measured.twins > 150
    assert measured.recall >= RECALL, measured.words()
    assert measured.precision >= PRECISION, measured.words()


def test_the_same_seed_makes_the_same_usulan() -> None:
    assert tell(50, kelurahan=3) == tell(50, kelurahan=3)
    assert any(one.twin_of is not None for one in tell(200, kelurahan=1))
