"""Changes after the proposer's hand is off: another OPD, a BA perubahan, an objection."""

from django.db import models
from django.db.models import Q

from accounts.models import OfficeHolding
from catalogue.models import Agency

from .decision import Level
from .document import Document
from .proposal import Proposal


class AgencyMove(models.Model):
    """Pindah OPD: proposed by kelurahan, kecamatan or OPD, decided by mitra or Bappeda; the first stays named."""

    class Status(models.TextChoices):
        PROPOSED = "diusulkan", "Menunggu mitra Bappeda"
        MOVED = "dipindah", "Dipindah"
        KEPT = "tetap", "Tetap di perangkat daerah semula"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="agency_moves", verbose_name="usulan")
    agency_from = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dari"
    )
    agency_to = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="ke")
    reason = models.CharField("alasan", max_length=500)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.PROPOSED)
    proposed_by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="diusulkan oleh")
    proposed_at = models.DateTimeField("diusulkan")
    answer = models.CharField("jawaban", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diputuskan oleh"
    )
    decided_at = models.DateTimeField("diputuskan", null=True, blank=True)

    class Meta:
        verbose_name = "pindah perangkat daerah"
        verbose_name_plural = "pindah perangkat daerah"
        ordering = ["-proposed_at", "pk"]
        indexes = [models.Index(fields=["status", "proposed_at"], name="agency_move_worklist")]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(status="diusulkan"),
                name="agency_move_one_open",
                violation_error_message="Usul pindah untuk usulan ini masih menunggu mitra Bappeda.",
            ),
            models.CheckConstraint(
                condition=Q(status="diusulkan", decided_by=None, decided_at=None)
                | Q(~Q(status="diusulkan"), decided_by__isnull=False, decided_at__isnull=False),
                name="agency_move_decided_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.agency_to}"


class Amendment(models.Model):
    """BA perubahan: after BA Desk a field changes only so, by Bappeda, with the letter's number, old and new value."""

    class Field(models.TextChoices):
        ADDRESS = "address", "Alamat lokasi"
        VOLUME = "volume", "Volume"
        ITEM = "item", "Jenis pekerjaan (item kamus)"
        PLACES = "locations", "RW dan RT"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="amendments", verbose_name="usulan")
    field = models.CharField("yang diubah", max_length=12, choices=Field)
    number = models.CharField("nomor BA perubahan", max_length=60)
    old = models.CharField("semula", max_length=300)
    new = models.CharField("menjadi", max_length=300)
    reason = models.CharField("alasan", max_length=500)
    letter = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="surat BA perubahan"
    )
    by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("dicatat")

    class Meta:
        verbose_name = "BA perubahan"
        verbose_name_plural = "BA perubahan"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_field_display()}"


class Objection(models.Model):
    """Keberatan: a proposer objects once to a decision within the deadline and gets an answer, one level up."""

    class Status(models.TextChoices):
        WAITING = "menunggu", "Menunggu jawaban"
        GRANTED = "dikabulkan", "Dikabulkan, diperiksa lagi"
        REFUSED = "tetap", "Keputusan tetap"

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="objection", verbose_name="usulan")
    level = models.CharField("keputusan tingkat", max_length=10, choices=Level)
    text = models.CharField("keberatan", max_length=1000)
    on_paper = models.BooleanField("disampaikan di kertas", default=False)
    letter = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="surat keberatan"
    )
    by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="disampaikan oleh")
    at = models.DateTimeField("disampaikan")
    due_on = models.DateField("dijawab paling lambat")
    status = models.CharField("status", max_length=10, choices=Status, default=Status.WAITING)
    answer = models.CharField("jawaban", max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dijawab oleh"
    )
    answered_at = models.DateTimeField("dijawab", null=True, blank=True)

    class Meta:
        verbose_name = "keberatan"
        verbose_name_plural = "keberatan"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="menunggu", answered_by=None, answered_at=None)
                | Q(~Q(status="menunggu"), ~Q(answer=""), answered_by__isnull=False, answered_at__isnull=False),
                name="objection_answered_pair",
                violation_error_message="Tulis jawaban keberatannya.",
            )
        ]

    def __str__(self) -> str:
        return f"Keberatan atas {self.proposal}"
