"""Tables and JSON of a bundle, both ways: CSV with `;`, UTF-8 and LF; the same cells give the same bytes everywhere.

Text that a spreadsheet would run as a formula gets an apostrophe before it, which reading takes off again.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import StringIO
from typing import Any, TypeVar

from rounds.engine.results import fraction_text

Cell = str | int | Fraction | None
"""Text; a number; a fraction as num/den; None for an empty cell."""
Read = TypeVar("Read")

FORMULA = ("=", "+", "-", "@", "\t", "'")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,29})")
_FRACTION = re.compile(r"-?(?:0|[1-9][0-9]{0,299})/[1-9][0-9]{0,299}")


class BundleError(ValueError):
    """What cannot be read: file, line (from 1; 0 for the whole file) and an Indonesian sentence for whoever checks."""

    def __init__(self, file: str, line: int, sentence: str) -> None:
        super().__init__(f"{file} baris {line}: {sentence}" if line else f"{file}: {sentence}")
        self.file, self.line, self.sentence = file, line, sentence


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header: its line in the file, and its cells by column as they are written."""

    file: str
    line: int
    cells: Mapping[str, str]

    def error(self, sentence: str) -> BundleError:
        return BundleError(self.file, self.line, sentence)

    def text(self, column: str) -> str:
        return self.cells[column].removeprefix("'")

    def whole(self, column: str) -> int:
        return int(self._written(column, _WHOLE))

    def whole_or_none(self, column: str) -> int | None:
        return self.whole(column) if self.cells[column] else None

    def fraction(self, column: str) -> Fraction:
        return Fraction(self._written(column, _FRACTION))

    def amount(self, column: str) -> Fraction | int | None:
        """A whole number, a fraction, or None for an empty cell."""
        return self.fraction(column) if "/" in self.cells[column] else self.whole_or_none(column)

    def json(self, column: str, read: Callable[[Any], Read]) -> Read:
        """What `read` makes of a cell of JSON."""
        return understood(self.file, self.line, self.text(column), read)

    def _written(self, column: str, shape: re.Pattern[str]) -> str:
        if not shape.fullmatch(self.cells[column]):
            raise self.error(f"{column} bukan angka: {shortened(self.cells[column])}")
        return self.cells[column]


def table(header: Sequence[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """The file with this header and these rows."""
    return "".join(line_of(row) for row in (header, *rows)).encode()


def line_of(cells: Iterable[Cell]) -> str:
    """One row with its LF."""
    return ";".join(map(_cell, cells)) + "\n"


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        return quoted(f"'{value}" if value.startswith(FORMULA) else value)
    if isinstance(value, Fraction):
        return fraction_text(value)
    return "" if value is None else str(value)


def quoted(text: str) -> str:
    """A cell in quotes where it holds what would end it."""
    return '"' + text.replace('"', '""') + '"' if set(text) & set(';"\r\n') else text


def rows_of(files: Mapping[str, bytes], name: str, header: Sequence[str]) -> Iterator[Row]:
    """The rows of one table. BundleError where it is no such table, naming the line."""
    rows = csv.reader(StringIO(text_of(files, name), newline=""), delimiter=";", strict=True)
    line = 1
    try:
        if next(rows, None) != list(header):
            raise BundleError(name, 1, f"judul kolom bukan {';'.join(header)}")
        line = rows.line_num + 1
        for cells in rows:
            if len(cells) != len(header):
                raise BundleError(name, line, f"ada {len(cells)} kolom, seharusnya {len(header)}")
            yield Row(name, line, dict(zip(header, cells, strict=True)))
            line = rows.line_num + 1
    except csv.Error:
        raise BundleError(name, line, "tidak terbaca sebagai tabel") from None


def text_of(files: Mapping[str, bytes], name: str) -> str:
    """A file as text. BundleError where it is not UTF-8, naming the line."""
    content = files[name]
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise BundleError(name, content.count(b"\n", 0, error.start) + 1, "bukan teks UTF-8") from None


def json_of(files: Mapping[str, bytes], name: str, read: Callable[[Any], Read]) -> Read:
    """What `read` makes of a file of canonical JSON. BundleError where it cannot."""
    return understood(name, 1, text_of(files, name), read)


def understood(file: str, line: int, text: str, read: Callable[[Any], Read]) -> Read:
    """What `read` makes of JSON without floats. BundleError where the text is none, or says something else."""
    try:
        value = json.loads(text, parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError):
        raise BundleError(file, line, f"bukan JSON tanpa pecahan desimal: {shortened(text)}") from None
    try:
        return read(value)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BundleError(file, line, f"isi JSON tidak dikenal: {shortened(text)}") from None


def _no_float(written: str) -> Any:
    raise ValueError(written)


def shortened(text: str, most: int = 120) -> str:
    """Text of a file inside a sentence: printable and not long."""
    clean = "".join(sign if sign.isprintable() else "·" for sign in text[: most + 1])
    return f"{clean[:most]}…" if len(clean) > most else clean or "(kosong)"
