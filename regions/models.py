"""Regions of Indonesia, from province to RT."""

from django.db import models
from django.db.models import F, Q

from . import codes
from .fields import RegionCodeField
from .querysets import RegionQuerySet
from .validators import validate_code


class Region(models.Model):
    """One unit under one code for one period of law.

    Kelurahan Kauman is 35.73.02.1007 (Kepmendagri 300.2.2-2138/2025); its RW 05 is 35.73.02.1007.005 by our own
    numbering. When a unit is split or renamed, its row is closed with `valid_until` and a `Succession` leads on;
    usulan of earlier years keep pointing at the old row.
    """

    class Type(models.TextChoices):
        PROVINCE = "provinsi", "Provinsi"
        REGENCY = "kabupaten", "Kabupaten"
        CITY = "kota", "Kota"
        DISTRICT = "kecamatan", "Kecamatan"
        PAPUAN_DISTRICT = "distrik", "Distrik"
        KELURAHAN = "kelurahan", "Kelurahan"
        VILLAGE = "desa", "Desa"
        CUSTOMARY_VILLAGE = "desa_adat", "Desa adat"
        RW = "rw", "RW"
        RT = "rt", "RT"

    code = RegionCodeField("kode", validators=[validate_code], db_index=True)
    name = models.CharField("nama", max_length=80)
    type = models.CharField("jenis", max_length=10, choices=Type)
    level = models.PositiveSmallIntegerField("tingkat", editable=False)
    valid_from = models.DateField("berlaku sejak", null=True, blank=True)
    valid_until = models.DateField("berlaku sampai", null=True, blank=True)
    legal_basis = models.CharField("dasar hukum", max_length=120, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = "wilayah"
        verbose_name_plural = "wilayah"
        ordering = ["code", "pk"]
        indexes = [models.Index(fields=["level", "code"], name="region_level_code")]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_until=None),
                name="region_one_current_per_code",
                violation_error_message="Kode wilayah ini sudah dipakai. Akhiri masa berlaku wilayah lama lebih dulu.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="region_period_forward",
                violation_error_message="Tanggal berakhir harus sesudah tanggal mulai berlaku.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def save(self, *args: object, **kwargs: object) -> None:
        self.level = codes.level_of(self.code)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def label(self) -> str:
        """The name as people say it: Kel. Kauman, Kec. Klojen, RW 05, Kota Malang."""
        prefix = {
            self.Type.DISTRICT: "Kec. ",
            self.Type.PAPUAN_DISTRICT: "Distrik ",
            self.Type.KELURAHAN: "Kel. ",
            self.Type.VILLAGE: "Desa ",
            self.Type.CUSTOMARY_VILLAGE: "Desa ",
        }.get(self.Type(self.type), "")
        return f"{prefix}{self.name}"

    @property
    def number(self) -> int:
        """The number of an RW or RT: 5 for RW 05."""
        return int(self.code.rpartition(".")[2])


class Succession(models.Model):
    """What became of a region: a kelurahan split in two, a desa that became a kelurahan, a new name."""

    class Kind(models.TextChoices):
        SPLIT = "pemekaran", "Pemekaran"
        MERGE = "penggabungan", "Penggabungan"
        RENAME = "ganti_nama", "Ganti nama"
        RECODE = "ganti_kode", "Ganti kode"

    old = models.ForeignKey(Region, models.PROTECT, related_name="successors", verbose_name="wilayah lama")
    new = models.ForeignKey(Region, models.PROTECT, related_name="predecessors", verbose_name="wilayah baru")
    kind = models.CharField("jenis perubahan", max_length=12, choices=Kind)
    on = models.DateField("tanggal")
    legal_basis = models.CharField("dasar hukum", max_length=120)

    class Meta:
        verbose_name = "perubahan wilayah"
        verbose_name_plural = "perubahan wilayah"
        ordering = ["-on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="succession_once"),
            models.CheckConstraint(
                condition=~Q(old=F("new")),
                name="succession_two_regions",
                violation_error_message="Wilayah lama dan baru harus berbeda.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Boundary(models.Model):
    """The outline of a region for maps, in WGS84 degrees, as GeoJSON keeps it: longitude first."""

    region = models.OneToOneField(Region, models.CASCADE, related_name="boundary", verbose_name="wilayah")
    geometry = models.JSONField("geometri", help_text="Polygon atau MultiPolygon GeoJSON")
    lat = models.DecimalField("lintang tengah", max_digits=9, decimal_places=6)
    lng = models.DecimalField("bujur tengah", max_digits=9, decimal_places=6)
    area_km2 = models.DecimalField("luas (km²)", max_digits=9, decimal_places=3)

    class Meta:
        verbose_name = "batas wilayah"
        verbose_name_plural = "batas wilayah"
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__gte=-11, lat__lte=6, lng__gte=95, lng__lte=141.1),
                name="boundary_inside_indonesia",
                violation_error_message="Titik tengah berada di luar Indonesia. Periksa urutan lintang dan bujur.",
            )
        ]

    def __str__(self) -> str:
        return f"Batas {self.region}"
