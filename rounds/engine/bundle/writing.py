"""A record as the files of its bundle (prioritisation.md 8), and those as one archive. Pure.

The same record gives the same bytes on any machine.
"""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from rounds.engine.record import Record, compute
from rounds.engine.results import canonical_json
from rounds.engine.values import Allocation

from . import candidates, readme, summary
from .documents import documents
from .elections import election_files
from .reading import RULE, record_from
from .voices import public, voice_files

_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first moment an archive can name; stands for none."""
_UNIX, _READABLE = 3, 0o100644 << 16


def files(record: Record, computed: Allocation | None = None) -> dict[str, bytes]:
    """What is published of a round, by file name. `computed` with explanations, if it is there already.

    ValueError where it may not be published: a tie waits for its lot, a move was refused, an addendum does not follow
    on the document before it, or a text would not read back as it is.
    """
    found = contents(record, computed)
    if record_from(found) != public(record):
        raise ValueError("the record would not read back: does each addendum name the document before it?")
    return found


def contents(record: Record, computed: Allocation | None = None) -> dict[str, bytes]:
    """The files without the last look; each addendum names the hash that it should name."""
    shown, first = public(record), computed or compute(record)
    chain = documents(shown, first)
    if any(document.computed.undecided for document in chain):
        raise ValueError("a tie waits for its lot")
    if refused := [step for document in chain for step in document.agreed.refused]:
        raise ValueError(f"a move was refused: {' '.join(refused[0].refusals)}")
    found = {
        readme.NAME: readme.readme_file(shown),
        RULE: canonical_json(shown.rule),
        candidates.NAME: candidates.candidate_file(shown.candidates, shown.dropped),
        **voice_files(shown),
        summary.LOT: summary.lot_file(shown, first),
        **election_files(shown, first),
    }
    for document in chain:
        found |= document.files
    return found | {summary.NAME: summary.summary_file(shown, chain, found)}


def zipped(found: Mapping[str, bytes]) -> bytes:
    """The files as one archive: by name, without times, not compressed, since compressors differ."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_STORED) as archive:
        for name in sorted(found):
            entry = ZipInfo(name, _OLDEST)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, found[name])
    return content.getvalue()
