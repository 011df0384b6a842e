"""Survei lapangan: an OPD or kecamatan looks at the place, measures and says what it found."""

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.models import OfficeHolding
from catalogue.models import Agency
from regions.models import Region

from .proposal import MAX_VOLUME, Proposal

_MEASURE: dict[str, Any] = {"max_digits": 10, "decimal_places": 2, "null": True, "blank": True}
_BOUNDS = [MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal("99999.99"))]


class Survey(models.Model):
    """One visit: planned, then done and locked. It recommends a volume; the cost follows from the locked price."""

    class Status(models.TextChoices):
        PLANNED = "terjadwal", "Terjadwal"
        DONE = "selesai", "Selesai"

    class Verdict(models.TextChoices):
        FIT = "layak", "Layak"
        CHANGED = "layak_ubah", "Layak dengan perubahan"
        UNFIT = "tidak_layak", "Tidak layak"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="surveys", verbose_name="usulan")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="perangkat daerah"
    )
    kecamatan = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="kecamatan"
    )
    """Where its usulan lies: a kecamatan finds its visits among those of a city."""
    status = models.CharField("status", max_length=10, choices=Status, default=Status.PLANNED)
    planned_on = models.DateField("tanggal survei")
    surveyor = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="petugas"
    )
    planned_by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="dijadwalkan oleh")
    planned_at = models.DateTimeField("dijadwalkan")
    length_m = models.DecimalField("panjang (m)", validators=_BOUNDS, **_MEASURE)
    width_m = models.DecimalField("lebar (m)", validators=_BOUNDS, **_MEASURE)
    height_m = models.DecimalField("tinggi (m)", validators=_BOUNDS, **_MEASURE)
    damage_pct = models.PositiveSmallIntegerField(
        "kerusakan (%)", null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    verdict = models.CharField("hasil", max_length=12, choices=Verdict, blank=True)
    volume = models.DecimalField(
        "volume yang disarankan",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(MAX_VOLUME)],
    )
    amount = models.PositiveBigIntegerField("biaya yang disarankan (rupiah)", default=0, editable=False)
    note = models.CharField("temuan di lapangan", max_length=1000, blank=True)
    saved_at = models.DateTimeField("disimpan", null=True, blank=True)
    done_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diselesaikan oleh"
    )
    done_at = models.DateTimeField("selesai pada", null=True, blank=True)

    class Meta:
        verbose_name = "survei"
        verbose_name_plural = "survei"
        ordering = ["planned_on", "pk"]
        indexes = [
            models.Index(fields=["agency", "status", "planned_on"], name="survey_worklist"),
            models.Index(fields=["status", "proposal", "agency"], name="survey_of_status"),
            models.Index(fields=["kecamatan", "status", "agency", "proposal"], name="survey_of_kecamatan"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(status="terjadwal"),
                name="survey_one_planned",
                violation_error_message="Survei usulan ini sudah dijadwalkan.",
            ),
            models.CheckConstraint(
                condition=Q(status="terjadwal", done_by=None, done_at=None)
                | (Q(status="selesai", done_by__isnull=False, done_at__isnull=False) & ~Q(verdict="")),
                name="survey_done_with_verdict",
            ),
            models.CheckConstraint(condition=Q(damage_pct=None) | Q(damage_pct__lte=100), name="survey_damage_percent"),
        ]

    def __str__(self) -> str:
        return f"Survei {self.proposal}"
