"""The canonical text of a locked paper: what is hashed, and what the QR of each print leads to."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

from accounts.models import OfficeHolding

from .paper import Paper, canonical, read


def text_of(paper: Paper, about: dict[str, str], *, version: int, by: OfficeHolding, at: datetime) -> str:
    """Canonical JSON of a paper and of its lock: of what (`{"forum": number}`), version, when, by whom."""
    return canonical(
        about
        | {
            "dokumen": paper.code,
            "versi": version,
            "dikunci": at.astimezone(UTC).isoformat(timespec="seconds"),
            "oleh": by.label,
            "isi": asdict(paper),
        }
    )


def paper_in(text: str) -> Paper:
    """The paper that a locked text holds."""
    return read(json.dumps(json.loads(text)["isi"]))
