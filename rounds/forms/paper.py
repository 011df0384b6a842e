"""What was written on the paper of a hall without power, typed in afterwards: one place for each usulan of a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FIELD = "urut-"


@dataclass(frozen=True)
class Typed:
    """The places as they were typed, by number of usulan; the order they make, and what is wrong with them."""

    places: dict[str, str]
    order: tuple[str, ...]
    errors: tuple[str, ...]


def read_places(rows: Sequence[tuple[str, str]], data: Mapping[str, str]) -> Typed:
    """Read the places of a list of (number, title): 1 to n, each once. All that is wrong is told at once."""
    last, titles = len(rows), dict(rows)
    places = {number: data.get(f"{FIELD}{number}", "").strip()[:6] for number, _ in rows}
    held: dict[int, list[str]] = {}
    errors = []
    for number, typed in places.items():
        place = int(typed) if typed.isascii() and typed.isdigit() else 0
        if not typed:
            errors.append(f"Isi nomor urut {titles[number]}.")
        elif not 1 <= place <= last:
            errors.append(f"Nomor urut {titles[number]} harus 1 sampai {last}.")
        else:
            held.setdefault(place, []).append(number)
    for place, numbers in sorted(held.items()):
        if len(numbers) > 1:
            named = " dan ".join(titles[number] for number in numbers)
            errors.append(f"Nomor urut {place} dipakai {len(numbers)} kali: {named}.")
    order = tuple(numbers[0] for _, numbers in sorted(held.items())) if not errors else ()
    return Typed(places, order, tuple(errors))
