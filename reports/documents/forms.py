"""Which papers belong to which kind of forum, and how each is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rounds.models import Forum

from . import addenda, agreed, lists, meetings, minutes, people
from .meeting import Meeting, read
from .paper import Paper

Make = Callable[[Meeting], Paper | None]
"""None where a forum has no such paper: no addendum was signed."""


@dataclass(frozen=True)
class Form:
    """One paper of a kind of forum: its code in addresses, what it is, and the function that makes it."""

    code: str
    title: str
    make: Make
    is_personal: bool = False

    @property
    def label(self) -> str:
        """`Form 1.1, berita acara`; without a number where the circular has none."""
        return f"Form {self.code}, {self.title[0].lower()}{self.title[1:]}" if self.code[0].isdigit() else self.title


def _work(number: str) -> Make:
    def make(data: Meeting) -> Paper:
        form = agreed.work_form(number, data.forum.cycle, data.forum.region, data.kecamatan, data.decided)
        return lists.work_paper(form, data.wording)

    return make


def _priority(data: Meeting) -> Paper:
    return lists.priority_paper(
        agreed.priority_form(data.forum.cycle, data.forum.region, data.decided), data.wording, data.official
    )


def _open(data: Meeting) -> Paper:
    return lists.open_paper(
        agreed.open_form(data.forum.cycle, data.forum.region, data.decided), data.wording, data.official
    )


LEFT_OUT = Form("belum-disepakati", "Daftar usulan yang belum disepakati, dengan alasan", meetings.left_out)
CHANGES = Form("perubahan", "Berita acara perubahan (adendum)", addenda.changes)
KELURAHAN = (
    Form("1.1", "Berita acara", minutes.kelurahan_minutes),
    Form("1.2", "Daftar hadir", people.kelurahan_attendance, is_personal=True),
    Form("1.3", "Daftar delegasi", people.kelurahan_delegates, is_personal=True),
    Form("1.4", "Daftar usulan, APBD perangkat daerah", _work("1.4")),
    Form("1.5", "Daftar usulan, APBD kelurahan", _work("1.5")),
    LEFT_OUT,
    CHANGES,
)
DISTRICT = (
    Form("2.1", "Berita acara", minutes.district_minutes),
    Form("2.2", "Daftar hadir", people.district_attendance, is_personal=True),
    Form("2.3", "Daftar urutan kegiatan prioritas", _priority),
    Form("2.4", "Daftar kegiatan yang belum disepakati", _open),
    Form("2.5", "Daftar delegasi", people.district_delegates, is_personal=True),
    LEFT_OUT,
    CHANGES,
)
MEETING = (
    Form("ba", "Berita acara", meetings.minutes),
    Form("hadir", "Daftar hadir", meetings.attendance, is_personal=True),
)
SENDING = (*MEETING, Form("delegasi", "Daftar delegasi", meetings.delegates, is_personal=True))
REMBUK = (Form("RW.1", "Daftar panjang usulan", meetings.long_list), *SENDING)
FORMS: dict[str, tuple[Form, ...]] = {
    Forum.Kind.KELURAHAN: KELURAHAN,
    Forum.Kind.GROUP: KELURAHAN,
    Forum.Kind.DISTRICT: DISTRICT,
    Forum.Kind.REMBUK: REMBUK,
}
"""By kind of forum; every other kind has a berita acara and who came, and whom it sends on."""


def forms_of(forum: Forum) -> tuple[Form, ...]:
    if forum.kind == Forum.Kind.IN_PARTS:
        return ()
    return FORMS.get(forum.kind, SENDING if forum.custom.sends else MEETING)


def papers_of(forum: Forum, at: datetime, codes: frozenset[str] | None = None) -> list[Paper]:
    """Make the papers of a forum, or those named, as they stand at a moment; a fixed number of queries.

    While the forum is open its lists show what it would decide if it closed now.
    """
    wanted = [form for form in forms_of(forum) if codes is None or form.code in codes]
    if not wanted:
        return []
    data = read(forum, at)
    return [paper for form in wanted if (paper := form.make(data)) is not None]
