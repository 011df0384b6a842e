"""Whom the forums of the demo elect to speak one level up: by office, women and men; no person is real."""

from collections.abc import Sequence
from dataclasses import replace

from rounds.actions.attendance import Person

JOBS = ("Wiraswasta", "Guru", "Pensiunan", "Ibu rumah tangga", "Karyawan swasta")


def among(present: Sequence[Person], count: int = 5) -> list[Person]:
    """So many of those who came, spread over the list: half of them women, give or take one."""
    found: list[Person] = []
    step = 2 * len(present) // (3 * count) | 1
    for one in (*present[1::step], *present):
        same = sum(other.sex == one.sex for other in found)
        if len(found) < count and one not in found and same < (count + 1) // 2:
            found.append(one)
    jobs = (JOBS * count)[:count]
    return [
        replace(one, age=31 + 7 * number, occupation=job)
        for number, (one, job) in enumerate(zip(found, jobs, strict=False))
    ]
