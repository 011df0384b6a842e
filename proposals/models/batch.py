"""A list on its way from one level to the next: what was sent, and what had arrived when the receiver signed for it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import OfficeHolding, ProposerGroup
from proposals.querysets import ProposalQuerySet
from regions.models import Region

from .cycle import Cycle
from .proposal import Proposal


class Batch(models.Model):
    """One hand-over of a list: Kelurahan Dinoyo sends 43 usulan, Rp 1,2 miliar, to Kecamatan Lowokwaru.

    The lines keep each usulan as it was sent and are never changed; `digest` is the SHA-256 over `nomor;volume;rupiah`
    of each, sorted. The receiver signs once: how many and how much stood there, and each difference in words. `region`
    is the sender's place, `group` the sending group where one did.
    """

    class Hop(models.TextChoices):
        GROUP = "kelompok", "Kelompok ke kelurahan"
        KELURAHAN = "kelurahan", "Kelurahan ke kecamatan"
        DISTRICT = "kecamatan", "Kecamatan ke Bappeda"
        SIPD = "sipd", "Bappeda ke SIPD"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="batches", verbose_name="siklus")
    hop = models.CharField("serah terima", max_length=10, choices=Hop)
    number = models.PositiveIntegerField("nomor")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="wilayah pengirim")
    group = models.ForeignKey(
        ProposerGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kelompok pengirim"
    )
    title = models.CharField("asal daftar", max_length=160)
    count = models.PositiveIntegerField("jumlah dikirim")
    amount = models.PositiveBigIntegerField("rupiah dikirim")
    digest = models.CharField("sidik daftar", max_length=64)
    sent_by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="dikirim oleh")
    sent_at = models.DateTimeField("dikirim")
    received_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diterima oleh"
    )
    received_at = models.DateTimeField("diterima", null=True, blank=True)
    received_count = models.PositiveIntegerField("jumlah diterima", null=True, blank=True)
    received_amount = models.PositiveBigIntegerField("rupiah diterima", null=True, blank=True)
    differences = models.JSONField("selisih", default=list, blank=True)

    class Meta:
        verbose_name = "serah terima daftar"
        verbose_name_plural = "serah terima daftar"
        ordering = ["cycle", "hop", "number"]
        indexes = [models.Index(fields=["cycle", "region"], name="batch_of_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "hop", "number"],
                name="batch_number_once",
                violation_error_message="Nomor serah terima ini sudah dipakai.",
            ),
            models.CheckConstraint(
                condition=Q(received_by=None, received_at=None, received_count=None, received_amount=None)
                | Q(
                    received_by__isnull=False,
                    received_at__isnull=False,
                    received_count__isnull=False,
                    received_amount__isnull=False,
                ),
                name="batch_received_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_hop_display()} nomor {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("serah-terima-satu", args=[self.pk])

    def proposals(self) -> ProposalQuerySet:
        """The usulan that were sent, as they stand now."""
        return Proposal.objects.filter(pk__in=self.lines.order_by().values("proposal"))

    @property
    def sender(self) -> str:
        """Who sent it: `RW 05`, `Kel. Dinoyo`."""
        return self.group.name if self.group else self.region.label


class BatchLine(models.Model):
    """One usulan as it was sent: its number, volume and amount in rupiah at that moment."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="lines", verbose_name="serah terima")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="batch_lines", verbose_name="usulan")
    number = models.CharField("nomor usulan", max_length=24)
    volume = models.DecimalField("volume", max_digits=12, decimal_places=2, null=True, blank=True)
    amount = models.PositiveBigIntegerField("anggaran (rupiah)")

    class Meta:
        verbose_name = "baris serah terima"
        verbose_name_plural = "baris serah terima"
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number"],
                name="batch_line_once",
                violation_error_message="Usulan ini sudah ada di daftar yang dikirim.",
            )
        ]

    def __str__(self) -> str:
        return self.number
