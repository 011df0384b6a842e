"""The files of a bundle as a record again: rule, candidates, values, ballots, seed, moves, addenda. Pure."""

from collections.abc import Mapping
from typing import Any

from rounds.engine.record import Record
from rounds.engine.rule_file import rule_from
from rounds.engine.score_rule import ScoreRule, score_rule

from . import candidates, moves, summary, voices
from .documents import RESULTS, read_addenda
from .readme import NAME as README
from .reasons import NAME as REASONS
from .tables import BundleError, json_of

RULE = "aturan.json"
REQUIRED = (RULE, candidates.NAME, voices.VALUES, summary.LOT, RESULTS, REASONS, moves.NAME, summary.NAME, README)
"""Files without which nothing can be checked."""


class Incomplete(BundleError):
    """Why a bundle cannot be judged: mostly a file that has to be there and is not."""

    def __init__(self, file: str, sentence: str = "berkas tidak ada") -> None:
        super().__init__(file, 0, sentence)


def record_from(files: Mapping[str, bytes]) -> Record:
    """The record that a bundle was written from. Incomplete for a missing file, BundleError for a wrong one.

    Where only points were published, it holds those instead of ballots; computing gives the same.
    """
    for name in REQUIRED:
        if name not in files:
            raise Incomplete(name)
    code, version, valid = summary.read_summary(files)
    rule: dict[str, Any] = json_of(files, RULE, dict)
    scoring = _scoring(rule)
    playing, dropped = candidates.read_candidates(files)
    values, recusals = voices.read_values(files)
    _expect_voices(files, scoring)
    seed, witnesses = summary.read_lot(files)
    return Record(
        code=code,
        version=version,
        rule=rule,
        candidates=playing,
        dropped=dropped,
        values=values,
        recusals=recusals,
        ballots=voices.read_ballots(files, rule),
        totals=voices.read_totals(files, valid),
        seed=seed,
        witnesses=witnesses,
        moves=moves.read_moves(files),
        addenda=read_addenda(files),
    )


def _scoring(rule: Mapping[str, Any]) -> ScoreRule:
    """The rule's scoring part, once all of the rule could be read."""
    try:
        rule_from(rule)
        return score_rule(rule)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BundleError(RULE, 1, f"aturan tidak dikenal ({error})") from None


def _expect_voices(files: Mapping[str, bytes], scoring: ScoreRule) -> None:
    there = [name for name in (voices.BALLOTS, voices.TOTALS) if name in files]
    if scoring.terms is None and there:
        raise BundleError(there[0], 0, "aturan tidak mengenal suara")
    if scoring.terms is not None and not there:
        raise Incomplete(voices.TOTALS)
    if len(there) > 1:
        raise BundleError(voices.TOTALS, 0, f"{voices.BALLOTS} sudah ada")
