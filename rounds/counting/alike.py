"""Usulan of a round that may be one usulan, as long as nobody has decided on them: F12 of prioritisation.md 3.2."""

from collections.abc import Sequence

from proposals.models import Proposal
from proposals.twins import Alike, Pair, gathered, pair_of, told_apart, twins
from rounds.models import Round


def undecided(round_: Round, playing: Sequence[Proposal]) -> list[Alike]:
    """What is alike among those that play: pairs neither called different nor bound in this round; two queries."""
    bound: set[Pair] = {
        pair_of(one, other) for one, other in round_.bonds.order_by().values_list("proposal_id", "other_id")
    }
    return gathered(twins(playing, told_apart(playing) | bound))
