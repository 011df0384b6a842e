"""RT and RW as people write them inside an address: `RT 01-10 RW 05 lanjutan`, `RW IV`, `RT 02, 03, 09 RW 01`. Pure."""

import re
from dataclasses import dataclass

MAX_NUMBER = 99
_ROMAN = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
    "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20,
}  # fmt: skip
_NUMBER = r"(?:\d{1,3}|[IVX]{1,5})(?![0-9A-Za-z²])"
_UNTIL = r"\s*(?:[-–—]|s\s*[/.]?\s*d\.?|sampai(?:\s+dengan)?)\s*"
_AND = r"\s*(?:,|&|;|\bdan\b|\+)\s*(?:dan\s+)?"
_LIST = rf"{_NUMBER}(?:(?:{_UNTIL}|{_AND}){_NUMBER})*"
_SAID = re.compile(rf"\b(R\.?[TW])\.?\s*:?\s*({_LIST})(?:\s*/\s*(\d{{1,3}})(?![0-9]))?", re.IGNORECASE)
_RANGE = re.compile(rf"({_NUMBER})(?:{_UNTIL}({_NUMBER}))?", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Spot:
    """One RW, or one RT in it. `rw` is 0 where the address names an RT only; `rt` is 0 for the whole RW."""

    rw: int
    rt: int = 0


def spots(address: str) -> list[Spot]:
    """List the RW and RT that an address names, sorted, each once; empty where it names none.

    RT belong to the RW that follows them (`RT 01 RW 05`), or to the RW before where the address begins with it
    (`RW 05 RT 01`). `RT 01/05` is RT 01 of RW 05. Numbers above 99 are no RT or RW and are left out.
    """
    found: set[Spot] = set()
    waiting: list[int] = []
    last: list[int] = []
    said = list(_SAID.finditer(address))
    rw_first = bool(said) and _is_rw(said[0]) and any(not _is_rw(one) for one in said)
    for match in said:
        numbers = _numbers(match.group(2))
        if _is_rw(match):
            found |= {Spot(rw, rt) for rw in numbers for rt in waiting or [0]}
            waiting, last = [], numbers
        elif match.group(3):
            found |= {Spot(rw, rt) for rw in _numbers(match.group(3)) for rt in numbers}
        elif rw_first:
            found |= {Spot(rw, rt) for rw in last for rt in numbers}
            found -= {Spot(rw) for rw in last}
        else:
            waiting += numbers
    found |= {Spot(0, rt) for rt in waiting}
    return sorted(found)


def _is_rw(match: re.Match[str]) -> bool:
    return match.group(1).upper().endswith("W")


def _numbers(text: str) -> list[int]:
    numbers: list[int] = []
    for match in _RANGE.finditer(text):
        first = _number(match.group(1))
        until = _number(match.group(2)) if match.group(2) else first
        numbers += range(first, until + 1) if first <= until <= MAX_NUMBER else [first, until]
    return [number for number in dict.fromkeys(numbers) if 1 <= number <= MAX_NUMBER]


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _ROMAN.get(text.upper(), 0)
