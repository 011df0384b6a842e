"""Pokok pikiran DPRD: what members bring from reses, beside the musrenbang (Permendagri 86/2017, Pasal 178)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.models import OfficeHolding
from catalogue.models import Agency, KamusItem
from catalogue.money import MAX_RUPIAH
from proposals.querysets import PokirQuerySet
from regions.models import Region

from .cycle import Cycle
from .proposal import MAX_VOLUME, Proposal


class Pokir(models.Model):
    """One pokir of a year: P-17, dapil Klojen, drainase Jalan Kauman 35 unit, asked and granted amounts."""

    class Status(models.TextChoices):
        DRAFT = "draf", "Draf"
        SENT = "dikirim", "Dikirim"
        CHECKED = "verifikasi_mitra", "Verifikasi mitra"
        IN_RENJA = "diakomodir_renja", "Diakomodir Renja"
        IN_FORUM = "diakomodir_forum", "Diakomodir Forum"
        PENDING = "dipending", "Dipending"
        AGAIN = "dibahas_kembali", "Perlu dibahas kembali"
        REFUSED = "tidak_diakomodir", "Tidak diakomodir"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="pokir", verbose_name="siklus")
    number = models.CharField("nomor pokir", max_length=24)
    dapil = models.CharField("dapil", max_length=80, blank=True)
    faction = models.CharField("fraksi", max_length=80, blank=True)
    title = models.CharField("usulan", max_length=200)
    problem = models.CharField("permasalahan", max_length=500, blank=True)
    address = models.CharField("alamat lokasi", max_length=255, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="wilayah")
    item = models.ForeignKey(
        KamusItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="item kamus"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="perangkat daerah"
    )
    volume = models.DecimalField(
        "volume",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(MAX_VOLUME)],
    )
    unit = models.CharField("satuan", max_length=40, blank=True)
    amount = models.PositiveBigIntegerField("nilai usulan (rupiah)", default=0)
    amount_granted = models.PositiveBigIntegerField("nilai akomodir (rupiah)", null=True, blank=True)
    status = models.CharField("status", max_length=18, choices=Status, default=Status.SENT)
    note = models.CharField("keterangan", max_length=500, blank=True)
    related = models.ForeignKey(
        Proposal, models.PROTECT, null=True, blank=True, related_name="pokir", verbose_name="usulan yang sama"
    )
    recorded_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dicatat oleh"
    )
    recorded_at = models.DateTimeField("dicatat")

    objects = PokirQuerySet.as_manager()

    class Meta:
        verbose_name = "pokok pikiran"
        verbose_name_plural = "pokok pikiran DPRD"
        ordering = ["cycle", "number", "pk"]
        indexes = [models.Index(fields=["region", "cycle"], name="pokir_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "number"],
                name="pokir_number_once",
                violation_error_message="Nomor pokir ini sudah ada pada tahun rencana yang sama.",
            ),
            models.CheckConstraint(
                condition=Q(amount__lte=MAX_RUPIAH) & (Q(amount_granted=None) | Q(amount_granted__lte=MAX_RUPIAH)),
                name="pokir_amount_sane",
                violation_error_message="Nilainya terlalu besar. Periksa lagi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
