"""What stands in the way of a usulan and who clears it until when."""

from django.db import models
from django.db.models import Q

from accounts.models import OfficeHolding

from .document import Document
from .proposal import Proposal


class Obstacle(models.Model):
    """One open question of readiness: the land of Gang 4 is nobody's on paper; the kelurahan asks by 20 January."""

    class Kind(models.TextChoices):
        LAND = "lahan", "Lahan"
        SIZE = "ukuran", "Ukuran"
        CONDITION = "kondisi", "Kondisi"
        AUTHORITY = "kewenangan", "Kewenangan"
        OVERLAP = "tumpang_tindih", "Tumpang tindih"
        DOCUMENTS = "dokumen", "Dokumen"

    class Owner(models.TextChoices):
        GROUP = "pengusul", "Pengusul"
        KELURAHAN = "kelurahan", "Kelurahan"
        DISTRICT = "kecamatan", "Kecamatan"
        AGENCY = "opd", "Perangkat daerah"
        PARTNER = "mitra", "Mitra Bappeda"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="obstacles", verbose_name="usulan")
    kind = models.CharField("penghalang", max_length=14, choices=Kind)
    text = models.CharField("yang harus jelas", max_length=300)
    owner = models.CharField("diselesaikan oleh", max_length=10, choices=Owner)
    due_on = models.DateField("paling lambat")
    opened_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dibuka oleh"
    )
    opened_at = models.DateTimeField("dibuka")
    result = models.CharField("hasil", max_length=300, blank=True)
    evidence = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bukti"
    )
    cleared_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diselesaikan oleh jabatan"
    )
    cleared_at = models.DateTimeField("selesai", null=True, blank=True)

    class Meta:
        verbose_name = "penghalang"
        verbose_name_plural = "penghalang"
        ordering = ["proposal", "opened_at", "pk"]
        indexes = [
            models.Index(fields=["proposal", "cleared_at"], name="obstacle_open"),
            models.Index(fields=["owner", "due_on"], condition=Q(cleared_at=None), name="obstacle_of_owner"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "kind"],
                condition=Q(cleared_at=None),
                name="obstacle_one_open_of_kind",
                violation_error_message="Penghalang ini sudah terbuka.",
            ),
            models.CheckConstraint(
                condition=Q(cleared_by=None, cleared_at=None)
                | (Q(cleared_by__isnull=False, cleared_at__isnull=False) & ~Q(result="")),
                name="obstacle_cleared_with_result",
                violation_error_message="Tulis hasilnya.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"
