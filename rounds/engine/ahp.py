"""Weights from pairwise comparison (AHP), exact: prioritisation.md 2.3. Pure; every number is a Fraction.

Row i, column j of the matrix says how many times criterion i matters as much as criterion j: 1 to 9, or 1 over it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .scoring import FULL, display

Matrix = Sequence[Sequence[Fraction | int]]

RANDOM_INDEX = {n: Fraction(hundredths, 100) for n, hundredths in enumerate((58, 90, 112, 124, 132, 141, 145), start=3)}
"""Saaty's mean consistency index of random matrices, by the number of criteria."""
MOST_INCONSISTENT = Fraction(1, 10)
MOST_CRITERIA = 9
SCALE = frozenset(Fraction(n) for n in range(1, 10)) | frozenset(Fraction(1, n) for n in range(1, 10))


@dataclass(frozen=True)
class Comparison:
    """What a matrix says: exact weights that sum to 1, the same as whole percents, λ, CI and CR."""

    weights: tuple[Fraction, ...]
    percents: tuple[int, ...]
    largest: Fraction
    index: Fraction
    ratio: Fraction

    @property
    def consistent(self) -> bool:
        return self.ratio <= MOST_INCONSISTENT


def compare(matrix: Matrix) -> Comparison:
    """Weights as the mean of each row in the column-normalised matrix; λ as the mean of (Aw)ᵢ/wᵢ.

    ValueError with the first of `faults` where the matrix cannot be read. Up to two criteria are always consistent.
    """
    if found := incomplete(matrix):
        raise ValueError(found[0])
    rows = [[Fraction(cell) for cell in row] for row in matrix]
    size = len(rows)
    columns = [sum((row[j] for row in rows), Fraction(0)) for j in range(size)]
    weights = tuple(sum((row[j] / columns[j] for j in range(size)), Fraction(0)) / size for row in rows)
    products = [sum((a * w for a, w in zip(row, weights, strict=True)), Fraction(0)) for row in rows]
    largest = sum((p / w for p, w in zip(products, weights, strict=True)), Fraction(0)) / size
    index = (largest - size) / (size - 1) if size > 1 else Fraction(0)
    ratio = index / RANDOM_INDEX[size] if size in RANDOM_INDEX else Fraction(0)
    return Comparison(weights, largest_remainder(weights, FULL), largest, index, ratio)


def faults(matrix: Matrix) -> list[str]:
    """F04: every reason why the round cannot be frozen with this matrix, as sentences; empty where it can."""
    if found := incomplete(matrix):
        return found
    comparison = compare(matrix)
    if comparison.consistent:
        return []
    return [f"Perbandingan kriteria tidak konsisten: CR {display(comparison.ratio, 4)}, paling banyak 0,1."]


def incomplete(matrix: Matrix) -> list[str]:
    """Every cell that is missing, off the scale, or does not mirror its opposite; criteria count from 1."""
    size = len(matrix)
    if not 1 <= size <= MOST_CRITERIA or any(len(row) != size for row in matrix):
        return ["Matriks perbandingan tidak lengkap: baris dan kolomnya harus sama banyak, 1 sampai 9 kriteria."]
    found = []
    for i in range(size):
        for j in range(i, size):
            pair = f"Perbandingan kriteria {i + 1} dan {j + 1}"
            if not {Fraction(matrix[i][j]), Fraction(matrix[j][i])} <= SCALE:
                found.append(f"{pair} harus 1 sampai 9 atau kebalikannya.")
            elif matrix[i][j] * matrix[j][i] != 1:
                found.append(f"{pair} tidak saling berkebalikan.")
    return found


def largest_remainder(shares: Sequence[Fraction | int], total: int) -> tuple[int, ...]:
    """Cut `total` into whole parts in proportion to `shares`; what is left over goes to the largest remainders.

    Of equal remainders the earlier share comes first. ValueError where the shares sum to nothing.
    """
    whole = sum(shares)
    if whole <= 0 or min(shares) < 0:
        raise ValueError("Tidak ada bagian untuk dibagi.")
    exact = [Fraction(share) * total / whole for share in shares]
    parts = [part.numerator // part.denominator for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))
    for n in by_remainder[: total - sum(parts)]:
        parts[n] += 1
    return tuple(parts)
