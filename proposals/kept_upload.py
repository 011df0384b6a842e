"""A sheet between its check and its confirmation: the file and what was found wait in the media folder for one session.

The name is random, the session holds it together with the SHA-256 of the file, and both files go when the import is
written, given up, or a day old. So what is written is exactly what was checked, and nobody else can write it.
"""

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError

from regions.import_report import ImportReport, Line, Outcome, Question

SESSION_KEY = "impor"
MAX_WAITING = 3
MAX_QUESTIONS = 20
MAX_AGE = 24 * 60 * 60
GONE = "Berkas ini tidak lagi menunggu. Unggah lagi bila belum ditulis."


@dataclass(frozen=True)
class KeptUpload:
    """What was asked for with a file: its kind, plan year and kelurahan code where the kind asks so, name, digest."""

    token: str
    kind: str
    plan_year: int | None
    kelurahan: str
    name: str
    digest: str

    @property
    def path(self) -> Path:
        return _folder() / f"{self.token}.bin"

    def data(self) -> bytes:
        """The bytes that were checked. Raises ValidationError where they are gone or were changed."""
        try:
            data = self.path.read_bytes()
        except OSError as wrong:
            raise ValidationError(GONE) from wrong
        if hashlib.sha256(data).hexdigest() != self.digest:
            raise ValidationError(GONE)
        return data

    def report(self) -> ImportReport:
        """What the check found when the file came. Raises ValidationError where it is gone."""
        try:
            told = json.loads(self.path.with_suffix(".json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as wrong:
            raise ValidationError(GONE) from wrong
        asked = [
            Question(kind, said, [(pk, name) for pk, name in found], rows) for kind, said, found, rows in told["asked"]
        ]
        lines = [Line(row, Outcome(out), title, tuple(said), amount) for row, out, title, said, amount in told["lines"]]
        return ImportReport(
            told["subject"],
            lines,
            told["warnings"],
            told["has_money"],
            told["extra"],
            questions=asked,
            is_explained=told["is_explained"],
        )

    def remove(self) -> None:
        """Remove the file and what was found."""
        for path in (self.path, self.path.with_suffix(".json")):
            path.unlink(missing_ok=True)

    @property
    def is_checked(self) -> bool:
        """Say whether a check has found something; a list whose columns are to be explained first has none."""
        return self.path.with_suffix(".json").exists()

    def tell(self, report: ImportReport) -> None:
        """Write down what a check found, in the place of what an earlier one did."""
        told = {
            "subject": report.subject,
            "warnings": report.warnings,
            "has_money": report.has_money,
            "extra": report.extra,
            "is_explained": report.is_explained,
            "lines": [[line.row, line.outcome, line.title, line.sentences, line.amount] for line in report.lines],
            "asked": [[one.kind, one.said, one.choices, one.rows] for one in report.questions[:MAX_QUESTIONS]],
        }
        self.path.with_suffix(".json").write_text(json.dumps(told), encoding="utf-8")


def keep(
    session: SessionBase,
    data: bytes,
    report: ImportReport | None,
    *,
    kind: str,
    plan_year: int | None,
    kelurahan: str,
    name: str,
) -> KeptUpload:
    """Store a file for this session, with what its check found; the oldest goes where more than three wait."""
    digest = hashlib.sha256(data).hexdigest()
    upload = KeptUpload(str(uuid4()), kind, plan_year, kelurahan, name[:80], digest)
    _folder().mkdir(parents=True, exist_ok=True)
    _sweep()
    upload.path.write_bytes(data)
    if report is not None:
        upload.tell(report)
    waiting = [*_waiting(session), upload]
    for old in waiting[:-MAX_WAITING]:
        old.remove()
    session[SESSION_KEY] = [asdict(one) for one in waiting[-MAX_WAITING:]]
    return upload


def find(session: SessionBase, token: UUID) -> KeptUpload | None:
    """The upload of this session under a token; None for one that is gone or somebody else's."""
    return next((one for one in _waiting(session) if one.token == str(token) and one.path.exists()), None)


def drop(session: SessionBase, upload: KeptUpload) -> None:
    """Forget an upload and remove its files."""
    upload.remove()
    hand_over(session, upload)


def hand_over(session: SessionBase, upload: KeptUpload) -> None:
    """Forget an upload that a worker writes from now on; its file stays."""
    session[SESSION_KEY] = [asdict(one) for one in _waiting(session) if one.token != upload.token]


def _waiting(session: SessionBase) -> list[KeptUpload]:
    return [KeptUpload(**told) for told in session.get(SESSION_KEY, [])]


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "impor"


def _sweep() -> None:
    """Remove what nobody confirmed within a day."""
    for path in _old():
        path.unlink(missing_ok=True)


def _old() -> Iterator[Path]:
    until = time.time() - MAX_AGE
    for path in _folder().iterdir():
        if path.stat().st_mtime < until:
            yield path
