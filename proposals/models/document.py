"""Files beside a usulan: what the kamus asks for, evidence of a cleared obstacle, the paper of an objection."""

import uuid

from django.db import models
from django.urls import reverse

from accounts.models import OfficeHolding
from catalogue.models import KamusRule

from .proposal import Proposal


def storage_name(document: "Document", original: str) -> str:
    """Store under our own name with the extension of what the file really is."""
    ending = original.rsplit(".", 1)[-1] if original.rsplit(".", 1)[-1] in {"pdf", "jpg"} else "bin"
    return f"berkas/{document.public_id.hex[:2]}/{document.public_id.hex}.{ending}"


class Document(models.Model):
    """One PDF or re-encoded picture; only offices that work on the usulan read it."""

    class Kind(models.TextChoices):
        REQUIRED = "syarat", "Syarat kamus"
        EVIDENCE = "bukti", "Bukti kesiapan"
        OBJECTION = "keberatan", "Surat keberatan"
        AMENDMENT = "perubahan", "Surat BA perubahan"
        HANDOVER = "bast", "Berita acara serah terima"

    public_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="documents", verbose_name="usulan")
    kind = models.CharField("jenis", max_length=10, choices=Kind)
    rule = models.ForeignKey(
        KamusRule, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="aturan kamus"
    )
    label = models.CharField("nama berkas", max_length=120)
    file = models.FileField("berkas", upload_to=storage_name)
    size = models.PositiveIntegerField("ukuran (byte)")
    digest = models.CharField("SHA-256", max_length=64, editable=False)
    added_by = models.ForeignKey(OfficeHolding, models.PROTECT, null=True, related_name="+", verbose_name="oleh")
    added_at = models.DateTimeField("ditambahkan")

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("berkas", args=[self.public_id])
