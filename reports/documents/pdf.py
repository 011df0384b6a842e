"""Papers as PDF: tagged (PDF/UA-1), fonts embedded, heads of tables on every page; typst in a process of its own.

One process sets all papers of a file together: starting it costs 0.1 s, a paper of one page some 0.02 s.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from accounts.qr import qr
from catalogue.money import decimal_text, grouped

from .paper import DECIMAL, MONEY, Cell, Paper, Table

HERE = Path(__file__).parent
SECONDS = 10
TEMPLATE = (HERE / "typst" / "paper.typ").read_text(encoding="utf-8")
DRAFT = "DRAF"


class Unprintable(Exception):
    """The paper could not be set: it took too long, too much memory, or typst refused it."""


@dataclass(frozen=True)
class Print:
    """One paper to be printed: what its foot says, the mark across it, the address of its QR, and when."""

    paper: Paper
    at: datetime
    foot: tuple[str, ...] = ()
    mark: str = ""
    address: str = ""
    author: str = ""

    @property
    def sheet_foot(self) -> str:
        """The first two lines, as short as the foot of a spreadsheet asks."""
        return " · ".join(self.foot[:2])[:160]


def render(prints: Sequence[Print]) -> list[bytes]:
    """Set papers as PDF, in order. Raises Unprintable."""
    return _run([_job(one, "pdf") for one in prints])


def pictures(one: Print, *, dots_per_inch: int = 96) -> list[bytes]:
    """The pages of one paper as PNG, to be looked at."""
    return _run([_job(one, "png") | {"ppi": dots_per_inch}])


def _run(jobs: list[dict[str, Any]]) -> list[bytes]:
    if not jobs:
        return []
    with tempfile.TemporaryDirectory() as root:
        asked = json.dumps({"source": TEMPLATE, "root": root, "jobs": jobs})
        try:
            done = subprocess.run(
                [sys.executable, "-I", str(HERE / "compiler.py")],
                input=asked.encode(),
                capture_output=True,
                timeout=SECONDS,
                check=True,
                cwd=root,
                env={},
            )
        except subprocess.TimeoutExpired:
            raise Unprintable(f"typst took more than {SECONDS} s") from None
        except subprocess.CalledProcessError as failure:
            raise Unprintable(failure.stderr.decode(errors="replace")[-2000:]) from failure
    return list(_files(done.stdout))


def _files(output: bytes) -> Iterable[bytes]:
    place = 0
    while place < len(output):
        length = int.from_bytes(output[place : place + 8], "big")
        yield output[place + 8 : place + 8 + length]
        place += 8 + length


def _job(one: Print, kind: str) -> dict[str, Any]:
    paper = asdict(one.paper)
    for sheet, known in zip(paper["sheets"], one.paper.sheets, strict=True):
        for block, table in zip(sheet["blocks"], known.blocks, strict=True):
            if isinstance(table, Table):
                block["rows"] = [_said(table, row) for row in table.rows]
                block["total"] = _said(table, table.total)
    foot = {
        "lines": one.foot,
        "mark": one.mark,
        "author": one.author,
        "qr": _standing(qr(one.address)) if one.address else "",
        "alt": f"Kode QR: {one.address}",
    }
    data = {"paper": paper, "foot": foot, "logo": _framed(one.paper.logo), "logo_alt": "Lambang daerah"}
    return {"data": json.dumps(data), "format": kind, "timestamp": int(one.at.timestamp())}


def _said(table: Table, row: Sequence[Cell]) -> list[str | None]:
    return [_word(cell, column.kind) for column, cell in zip(table.columns, row, strict=bool(row))]


def _word(cell: Cell, kind: str) -> str | None:
    """A cell as it is printed: rupiah and volumes with Indonesian marks."""
    if cell is None or isinstance(cell, str):
        return cell
    if kind == DECIMAL:
        return decimal_text(Decimal(cell))
    return grouped(int(cell)) if kind == MONEY else str(cell)


def _framed(logo: str) -> str:
    """A JPEG in base64 as an SVG, which the template can take as text."""
    if not logo:
        return ""
    image = f'<image href="data:image/jpeg;base64,{logo}" width="100" height="100"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{image}</svg>'


def _standing(inline: str) -> str:
    """An SVG that stands alone: with its name space."""
    return inline if "xmlns=" in inline else inline.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
