"""The region code is the tree: `35.73.02.1007.005.003` is RT 003 of RW 005 of Kelurahan Kauman.

Down to the kelurahan the code is Kemendagri's; RW and RT carry their local number in three digits.
Everything here is pure: text in, text out.
"""

import re
from collections.abc import Iterable
from itertools import groupby

PATTERN = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4}(\.\d{3}(\.\d{3})?)?)?)?)?")
PROVINCE, CITY, DISTRICT, KELURAHAN, RW, RT = range(1, 7)


def is_code(text: str) -> bool:
    """Say whether the text is a whole region code of any level."""
    return PATTERN.fullmatch(text) is not None


def level_of(code: str) -> int:
    """Count the parts: 1 province, 2 city, 3 kecamatan, 4 kelurahan, 5 RW, 6 RT."""
    return code.count(".") + 1


def cut(code: str, level: int) -> str:
    """Return the ancestor at that level, or the code itself where it is not deeper."""
    return ".".join(code.split(".")[:level])


def parent_of(code: str) -> str:
    """Return the code one level up; empty for a province."""
    return code.rpartition(".")[0]


def ancestors(code: str) -> list[str]:
    """List the codes above this one, the province first."""
    parts = code.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts))]


def child(code: str, number: int) -> str:
    """Return the code of RW or RT `number` below a kelurahan or an RW."""
    return f"{code}.{number:03d}"


def shared(codes: Iterable[str]) -> str:
    """Return the deepest code that covers all of them; empty if they share none."""
    parts = [code.split(".") for code in codes]
    if not parts:
        return ""
    common = [column[0] for column in zip(*parts, strict=False) if len(set(column)) == 1]
    return ".".join(common)


def spell(codes: Iterable[str]) -> str:
    """Say RW and RT as people write them: `RT 02, 03 RW 05; RW 06`. Higher levels are left out."""
    below = sorted(code for code in set(codes) if level_of(code) >= RW)
    said = []
    for rw, group in groupby(below, key=lambda code: cut(code, RW)):
        rts = [int(code.rpartition(".")[2]) for code in group if level_of(code) == RT]
        name = f"RW {int(rw.rpartition('.')[2]):02d}"
        said.append(f"RT {', '.join(f'{n:02d}' for n in rts)} {name}" if rts else name)
    return "; ".join(said)
