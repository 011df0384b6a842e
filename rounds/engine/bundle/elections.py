"""One Pabulib file (.pb) per sumber dana, for whoever tries other rules on the ballots: only where those are published.

Each holds all ballots with their choices among its own projects, so that a ballot may be empty there: the number of
voters is what Equal Shares divides by.
"""

import re
from collections.abc import Iterable

from rounds.engine.pabulib import APPROVAL, ORDINAL
from rounds.engine.record import Record
from rounds.engine.rule_file import rule_from
from rounds.engine.score_rule import score_rule
from rounds.engine.scoring import APPROVAL as TICKED
from rounds.engine.second_opinions import pagu
from rounds.engine.values import Allocation, Candidate

from .tables import quoted


def election_files(record: Record, computed: Allocation) -> dict[str, bytes]:
    """The files by name; none without ballots. ValueError for a sumber dana without pagu."""
    if record.ballots is None:
        return {}
    playing = [candidate for candidate in record.candidates if not candidate.unfit]
    funds = sorted({candidate.fund for candidate in playing}, key=str.encode)
    return {
        f"{place:02d}-{plain_name(fund)}.pb": _election(record, computed, fund, [c for c in playing if c.fund == fund])
        for place, fund in enumerate(funds, start=1)
    }


def plain_name(text: str) -> str:
    """Text as part of a file name: letters, digits and single hyphens."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-") or "tanpa-nama"


def _election(record: Record, computed: Allocation, fund: str, projects: list[Candidate]) -> bytes:
    own = {candidate.number for candidate in projects}
    ballots = [",".join(choice for choice in ballot if choice in own) for ballot in record.ballots or ()]
    ballots.sort(key=str.encode)
    terms = score_rule(record.rule).terms
    ticked = terms is None or terms.form == TICKED
    meta = {
        "description": f"Putaran {record.code} versi {record.version}, sumber dana {fund}",
        "country": "Indonesia",
        "unit": record.code,
        "instance": record.version,
        "subunit": fund,
        "num_projects": len(projects),
        "num_votes": len(ballots),
        "budget": pagu(rule_from(record.rule), fund),
        "vote_type": APPROVAL if ticked else ORDINAL,
        "min_length": min((_length(ballot) for ballot in ballots), default=0),
        "max_length": terms.k if terms else 0,
        "language": "id",
    }
    listed = dict.fromkeys(own, 0)
    for choice in (choice for ballot in ballots for choice in ballot.split(",") if choice):
        listed[choice] += 1
    rows: list[Iterable[object]] = [("META",), ("key", "value"), *meta.items()]
    rows += [("PROJECTS",), ("project_id", "cost", "votes", "selected")]
    rows += [(c.number, c.cost, listed[c.number], int(computed.results[c.number].won)) for c in projects]
    rows += [("VOTES",), ("voter_id", "vote"), *enumerate(ballots, start=1)]
    return "".join(";".join(quoted(str(cell)) for cell in row) + "\n" for row in rows).encode()


def _length(ballot: str) -> int:
    return len(ballot.split(",")) if ballot else 0
