"""What keeps a counted round from being closed: T01 to T04 of prioritisation.md 3.2, all at once."""

from collections.abc import Iterator

from rounds.blockers import ATTENDANCE, DATA, Blocker, present
from rounds.engine.moves import Agreed, unrecorded
from rounds.models import Forum, Round

from .freeze_blockers import RULE


def close_blockers(round_: Round, agreed: Agreed) -> list[Blocker]:
    """All that must be mended before the agreed list is fixed. Needs the forum loaded."""
    return [*_of_list(agreed), *of_meeting(round_.forum)]


def _of_list(agreed: Agreed) -> Iterator[Blocker]:
    for step in agreed.steps:
        for sentence in unrecorded(step.move):
            yield Blocker("T01", f"{step.move.number}: {sentence}", RULE)
    for step in agreed.refused:
        for sentence in step.refusals:
            yield Blocker("T02", f"{step.move.number}: {sentence}", RULE)


def of_meeting(forum: Forum) -> list[Blocker]:
    """What the meeting itself still lacks."""
    return list(_lacking(forum))


def _lacking(forum: Forum) -> Iterator[Blocker]:
    if not forum.chair.strip() or not forum.secretary.strip():
        yield Blocker("T03", "Isi pimpinan rapat dan notulis.", DATA)
    if not present(forum).total:
        yield Blocker("T03", "Daftar hadir masih kosong. Catat yang hadir, dengan L atau P.", ATTENDANCE)
    if not forum.method:
        yield Blocker("T04", "Pilih cara kesepakatan: mufakat atau pemungutan suara.", DATA)
    elif forum.method == Forum.Method.VOTING and (forum.votes_for is None or forum.votes_against is None):
        yield Blocker("T04", "Isi jumlah suara setuju dan tidak setuju.", DATA)
