"""Dukungan: others who want what a usulan asks for already."""

from django.db import models
from django.db.models import Q

from accounts.models import OfficeHolding, ProposerGroup
from regions.models import Region

from .need import Need
from .proposal import Proposal


class Support(models.Model):
    """One group, or one resident's need, that joins a usulan instead of writing its twin: RT 03 joins RW 05's P1."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="supports", verbose_name="usulan")
    group = models.ForeignKey(
        ProposerGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kelompok"
    )
    need = models.ForeignKey(
        Need, models.PROTECT, null=True, blank=True, related_name="supports", verbose_name="kebutuhan warga"
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="wilayah")
    by = models.ForeignKey(OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("didukung")

    class Meta:
        verbose_name = "dukungan"
        verbose_name_plural = "dukungan"
        ordering = ["proposal", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False) | Q(need__isnull=False), name="support_by_somebody"
            ),
            models.UniqueConstraint(
                fields=["proposal", "group"], condition=Q(group__isnull=False), name="support_once_per_group"
            ),
            models.UniqueConstraint(
                fields=["proposal", "need"], condition=Q(need__isnull=False), name="support_once_per_need"
            ),
        ]

    def __str__(self) -> str:
        return f"Dukungan untuk {self.proposal}"
