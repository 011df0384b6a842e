"""The spreadsheet face of tindak lanjut: one list of what an office says, enters or reports for a plan year.

Each row goes through the verb that the page calls; which one follows from the word in the row, the status of the usulan
and the office that sends the list.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from catalogue.kamus_row import sentences
from catalogue.models import Nomenclature
from catalogue.resources import SheetResource
from proposals import after_forum as chain
from proposals.actions import entering, following, working
from proposals.models import Cycle, LevelDecision, Proposal
from proposals.models.decision import Outcome as Said
from proposals.statuses import Status
from regions.import_report import ImportReport, Line, Outcome
from regions.models import Region
from regions.sheets import Columns, Row, Sheet

from .follow_row import PAPER, FollowRowForm

S = Status
REACHED = {Said.ACCOMMODATED: S.ACCOMMODATED, Said.UNFUNDED: S.UNFUNDED, Said.REJECTED: S.REJECTED}
NOT_KNOWN = "Usulan ini tidak ada pada tahun itu, atau bukan bagian Anda."
NOT_YOURS = "Bukan giliran kantor Anda untuk usulan ini."


@dataclass(frozen=True)
class Asked:
    """A row that may be written: its usulan, what it says, and by which step of the chain where a level speaks."""

    proposal: Proposal
    says: Said | Status
    data: dict[str, Any]
    step: chain.Step | None = None
    subactivity: Nomenclature | None = None

    @property
    def word(self) -> following.Word:
        """The row as a level's word."""
        data = self.data
        return following.Word(
            self.proposal, Said(self.says), volume=data["volume"], amount=data["anggaran"],
            subactivity=self.subactivity, reason_code=data["kode_alasan"], reason=data["alasan"],
        )  # fmt: skip


class FollowResource(SheetResource):
    """`FollowResource(city, 2027, by=holding).read(data)`, then `write(at=…)`; the same file twice changes nothing."""

    columns = Columns(
        ("tindak_lanjut", "nomor_usulan"),
        (
            "id_sipd",
            "volume",
            "anggaran",
            "sub_kegiatan",
            "kode_alasan",
            "alasan",
            "nomor_dokumen",
            "tanggal_dokumen",
            "kemajuan",
        ),
        also={
            "no_usulan": "nomor_usulan",
            "nomor": "nomor_usulan",
            "id_usulan": "id_sipd",
            "status": "tindak_lanjut",
            "keputusan": "tindak_lanjut",
            "koefisien": "volume",
            "biaya_akhir": "anggaran",
            "keterangan": "alasan",
            "nomor_bast": "nomor_dokumen",
            "tanggal_bast": "tanggal_dokumen",
            "progres": "kemajuan",
        },
    )

    def __init__(self, city: Region, plan_year: int, *, by: OfficeHolding, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.city, self.plan_year, self.by = city, plan_year, by
        self.rows: list[Asked] = []

    def check(self, sheet: Sheet) -> ImportReport:
        cycle = Cycle.objects.filter(city=self.city, plan_year=self.plan_year).first()
        if cycle is None:
            raise ValidationError(f"Belum ada siklus untuk tahun rencana {self.plan_year}. Periksa tahunnya.")
        mine = chain.in_charge(self.by, cycle).select_related("cycle__city", "item__subactivity", "agency", "region")
        found = list(mine.select_related("group__region").order_by("pk"))
        self.by_number = {one.number: one for one in found}
        self.by_sipd = {one.sipd_id: one for one in found if one.sipd_id}
        rows = LevelDecision.objects.filter(proposal__cycle=cycle).order_by("version")
        self.latest = {(one.proposal_id, one.level): one for one in rows}
        known = Nomenclature.objects.filter(city=self.city, plan_year=self.plan_year, level="subkegiatan")
        self.subactivities = {one.code: one for one in known.order_by("pk")}
        self.rows = []
        self.report = ImportReport("tindak lanjut", warnings=list(sheet.warnings), has_money=True)
        seen: dict[int, int] = {}
        self.report.lines = [self._line(row, seen) for row in sheet.rows]
        return self.report

    def _line(self, row: Row, seen: dict[int, int]) -> Line:
        form = FollowRowForm(row.values)
        title = (row.values.get("nomor_usulan") or row.values.get("id_sipd") or "")[:60]
        if fault := [row.fault] if row.fault else sentences(form):
            return Line(row.number, Outcome.REFUSED, title, tuple(fault))
        data = form.cleaned_data
        proposal = self.by_number.get(data["nomor_usulan"]) or self.by_sipd.get(data["id_sipd"])
        if proposal is None:
            return Line(row.number, Outcome.REFUSED, title, (NOT_KNOWN,))
        title = f"{proposal.number} {proposal.title}"[:100]
        if twice := seen.get(proposal.pk):
            fault = [f"Usulan ini sudah ada di baris {twice}. Hapus salah satunya."]
            return Line(row.number, Outcome.REFUSED, title, tuple(fault))
        seen[proposal.pk] = row.number
        if self._is_there(proposal, data):
            return Line(row.number, Outcome.SAME, title, (), proposal.current_amount)
        asked = self._asked(proposal, data)
        if refused := self._why_not(asked):
            return Line(row.number, Outcome.REFUSED, title, tuple(refused))
        self.rows.append(asked)
        return Line(row.number, Outcome.CHANGED, title, (), data["anggaran"] or proposal.current_amount)

    def _is_there(self, proposal: Proposal, data: dict[str, Any]) -> bool:
        """The usulan stands already where the row wants it."""
        says = data["tindak_lanjut"]
        if says == S.UNDERWAY:
            return False
        if says in {Said.ACCEPTED, Said.CHANGED}:
            return proposal.status == S.RECOMMENDED
        return bool(proposal.status == REACHED.get(says, says))

    def _asked(self, proposal: Proposal, data: dict[str, Any]) -> Asked:
        says = data["tindak_lanjut"]
        step = chain.turn_of(self.by, proposal, self.latest) if isinstance(says, Said) else None
        return Asked(proposal, says, data, step, self.subactivities.get(data["sub_kegiatan"]))

    def _why_not(self, asked: Asked) -> list[str]:
        """Everything that stands in the way of a row, as sentences."""
        data, proposal = asked.data, asked.proposal
        if isinstance(asked.says, Said):
            if asked.step is None:
                return [f"Usulan ini {S(proposal.status).label.lower()}. {NOT_YOURS}"]
            if data["sub_kegiatan"] and asked.subactivity is None:
                return [f"Sub kegiatan {data['sub_kegiatan']} tidak ada pada nomenklatur {self.plan_year}."]
            return list(following.why_not(asked.step, asked.word, proposal, self.latest).values())
        if not chain.may_do(self.by, asked.says, proposal):
            return [NOT_YOURS]
        if asked.says in PAPER:
            missing = [] if data["nomor_dokumen"] and data["tanggal_dokumen"] else ["Isi nomor dan tanggal dokumennya."]
            why = entering.why_not_enter(proposal, PAPER[S(asked.says)], data["anggaran"])
            return missing + ([why] if why else [])
        return (
            working.why_not(asked.says, proposal, data)
            if asked.says != S.CANCELLED
            else entering.why_not_cancel(proposal, data["kode_alasan"], data["alasan"])
        )

    @transaction.atomic
    def write(self, *, at: datetime) -> None:
        """All rows by their verbs, or none."""
        words: dict[str, list[following.Word]] = defaultdict(list)
        papers: dict[tuple[str, str, date], list[entering.Entry]] = defaultdict(list)
        for asked in self.rows:
            data, proposal = asked.data, asked.proposal
            if asked.step is not None:
                words[asked.step.key].append(asked.word)
            elif asked.says in PAPER:
                key = (PAPER[S(asked.says)], data["nomor_dokumen"], data["tanggal_dokumen"])
                papers[key].append((proposal, data["anggaran"]))
            else:
                self._carry_out(asked, at=at)
        for name, said in words.items():
            following.say(chain.STEPS[name], said, by=self.by, at=at)
        for (kind, number, dated), entries in papers.items():
            entering.enter(kind, entries, number=number, dated=dated, by=self.by, at=at)

    def _carry_out(self, asked: Asked, *, at: datetime) -> None:
        data, proposal, by = asked.data, asked.proposal, self.by
        if asked.says == S.CANCELLED:
            entering.cancel(proposal, reason_code=data["kode_alasan"], reason=data["alasan"], by=by, at=at)
        elif asked.says == S.UNDERWAY:
            working.report(proposal, percent=data["kemajuan"] or 0, note=data["alasan"], by=by, at=at)
        else:
            done = {"final_cost": data["anggaran"], "handover": data["nomor_dokumen"]}
            working.hand_over(proposal, **done, handover_on=data["tanggal_dokumen"], note=data["alasan"], by=by, at=at)
