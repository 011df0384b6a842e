"""What stands between a running forum and its closing: each as a sentence, with the page where it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from . import piles, pool, sitting
from .customs import ANNOUNCED_DAYS
from .engine.values import RUPIAH
from .models import Attendance, Blank, Candidate, Forum, Round
from .models.meeting import OVER
from .models.round import SETTLED
from .sheet import Sheet

DATA, ATTENDANCE, ORDER, DESK = "forum-satu", "forum-hadir", "forum-urutan", "usulan-masuk"
MINUTES, SCANS, SITTING = "forum-notulen", "forum-pindaian", "forum-sidang"
NAMED = 5
"""So many parts are named where more are not over."""


@dataclass(frozen=True)
class Blocker:
    """One thing to mend. `door` is the URL name of the page that mends it; all but the desk take the forum's number."""

    code: str
    sentence: str
    door: str


@dataclass(frozen=True)
class Present:
    """How many came, or were elected."""

    men: int
    women: int

    @property
    def total(self) -> int:
        return self.men + self.women


def present(forum: Forum) -> Present:
    """Count who came, to all parts where a forum is held in parts; one query."""
    in_parts = forum.kind == Forum.Kind.IN_PARTS
    return _counted(Attendance.objects.filter(forum__parent=forum) if in_parts else forum.attendances.all())


def elected(forum: Forum) -> Present:
    """Count the delegates, in one query."""
    return _counted(forum.delegates.all())


def _counted(people: QuerySet[Any]) -> Present:
    counted = people.order_by().aggregate(men=Count("pk", filter=Q(sex="L")), women=Count("pk", filter=Q(sex="P")))
    return Present(counted["men"], counted["women"])


def close_blockers(forum: Forum, round_: Round | None, sheet: Sheet | None, came: Present) -> list[Blocker]:
    """List all that must be mended before the forum is closed; empty when it may be."""
    if forum.status == Forum.Status.OPEN and not forum.custom.ranks:
        return list(_of_parts(forum) if forum.kind == Forum.Kind.IN_PARTS else _of_minutes(forum, came))
    if forum.status != Forum.Status.OPEN or round_ is None or sheet is None:
        return [Blocker("belum-dibuka", "Forum belum dibuka.", DATA)]
    return [
        *_of_people(forum, came),
        *_of_agreement(forum, came),
        *_of_list(forum, round_, sheet),
        *_of_verdicts(forum, round_),
        *_of_order(sheet),
    ]


def _of_parts(forum: Forum) -> Iterator[Blocker]:
    waiting = [part.title for part in forum.parts.exclude(status__in=OVER).for_list()]
    if waiting:
        more = f", dan {len(waiting) - NAMED} lagi" if len(waiting) > NAMED else ""
        yield Blocker("bagian", f"{len(waiting)} bagian belum selesai: {', '.join(waiting[:NAMED])}{more}.", DATA)


def _of_minutes(forum: Forum, came: Present) -> Iterator[Blocker]:
    yield from _of_people(forum, came)
    if not forum.resolutions.exists():
        yield Blocker("keputusan", "Keputusan rapat belum ditulis.", MINUTES)


def _of_people(forum: Forum, came: Present) -> Iterator[Blocker]:
    if not came.total:
        yield Blocker("hadir", "Daftar hadir masih kosong. Catat yang hadir, dengan L atau P.", ATTENDANCE)
    if not forum.chair.strip():
        yield Blocker("pimpinan", "Isi nama pimpinan rapat.", DATA)
    if not forum.secretary.strip():
        yield Blocker("notulis", "Isi nama notulis.", DATA)


def _of_agreement(forum: Forum, came: Present) -> Iterator[Blocker]:
    if not forum.method:
        yield Blocker("cara", "Pilih cara kesepakatan: mufakat atau pemungutan suara.", DATA)
    elif forum.method == Forum.Method.VOTING:
        votes = [forum.votes_for, forum.votes_against, forum.votes_abstain]
        cast = sum(vote or 0 for vote in votes)
        if forum.votes_for is None or forum.votes_against is None:
            yield Blocker("suara", "Isi jumlah suara setuju dan tidak setuju.", DATA)
        elif came.total and cast > came.total:
            yield Blocker("suara", f"Jumlah suara {cast} melebihi yang hadir, {came.total} orang. Periksa lagi.", DATA)


def _of_list(forum: Forum, round_: Round, sheet: Sheet) -> Iterator[Blocker]:
    waiting = list(pool.undecided(forum).values_list("number", flat=True)[:200])
    if waiting:
        named = ", ".join(waiting[:3]) + (f", dan {len(waiting) - 3} lagi" if len(waiting) > 3 else "")
        yield Blocker("belum-diputus", f"{len(waiting)} usulan belum diputus kelurahan: {named}.", DESK)
    come, left = pool.newcomers(round_).count(), len(sheet.departed)
    changed = sum(row.candidate.is_outdated for row in sheet.rows)
    if come or left or changed:
        parts = ((come, "usulan baru masuk"), (left, "usulan keluar"), (changed, "usulan berubah volumenya"))
        said = " dan ".join(f"{count} {what}" for count, what in parts if count)
        yield Blocker("daftar-berubah", f"Daftar berubah sejak forum dibuka: {said}. Perbarui daftarnya.", ORDER)
    counting = list(pool.counting(forum).exclude(status__in=SETTLED).values_list("terms__title", flat=True))
    for title in counting:
        yield Blocker("putaran", f"Putaran {title} belum ditutup. Selesaikan atau batalkan putarannya.", DATA)
    if not sheet.total and not pool.counting(forum).exists():
        yield Blocker("kosong", "Tidak ada usulan di daftar. Perbarui daftarnya, atau catat forum nihil.", ORDER)


def _of_verdicts(forum: Forum, round_: Round) -> Iterator[Blocker]:
    if forum.custom.decides and (waiting := sitting.undecided(round_)):
        named = ", ".join(waiting[:3]) + (f", dan {len(waiting) - 3} lagi" if len(waiting) > 3 else "")
        yield Blocker("putusan", f"{len(waiting)} usulan yang disurvei belum diputus sidang: {named}.", SITTING)


def _of_order(sheet: Sheet) -> Iterator[Blocker]:
    Mark = Candidate.Mark
    for row in sheet.rows:
        candidate = row.candidate
        if candidate.mark and not candidate.reason.strip():
            yield Blocker("alasan", f"Isi alasan forum untuk {row.title}, {row.origin}.", ORDER)
        if candidate.mark == Mark.INSISTED and not row.result.chosen:
            sentence = f"{row.title} dimasukkan forum, tetapi pagu tidak cukup. Lepas tandanya atau naikkan urutannya."
            yield Blocker("pagu", sentence, ORDER)
    for lane in sheet.lanes if not sheet.departed else ():
        if [row.candidate.position for row in lane.rows] != list(range(1, len(lane.rows) + 1)):
            yield Blocker("urutan", f"Urutan {lane.name} tidak runtut. Perbarui daftarnya.", ORDER)
    for room in sheet.allocation.rooms:
        if room.unit == RUPIAH and room.left < 0:
            yield Blocker("pagu", f"{room.label.capitalize()} terlewati. Tahan satu usulan.", ORDER)


def unmet(forum: Forum, came: Present, sent_on: Present) -> list[str]:
    """List what was asked of the meeting and not met, as sentences of the minutes; none of it keeps it from closing."""
    said = []
    least, sends, days = forum.least_present, forum.custom.sends, ANNOUNCED_DAYS
    if least and came.total and came.total < least:
        said.append(f"Hadir {came.total} orang, kurang dari {least}. Forum tetap dilaksanakan dan sah.")
    if came.total and not (came.men and came.women):
        said.append("Yang hadir hanya laki-laki atau hanya perempuan.")
    if came.total and sends and sends.count and sent_on.total < sends.count:
        said.append(f"Delegasi {sent_on.total} dari {sends.count} orang.")
    if sent_on.total and not (sent_on.men and sent_on.women):
        said.append("Delegasi hanya laki-laki atau hanya perempuan.")
    told, day = forum.announced_on, timezone.localdate(forum.starts_at) if forum.starts_at else None
    if forum.custom.is_announced and told is None:
        said.append(f"Tanggal pengumuman belum diisi. Forum diumumkan paling sedikit {days} hari sebelumnya.")
    elif forum.custom.is_announced and told and day and (day - told).days < days:
        said.append(f"Forum diumumkan kurang dari {days} hari sebelumnya.")
    return said


def warnings(forum: Forum, sheet: Sheet | None, came: Present, sent_on: Present) -> list[str]:
    """List what the minutes will say of the meeting, and what else to know (SE Walikota Malang 66/2021)."""
    said = [f"{sentence} Dicatat di berita acara." for sentence in unmet(forum, came, sent_on)]
    if waiting := [str(one) for one in piles.waiting(forum, Blank.Kind.PRESENT)]:
        more = f", dan {len(waiting) - NAMED} lagi" if len(waiting) > NAMED else ""
        named = ", ".join(waiting[:NAMED])
        said.append(f"Lembar daftar hadir belum selesai diketik: {named}{more}. Sesudah forum ditutup terkunci.")
    if sheet is not None and not any(room.unit == RUPIAH for room in sheet.allocation.rooms):
        said.append("Pagu wilayah ini belum diatur Bappeda, jadi urutan hanya dibatasi kuota.")
    return said
