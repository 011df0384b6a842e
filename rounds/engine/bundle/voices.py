"""What assessors and ballots said: nilai.csv, and suara.csv or suara_jumlah.csv, as section 9 lets be published.

Both ways. Assessors are numbers; ballots stand in the order of their text, so that a row says nothing about a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from rounds.engine.fairness import SECRET_BELOW
from rounds.engine.record import Record, points
from rounds.engine.score_rule import WHOLE, score_rule
from rounds.engine.scored import Recusal, Totals, Value

from .tables import BundleError, rows_of, table

VALUES, BALLOTS, TOTALS = "nilai.csv", "suara.csv", "suara_jumlah.csv"
VALUE_HEADER = ("nomor", "kriteria", "penilai", "nilai", "alasan")
TOTAL_HEADER = ("nomor", "poin")


def public(record: Record) -> Record:
    """The record as it may be published: with points instead of ballots.

    Ballots stay where `terbit` is PENUH and there are at least five.
    """
    if record.ballots is None:
        return record
    if score_rule(record.rule).published == WHOLE and len(record.ballots) >= SECRET_BELOW:
        return record
    return replace(record, ballots=None, totals=points(record))


def voice_files(record: Record) -> dict[str, bytes]:
    """The files of a public record. A recusal is a row without criterion and points."""
    values = [(v.number, v.criterion, v.assessor, v.points, None) for v in record.values]
    recusals = [(r.number, "", r.assessor, None, r.reason) for r in record.recusals]
    rows = sorted([*values, *recusals], key=lambda row: (row[0].encode(), row[1], row[2], row[4] or ""))
    files = {VALUES: table(VALUE_HEADER, rows)}
    if record.ballots is not None:
        header = ballot_header(record.rule)
        padded = ((*ballot, *[None] * (len(header) - len(ballot))) for ballot in record.ballots)
        files[BALLOTS] = table(header, padded)
    elif record.totals is not None:
        totals = record.totals.points
        files[TOTALS] = table(TOTAL_HEADER, ((number, totals[number]) for number in sorted(totals, key=str.encode)))
    return files


def ballot_header(rule: Mapping[str, Any]) -> Sequence[str]:
    """`pilihan_1` to `pilihan_k`."""
    terms = score_rule(rule).terms
    return tuple(f"pilihan_{place}" for place in range(1, (terms.k if terms else 0) + 1))


def read_values(files: Mapping[str, bytes]) -> tuple[tuple[Value, ...], tuple[Recusal, ...]]:
    """nilai.csv read. BundleError for a row that is neither a value nor a recusal."""
    values, recusals = [], []
    for row in rows_of(files, VALUES, VALUE_HEADER):
        number, criterion, assessor = row.text("nomor"), row.text("kriteria"), row.whole("penilai")
        given = row.whole_or_none("nilai")
        if criterion and given is not None and not row.cells["alasan"]:
            values.append(Value(number, criterion, assessor, given))
        elif not criterion and given is None:
            recusals.append(Recusal(number, assessor, row.text("alasan")))
        else:
            raise row.error("bukan nilai dan bukan pengunduran diri penilai")
    return tuple(values), tuple(recusals)


def read_ballots(files: Mapping[str, bytes], rule: Mapping[str, Any]) -> tuple[tuple[str, ...], ...] | None:
    """suara.csv read; None where it is not there. BundleError where a choice follows an empty one."""
    if BALLOTS not in files:
        return None
    found = []
    header = ballot_header(rule)
    for row in rows_of(files, BALLOTS, header):
        choices = [row.text(column) for column in header]
        filled = len([choice for choice in choices if choice])
        if not all(choices[:filled]):
            raise row.error("ada pilihan sesudah pilihan yang kosong")
        found.append(tuple(choices[:filled]))
    return tuple(found)


def read_totals(files: Mapping[str, bytes], ballots: int | None) -> Totals | None:
    """suara_jumlah.csv read, with the number of ballots of ringkasan.json; None where it is not there."""
    if TOTALS not in files:
        return None
    found: dict[str, Fraction] = {}
    for row in rows_of(files, TOTALS, TOTAL_HEADER):
        if row.text("nomor") in found:
            raise row.error("nomor ini sudah ada")
        found[row.text("nomor")] = row.fraction("poin")
    if ballots is None:
        raise BundleError(TOTALS, 0, "jumlah surat suara tidak disebut di ringkasan.json")
    return Totals(ballots, found)
