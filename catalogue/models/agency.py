"""Agencies that carry works out, and the planning nomenclature of a year."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from catalogue.querysets import AgencyQuerySet
from regions.models import Region


class Agency(models.Model):
    """A perangkat daerah (OPD) that carries works out.

    The kamus knows `Kecamatan dan Kelurahan` as one agency; each kecamatan is its child with a region, so that an item
    of it asked for in Kauman goes to Kecamatan Klojen.
    """

    city = models.ForeignKey(Region, models.PROTECT, related_name="agencies", verbose_name="kota")
    name = models.CharField("nama", max_length=160)
    short_name = models.CharField("singkatan", max_length=40)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="branches", verbose_name="bagian dari"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="district_agencies", verbose_name="kecamatan"
    )
    partner = models.CharField("mitra Bappeda", max_length=120, blank=True)
    history = HistoricalRecords()

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "perangkat daerah"
        verbose_name_plural = "perangkat daerah"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "name"],
                name="agency_name_once",
                violation_error_message="Perangkat daerah dengan nama ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(region=None) | Q(parent__isnull=False),
                name="agency_district_has_parent",
                violation_error_message="Kecamatan harus menjadi bagian dari perangkat daerah induknya.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Nomenclature(models.Model):
    """One code of program, kegiatan or sub kegiatan in one plan year.

    Codes change their meaning between years (Permendagri 90/2019 and its updates), so they are only ever joined within
    one year.
    """

    class Level(models.TextChoices):
        FIELD = "urusan", "Urusan"
        PROGRAM = "program", "Program"
        ACTIVITY = "kegiatan", "Kegiatan"
        SUBACTIVITY = "subkegiatan", "Sub kegiatan"

    city = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="kota")
    plan_year = models.PositiveSmallIntegerField("tahun rencana")
    level = models.CharField("tingkat", max_length=12, choices=Level)
    code = models.CharField("kode", max_length=24)
    name = models.CharField("nama", max_length=300)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="bagian dari"
    )

    class Meta:
        verbose_name = "nomenklatur"
        verbose_name_plural = "nomenklatur"
        ordering = ["plan_year", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "plan_year", "level", "code", "name"],
                name="nomenclature_once_per_year",
                violation_error_message="Kode ini sudah ada untuk tahun rencana tersebut.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
