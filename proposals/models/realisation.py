"""Realisasi: the papers by which a usulan becomes plan and budget, the work that follows, and who says it is right."""

from django.db import models
from django.db.models import Q

from accounts.models import OfficeHolding, ProposerGroup
from catalogue.money import MAX_RUPIAH

from .cycle import Cycle
from .document import Document
from .proposal import Proposal


class PlanDocument(models.Model):
    """The paper in which usulan stand from then on: Peraturan Wali Kota Nomor 26 Tahun 2026 tentang RKPD, a DPA."""

    class Kind(models.TextChoices):
        PLAN = "rkpd", "RKPD"
        BUDGET = "apbd", "APBD atau DPA"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="plan_documents", verbose_name="siklus")
    kind = models.CharField("jenis", max_length=4, choices=Kind)
    number = models.CharField("nomor dokumen", max_length=80)
    dated = models.DateField("tanggal dokumen")
    by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="dicatat oleh")
    at = models.DateTimeField("dicatat")

    class Meta:
        verbose_name = "dokumen rencana"
        verbose_name_plural = "dokumen rencana"
        ordering = ["cycle", "dated", "pk"]
        constraints = [models.UniqueConstraint(fields=["cycle", "kind", "number"], name="plan_document_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class PlanLine(models.Model):
    """One usulan in one paper, with the amount that stands there, in whole rupiah."""

    document = models.ForeignKey(PlanDocument, models.PROTECT, related_name="lines", verbose_name="dokumen")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="plan_lines", verbose_name="usulan")
    amount = models.PositiveBigIntegerField("anggaran (rupiah)")

    class Meta:
        verbose_name = "usulan dalam dokumen"
        verbose_name_plural = "usulan dalam dokumen"
        ordering = ["document", "proposal"]
        constraints = [
            models.UniqueConstraint(fields=["document", "proposal"], name="plan_line_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount__lte=MAX_RUPIAH),
                name="plan_line_amount_sane",
                violation_error_message="Anggaran harus lebih dari Rp 0 dan masuk akal. Periksa lagi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal} dalam {self.document}"


class WorkReport(models.Model):
    """How far the work is, in percent, by the agency that does it; the last says what it cost and names the BAST."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="work_reports", verbose_name="usulan")
    number = models.PositiveSmallIntegerField("laporan ke-")
    percent = models.PositiveSmallIntegerField("kemajuan (%)")
    note = models.CharField("keterangan", max_length=500, blank=True)
    is_done = models.BooleanField("selesai", default=False)
    final_cost = models.PositiveBigIntegerField("biaya akhir (rupiah)", null=True, blank=True)
    handover = models.CharField("nomor BAST atau surat serah terima", max_length=80, blank=True)
    handover_on = models.DateField("tanggal serah terima", null=True, blank=True)
    paper = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="berkas serah terima"
    )
    by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="dilaporkan oleh")
    at = models.DateTimeField("dilaporkan")

    class Meta:
        verbose_name = "laporan pekerjaan"
        verbose_name_plural = "laporan pekerjaan"
        ordering = ["proposal", "number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="work_report_once"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="work_percent"),
            models.CheckConstraint(
                condition=Q(is_done=False, final_cost=None, handover="", handover_on=None, percent__lt=100)
                | (
                    Q(is_done=True, percent=100, final_cost__gt=0, final_cost__lte=MAX_RUPIAH)
                    & Q(handover_on__isnull=False)
                    & ~Q(handover="")
                ),
                name="work_done_with_handover",
                violation_error_message="Pekerjaan selesai bila ada biaya akhir dan nomor serah terimanya.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.percent} %"

    @property
    def said(self) -> str:
        """The bar of its percent, read aloud."""
        return f"Kemajuan {self.percent} persen."


class Confirmation(models.Model):
    """What the proposing group says of finished work; where it disputes, the agency answers. Once for each group."""

    class Verdict(models.TextChoices):
        RIGHT = "sesuai", "Sesuai usulan"
        WRONG = "tidak_sesuai", "Tidak sesuai"

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="confirmations", verbose_name="usulan")
    group = models.ForeignKey(ProposerGroup, models.PROTECT, related_name="+", verbose_name="kelompok")
    verdict = models.CharField("hasil", max_length=12, choices=Verdict)
    text = models.CharField("keterangan", max_length=500, blank=True)
    by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("disampaikan")
    answer = models.CharField("jawaban", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dijawab oleh"
    )
    answered_at = models.DateTimeField("dijawab", null=True, blank=True)

    class Meta:
        verbose_name = "konfirmasi hasil"
        verbose_name_plural = "konfirmasi hasil"
        ordering = ["proposal", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "group"],
                name="confirmation_once",
                violation_error_message="Kelompok ini sudah menyampaikan pendapatnya.",
            ),
            models.CheckConstraint(condition=Q(verdict="sesuai") | ~Q(text=""), name="confirmation_dispute_says_why"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="confirmation_answer_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.get_verdict_display()}"
