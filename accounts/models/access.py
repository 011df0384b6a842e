"""How a holder gets in for the first time: a printed code that works once."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from accounts.querysets import LoginCodeQuerySet

from .people import OfficeHolding


class LoginCode(models.Model):
    """A one-time code on a printed card. Only its digest is kept; a new code voids the old ones."""

    holding = models.ForeignKey(OfficeHolding, models.CASCADE, related_name="codes", verbose_name="pemegang jabatan")
    digest = models.CharField("sidik kode", max_length=64, unique=True, editable=False)
    issued_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diterbitkan oleh"
    )
    issued_at = models.DateTimeField("diterbitkan")
    expires_at = models.DateTimeField("berlaku sampai")
    used_at = models.DateTimeField("dipakai", null=True, blank=True)
    voided_at = models.DateTimeField("dicabut", null=True, blank=True)

    objects = LoginCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "kode masuk"
        verbose_name_plural = "kode masuk"
        ordering = ["-issued_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["holding"], condition=Q(used_at=None, voided_at=None), name="login_code_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"Kode masuk {self.holding}"

    def is_open(self, at: datetime) -> bool:
        """Say whether it still lets somebody in."""
        return self.used_at is None and self.voided_at is None and at < self.expires_at
