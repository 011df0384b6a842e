"""Two usulan that look alike and that a person has called different: nobody needs to ask again, in no later round."""

from django.db import models
from django.db.models import F, Q

from accounts.models import OfficeHolding

from .proposal import Proposal


class Apart(models.Model):
    """One pair, the older usulan first: RT 03 and RT 04 each ask for a drain of their own, in the same words."""

    one = models.ForeignKey(Proposal, models.PROTECT, related_name="+", verbose_name="usulan")
    other = models.ForeignKey(Proposal, models.PROTECT, related_name="+", verbose_name="usulan lain")
    reason = models.CharField("alasan", max_length=300)
    decided_by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="diputuskan oleh")
    decided_at = models.DateTimeField("diputuskan")

    class Meta:
        verbose_name = "usulan mirip yang berbeda"
        verbose_name_plural = "usulan mirip yang berbeda"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="apart_once"),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")),
                name="apart_older_first",
                violation_error_message="Pilih dua usulan yang berbeda.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} berbeda dari {self.other_id}"
