"""Pengumuman: what the city, a kecamatan or a kelurahan tells the offices of its area."""

from django.db import models

from accounts.querysets import AnnouncementQuerySet
from regions.models import Region

from .people import OfficeHolding


class Announcement(models.Model):
    """One notice to the offices at and below a region, of some roles or of all: `Bimtek Ketua RT, Jumat 09.00 WIB`."""

    city = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="kota")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="wilayah")
    roles = models.JSONField("untuk peran", default=list, blank=True, help_text="Kosong: semua peran.")
    title = models.CharField("judul", max_length=120)
    text = models.TextField("isi", max_length=2000)
    published_by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="oleh")
    published_at = models.DateTimeField("diumumkan")
    ends_on = models.DateField("tampil sampai", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = "pengumuman"
        verbose_name_plural = "pengumuman"
        ordering = ["-published_at", "pk"]
        indexes = [models.Index(fields=["city", "-published_at"], name="announcement_newest")]

    def __str__(self) -> str:
        return self.title

    def is_for(self, holding: OfficeHolding) -> bool:
        """Say whether an office is meant: by its place, and by its role where roles are named."""
        code, here = self.region.code, holding.office.region.code
        return (here == code or here.startswith(f"{code}.")) and (not self.roles or holding.role in self.roles)


class AnnouncementReading(models.Model):
    """One office has opened one announcement."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="readings", verbose_name="pengumuman")
    holding = models.ForeignKey(OfficeHolding, models.CASCADE, related_name="+", verbose_name="pemegang jabatan")
    read_at = models.DateTimeField("dibaca")

    class Meta:
        verbose_name = "pembacaan pengumuman"
        verbose_name_plural = "pembacaan pengumuman"
        ordering = ["announcement", "read_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["announcement", "holding"], name="announcement_read_once"),
        ]

    def __str__(self) -> str:
        return f"{self.announcement}: {self.holding}"
