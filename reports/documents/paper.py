"""What a printed paper is: titles, head lines and blocks in order. Pure; every word that is printed stands in it.

A `Paper` is what is stored and hashed when a forum ends, and what both renderings (`pdf`, `workbook`) read.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

TEXT, MIDDLE, DECIMAL, MONEY = "teks", "tengah", "desimal", "rupiah"
"""How a column is written: text ragged right, text centred, a volume, whole rupiah."""
DOTS = "……………………"
"""To be written on by hand."""

Cell = str | int | Decimal | None


@dataclass(frozen=True)
class Column:
    """One column; `width` is its share, `group` the head above it where it shares one with its neighbours."""

    head: str
    width: int
    kind: str = TEXT
    group: str = ""


@dataclass(frozen=True)
class Table:
    """A table with lines; `numbered` adds the row (1), (2) …, `height` is the least height of a row in mm."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbered: bool = False
    height: int = 0
    total: tuple[Cell, ...] = ()
    is_open: bool = False
    """Without lines and numbers: the rows on which witnesses sign."""
    block: str = field(default="tabel", init=False)


@dataclass(frozen=True)
class Lines:
    """Head lines with their colons below each other: `Kelurahan : Kauman`."""

    rows: tuple[tuple[str, str], ...]
    block: str = field(default="baris", init=False)


@dataclass(frozen=True)
class Text:
    """One paragraph; `is_first` begins it further in, `is_strong` sets it bold."""

    text: str
    is_first: bool = False
    is_strong: bool = False
    block: str = field(default="alinea", init=False)


@dataclass(frozen=True)
class Leaders:
    """Part B of the minutes: what for, who, from where."""

    rows: tuple[tuple[str, str, str], ...]
    block: str = field(default="pimpinan", init=False)


@dataclass(frozen=True)
class Points:
    """Numbered points: `1. Usulan Kegiatan …;`; `tail` ends the last one in italics."""

    items: tuple[str, ...]
    title: str = ""
    tail: str = ""
    block: str = field(default="butir", init=False)


@dataclass(frozen=True)
class Signature:
    """One place to sign: what stands above it, and who; an official has rank and NIP below the name."""

    above: tuple[str, ...]
    name: str = ""
    is_official: bool = False
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signatures:
    """Places to sign beside each other: one stands at the right or, with `is_centred`, in the middle."""

    people: tuple[Signature, ...]
    is_centred: bool = False
    block: str = field(default="tanda_tangan", init=False)


@dataclass(frozen=True)
class Bar:
    """One row of a drawing: a white bar and a filled one, each out of 1000 of the longest, with its words."""

    label: str
    white: int
    white_text: str
    filled: int = 0
    filled_text: str = ""


@dataclass(frozen=True)
class Bars:
    """What a report draws below its table, which says the same; `names` of both bars, empty where there is one."""

    title: str
    rows: tuple[Bar, ...]
    names: tuple[str, ...] = ()
    block: str = field(default="batang", init=False)


Block = Table | Lines | Text | Leaders | Points | Signatures | Bars


@dataclass(frozen=True)
class Sheet:
    """One sheet that begins on a page of its own; `label` stands at the top left."""

    label: str
    titles: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    """One printed paper. `code` names it in addresses and files (`1.4`), `name` is the title of the file."""

    code: str
    name: str
    sheets: tuple[Sheet, ...]
    is_landscape: bool = False
    size: str = "f4"
    logo: str = ""
    """A JPEG in base64, printed above the title."""

    def canonical(self) -> str:
        """The paper as canonical JSON: sorted keys, no idle blanks, decimals as text."""
        return canonical(asdict(self))


def canonical(data: Any) -> str:
    """Write JSON so that the same data are always the same bytes."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_decimal)


def _decimal(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    raise TypeError(f"not data of a paper: {value!r}")


def digest(text: str) -> str:
    """SHA-256 of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()


def filled(rows: tuple[tuple[Cell, ...], ...], columns: int, least: int = 5) -> tuple[tuple[Cell, ...], ...]:
    """Add empty rows to write on by hand where there are fewer than `least`."""
    return rows + ((None,) * columns,) * (least - len(rows))


_BLOCKS: dict[str, Any] = {"baris": Lines, "alinea": Text, "pimpinan": Leaders, "butir": Points}


def read(text: str) -> Paper:
    """The paper that a canonical text holds."""
    data = json.loads(text)
    sheets = tuple(
        Sheet(sheet["label"], tuple(sheet["titles"]), tuple(map(_block, sheet["blocks"]))) for sheet in data["sheets"]
    )
    data.pop("has_logo", None)  # of papers that were locked before a city could have its logo
    return Paper(**data | {"sheets": sheets})


def _block(data: dict[str, Any]) -> Block:
    kind, values = data["block"], {name: value for name, value in data.items() if name != "block"}
    if kind == "tabel":
        columns = tuple(Column(**column) for column in values["columns"])
        rows = tuple(_row(columns, row) for row in values["rows"])
        return Table(**values | {"columns": columns, "rows": rows, "total": _row(columns, values["total"])})
    if kind == "tanda_tangan":
        people = tuple(
            Signature(**one | {"above": tuple(one["above"]), "below": tuple(one["below"])}) for one in values["people"]
        )
        return Signatures(people, values["is_centred"])
    if "rows" in values:
        values["rows"] = tuple(map(tuple, values["rows"]))
    if "items" in values:
        values["items"] = tuple(values["items"])
    block: Block = _BLOCKS[kind](**values)
    return block


def _row(columns: tuple[Column, ...], row: list[Any]) -> tuple[Cell, ...]:
    return tuple(
        Decimal(cell) if column.kind == DECIMAL and cell is not None else cell
        for column, cell in zip(columns, row, strict=bool(row))
    )
