"""What cannot be a frozen round. Freezing finds all of it first (blockers); the engine only refuses to guess."""

from collections.abc import Mapping, Sequence

from .limits import key_of
from .values import BY_OWN_RANK, Candidate, Rule, Standing


def faults(candidates: Sequence[Candidate], rule: Rule, standing: Sequence[Standing] = ()) -> list[str]:
    """Everything that is wrong, in English for whoever calls the engine; empty where nothing is."""
    known = {candidate.number: candidate for candidate in candidates}
    playing = [candidate for candidate in candidates if not candidate.unfit]
    codes = [[limit.code for limit in rule.limits], [guarantee.code for guarantee in rule.guarantees]]
    ranked = [guarantee for guarantee in rule.guarantees if guarantee.order == BY_OWN_RANK]
    places = [candidate.place for candidate in playing]
    unranked = [c for c in playing if c.own_rank is None and any(key_of(c, g.per, g.only) is not None for g in ranked)]
    scored = [candidate.score is not None for candidate in playing]
    table = {
        "a nomor stands twice": len(known) != len(candidates),
        "a limit or guarantee stands twice": any(len(set(some)) != len(some) for some in codes),
        "a cost below Rp1": any(candidate.cost < 1 for candidate in candidates),
        "fewer people than none": any(candidate.people < 0 for candidate in candidates),
        "MUFAKAT needs a place of its own for each candidate": rule.by_consensus
        and (None in places or len(set(places)) != len(places)),
        "MUFAKAT knows no scores": rule.by_consensus and any(scored),
        "a candidate without a score": not rule.by_consensus and not all(scored),
        "a winner that stands is no candidate": any(stands.number not in known for stands in standing),
        "own rank missing where a guarantee goes by it": bool(unranked),
        "requirements in a circle": _circular(known),
    }
    return [sentence for sentence, wrong in table.items() if wrong]


def _circular(known: Mapping[str, Candidate]) -> bool:
    waits = {number: {r for r in candidate.requires if r in known} for number, candidate in known.items()}
    while free := {number for number, needs in waits.items() if not needs}:
        waits = {number: needs - free for number, needs in waits.items() if number not in free}
    return bool(waits)
