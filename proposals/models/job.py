"""Long work beside the requests: an export of a whole city, an import of thousands of rows."""

import uuid
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import OfficeHolding

SILENT_AFTER = timedelta(minutes=2)
"""A worker says at least this often that it is still there."""


class Job(models.Model):
    """One long piece of work that an office asked for: `Daftar SIPD RKPD 2027, 12.000 dari 50.000 usulan`.

    The row is the truth that the page shows, whoever closed the browser: waiting, running with how much is done,
    ready with a file until it expires, failed with the reason, or cancelled.
    """

    class Kind(models.TextChoices):
        EXPORT = "unduhan", "Unduhan"
        IMPORT = "impor", "Impor"

    class Status(models.TextChoices):
        WAITING = "antre", "Menunggu giliran"
        RUNNING = "berjalan", "Sedang dikerjakan"
        DONE = "selesai", "Selesai"
        FAILED = "gagal", "Gagal"
        CANCELLED = "dibatalkan", "Dibatalkan"

    public_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    kind = models.CharField("jenis", max_length=10, choices=Kind)
    title = models.CharField("pekerjaan", max_length=200)
    params = models.JSONField("yang diminta", default=dict)
    by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="diminta oleh")
    asked_at = models.DateTimeField("diminta")
    status = models.CharField("status", max_length=10, choices=Status, default=Status.WAITING)
    total = models.PositiveIntegerField("jumlah", default=0)
    done = models.PositiveIntegerField("sudah", default=0)
    beat_at = models.DateTimeField("kabar terakhir", null=True, blank=True)
    ended_at = models.DateTimeField("berakhir", null=True, blank=True)
    said = models.CharField("hasil atau sebab", max_length=500, blank=True)
    file_name = models.CharField("berkas", max_length=80, blank=True)
    expires_at = models.DateTimeField("berkas sampai", null=True, blank=True)

    class Meta:
        verbose_name = "pekerjaan panjang"
        verbose_name_plural = "pekerjaan panjang"
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["by", "-asked_at"], name="job_of_office")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["antre", "berjalan"], ended_at=None)
                | Q(status__in=["selesai", "gagal", "dibatalkan"], ended_at__isnull=False),
                name="job_ends_once",
            ),
            models.CheckConstraint(condition=~Q(status="gagal") | ~Q(said=""), name="job_failure_has_reason"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("antrean-satu", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        return self.status in {self.Status.WAITING, self.Status.RUNNING}

    @property
    def path(self) -> Path:
        """Where its file lies, if it has one."""
        return Path(settings.MEDIA_ROOT) / "pekerjaan" / f"{self.public_id}{Path(self.file_name).suffix}"

    def is_silent(self, now: datetime) -> bool:
        """Say whether nobody works on it any more: not taken, or begun and then not heard of for two minutes."""
        return self.is_open and now - (self.beat_at or self.asked_at) > SILENT_AFTER
