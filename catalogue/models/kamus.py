"""The kamus usulan of a year: its version and its items."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from catalogue import words
from catalogue.money import MAX_RUPIAH
from catalogue.querysets import KamusItemQuerySet, KamusVersionQuerySet
from regions.models import Region

from .agency import Agency, Nomenclature


class KamusVersion(models.Model):
    """The kamus usulan of one city for one plan year: draft, published, locked (SE Walikota Malang 66/2021)."""

    class Status(models.TextChoices):
        DRAFT = "draf", "Draf"
        PUBLISHED = "terbit", "Terbit"
        LOCKED = "terkunci", "Terkunci"

    city = models.ForeignKey(Region, models.PROTECT, related_name="kamus_versions", verbose_name="kota")
    plan_year = models.PositiveSmallIntegerField("tahun rencana")
    status = models.CharField("status", max_length=10, choices=Status, default=Status.DRAFT)
    history = HistoricalRecords()

    objects = KamusVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versi kamus"
        verbose_name_plural = "versi kamus"
        ordering = ["-plan_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "plan_year"],
                name="kamus_one_per_year",
                violation_error_message="Kamus untuk tahun rencana ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return f"Kamus usulan {self.plan_year}"

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    def blockers(self) -> list[str]:
        """Why a draft cannot be published yet, as sentences; rules that cannot be checked by the item's name."""
        items = list(self.items.active().with_rules().in_order())
        found = [] if items else ["Kamus belum berisi item yang dapat dipilih."]
        found += [f"{item.name}: harga belum diisi." for item in items if item.unit_price is None]
        for item in items:
            for rule in item.rules.all():
                found += [f"{item.name}: {said}" for said in rule.faults().values()]
        return found


class KamusItem(models.Model):
    """One thing that may be asked for, with its unit and price: `Gorong-gorong Diameter 40 cm`, m, Rp 365.000.

    The price is an estimate in whole rupiah per unit; an item whose price is not one number stays inactive.
    """

    class Kind(models.TextChoices):
        PHYSICAL = "fisik", "Fisik"
        GOODS = "barang", "Barang"
        NON_PHYSICAL = "non_fisik", "Non-fisik"

    class Sector(models.TextChoices):
        INFRASTRUCTURE = "sarpras", "Sarana prasarana wilayah"
        PEOPLE = "manusia", "Pemerintahan dan pembangunan manusia"
        ECONOMY = "ekonomi", "Ekonomi dan sumber daya alam"

    version = models.ForeignKey(KamusVersion, models.PROTECT, related_name="items", verbose_name="versi kamus")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="items", verbose_name="perangkat daerah")
    subactivity = models.ForeignKey(Nomenclature, models.PROTECT, related_name="items", verbose_name="sub kegiatan")
    number = models.PositiveSmallIntegerField("nomor", default=1)
    name = models.CharField("uraian", max_length=200)
    unit = models.CharField("satuan", max_length=40)
    unit_price = models.PositiveBigIntegerField("harga per satuan (rupiah)", null=True, blank=True)
    price_period = models.CharField(
        "harga untuk tiap", max_length=20, blank=True, help_text="Misalnya bulan; kosong bila sekali saja."
    )
    note = models.TextField("keterangan", max_length=1000, blank=True)
    kind = models.CharField("jenis", max_length=10, choices=Kind)
    sector = models.CharField("bidang", max_length=10, choices=Sector)
    list_kind = models.CharField("jenis daftar", max_length=12, default="SARPRAS")
    needs_survey = models.BooleanField("perlu survei", default=False)
    needs_land = models.BooleanField("perlu kejelasan lahan", default=False)
    needs_receiver = models.BooleanField("perlu lembaga penerima", default=False)
    is_active = models.BooleanField("dapat dipilih", default=True)
    search_text = models.CharField(max_length=1400, editable=False)
    history = HistoricalRecords(excluded_fields=["search_text"])

    objects = KamusItemQuerySet.as_manager()

    class Meta:
        verbose_name = "item kamus"
        verbose_name_plural = "item kamus"
        ordering = ["version", "agency__name", "subactivity__code", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "agency", "subactivity", "number", "name"],
                name="kamus_item_once",
                violation_error_message="Item ini sudah ada di kamus.",
            ),
            models.CheckConstraint(
                condition=Q(unit_price=None) | Q(unit_price__gt=0, unit_price__lte=MAX_RUPIAH),
                name="kamus_price_positive",
                violation_error_message="Harga harus lebih dari Rp 0.",
            ),
            models.CheckConstraint(
                condition=Q(is_active=False) | Q(unit_price__isnull=False),
                name="kamus_active_has_price",
                violation_error_message="Isi harga lebih dulu, lalu item dapat dipilih.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_text = words.plain(f"{self.name} {self.note}")[:1400]
        super().save(*args, **kwargs)  # type: ignore[arg-type]
