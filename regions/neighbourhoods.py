"""RW and RT of a kelurahan of which only the numbers are known: `10 RW, 47 RT`. Pure.

The rule is fixed, so that the same counts always give the same places: RT are spread over the RW as evenly as can be,
and what is left over goes to the first RW, one each. The demo city and `load_rtrw` use the same rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from . import codes

MAX_RW, MAX_RT = 200, 2000


@dataclass(frozen=True)
class Neighbourhood:
    """One RW or RT to be: code, name as people say it, and `rw` or `rt`."""

    code: str
    name: str
    type: str


def spread(rw_count: int, rt_count: int) -> list[int]:
    """Say how many RT each RW gets, RW 01 first: `spread(3, 8)` is `[3, 3, 2]`.

    Raises ValueError for negative or absurd counts, and for RT without an RW.
    """
    if not (0 <= rw_count <= MAX_RW and 0 <= rt_count <= MAX_RT):
        raise ValueError(f"Jumlah RW harus 0 sampai {MAX_RW} dan jumlah RT 0 sampai {MAX_RT}.")
    if rw_count == 0 and rt_count > 0:
        raise ValueError("Ada RT tetapi tidak ada RW. Periksa jumlah RW-nya.")
    share, left = divmod(rt_count, rw_count) if rw_count else (0, 0)
    return [share + (number < left) for number in range(rw_count)]


def lay_out(kelurahan: str, rw_count: int, rt_count: int) -> Iterator[Neighbourhood]:
    """Yield the RW and RT of one kelurahan code in order: RW 01, its RT 01 …, RW 02, …"""
    for rw, rts in enumerate(spread(rw_count, rt_count), start=1):
        rw_code = codes.child(kelurahan, rw)
        yield Neighbourhood(rw_code, f"RW {rw:02d}", "rw")
        for rt in range(1, rts + 1):
            yield Neighbourhood(codes.child(rw_code, rt), f"RT {rt:02d}", "rt")
