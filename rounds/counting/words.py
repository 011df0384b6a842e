"""What officials type into a rule, read: dimensions, values, rubrics, AHP. ValidationError says what to write."""

from fractions import Fraction

from django.core.exceptions import ValidationError

from rounds.engine.rule_file import JOINT
from rounds.engine.values import DIMENSIONS

LEVELS = range(3, 7)


def dimensions(text: str) -> tuple[str, ...]:
    """`kelompok, jenis` as dimensions in the order written."""
    found = tuple(part.strip().lower() for part in text.split(",") if part.strip())
    for one in found:
        if one not in DIMENSIONS:
            raise ValidationError(f"“{one}” bukan dimensi. Pilih dari: {', '.join(DIMENSIONS)}.")
    if len(set(found)) != len(found):
        raise ValidationError("Satu dimensi cukup ditulis sekali.")
    return found


def values(text: str) -> dict[str, tuple[str, ...]]:
    """`kelas = RW; jenis = SARPRAS, LK` as dimension and the values it covers."""
    found: dict[str, tuple[str, ...]] = {}
    for part in filter(str.strip, text.split(";")):
        name, equals, said = part.partition("=")
        chosen = tuple(value.strip() for value in said.split(",") if value.strip())
        if not equals or not chosen:
            raise ValidationError(
                "Tulis dimensi, tanda sama dengan, lalu nilainya. Contoh: kelas = RW; jenis = SARPRAS."
            )
        (dimension,) = dimensions(name) or ("",)
        if not dimension or dimension in found:
            raise ValidationError("Tulis tiap dimensi sekali. Contoh: kelas = RW; jenis = SARPRAS.")
        found[dimension] = chosen
    return found


def special(text: str, per: tuple[str, ...]) -> dict[str, int]:
    """Lines `RW 05 = 2` as key and maximum; where `per` has several dimensions, `RW 05 | SARPRAS = 2`."""
    found: dict[str, int] = {}
    for line in filter(str.strip, text.splitlines()):
        said, equals, number = line.rpartition("=")
        key = tuple(part.strip() for part in said.split(JOINT))
        digits = number.strip().replace(".", "")
        if not equals or len(key) != len(per) or not all(key) or not digits.isascii() or not digits.isdigit():
            raise ValidationError(f"Baris “{line.strip()[:60]}” tidak terbaca. Contoh: RW 05 = 2.")
        found[JOINT.join(key)] = int(digits)
    return found


def rubric(text: str) -> list[list[int | str]]:
    """Lines `100 = Rusak berat` as levels from low to high; 3 to 6 of them, 0 and 100 among them."""
    found: dict[int, str] = {}
    for line in filter(str.strip, text.splitlines()):
        number, equals, said = line.partition("=")
        digits, said = number.strip(), said.strip()
        if not equals or not said or not digits.isascii() or not digits.isdigit() or int(digits) > 100:
            raise ValidationError(f"Baris “{line.strip()[:60]}” tidak terbaca. Contoh: 100 = Rusak berat.")
        if int(digits) in found:
            raise ValidationError(f"Nilai {int(digits)} tertulis dua kali di rubrik.")
        found[int(digits)] = said
    if len(found) not in LEVELS or not {0, 100} <= set(found):
        raise ValidationError("Rubrik berisi 3 sampai 6 tingkat, dengan 0 dan 100 di antaranya.")
    return [[points, found[points]] for points in sorted(found)]


def matrix(text: str) -> list[list[Fraction]]:
    """Lines `1, 3, 1/5` as the rows of an AHP matrix."""
    try:
        return [[Fraction(cell.strip()) for cell in line.split(",")] for line in text.splitlines() if line.strip()]
    except (ValueError, ZeroDivisionError):
        raise ValidationError(
            "Matriks AHP berisi 1 sampai 9 atau pecahannya, dipisah koma. Contoh: 1, 3, 1/5."
        ) from None
