"""Signed papers of a forum, scanned and kept beside what was locked."""

import uuid

from django.db import models
from django.urls import reverse

from accounts.models import OfficeHolding
from rounds.querysets import ScanQuerySet

from .meeting import Forum


def storage_name(scan: "Scan", original: str) -> str:
    """Store under our own name with the extension of what the file really is."""
    ending = original.rsplit(".", 1)[-1] if original.rsplit(".", 1)[-1] in {"pdf", "jpg"} else "bin"
    return f"pindaian/{scan.public_id.hex[:2]}/{scan.public_id.hex}.{ending}"


class Scan(models.Model):
    """A signed paper of one forum, its bytes as they came: the berita acara with its signatures, the daftar hadir.

    Never changed and never deleted: a better scan `replaces` the one before, and both stay. A counted round is
    published once the berita acara of its forum is here (the list itself was locked before, and stays as it was).
    """

    class Kind(models.TextChoices):
        MINUTES = "berita_acara", "Berita acara"
        ATTENDANCE = "daftar_hadir", "Daftar hadir"
        OTHER = "lain", "Lampiran lain"

    public_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="scans", verbose_name="forum")
    kind = models.CharField("isi", max_length=12, choices=Kind)
    file = models.FileField("berkas", upload_to=storage_name)
    size = models.PositiveIntegerField("ukuran (byte)")
    digest = models.CharField("SHA-256", max_length=64, editable=False)
    note = models.CharField("keterangan", max_length=200, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="menggantikan"
    )
    added_by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="diunggah oleh")
    added_at = models.DateTimeField("diunggah pada")

    objects = ScanQuerySet.as_manager()

    class Meta:
        verbose_name = "pindaian"
        verbose_name_plural = "pindaian"
        ordering = ["forum", "added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "digest"],
                name="scan_once",
                violation_error_message="Berkas yang sama sudah diunggah.",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("forum-pindaian-berkas", args=[self.forum.number, self.public_id])

    @property
    def is_replaced(self) -> bool:
        """Whether a better scan took its place."""
        return hasattr(self, "replaced_by")

    @property
    def weight(self) -> str:
        """`340 KB`, `1,2 MB`."""
        kilo = max(1, round(self.size / 1024))
        return f"{kilo} KB" if kilo < 1000 else f"{self.size / 1024 / 1024:.1f} MB".replace(".", ",")

    @property
    def is_pdf(self) -> bool:
        return str(self.file.name).endswith(".pdf")
