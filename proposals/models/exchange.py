"""What a city once said of lists from elsewhere: which column is which, and whom another spelling means."""

from django.db import models
from django.db.models import Q

from accounts.models import OfficeHolding
from catalogue.models import Agency, KamusItem
from regions.models import Region

from .proposal import Proposal


class ColumnNames(models.Model):
    """Which column of a list holds what, for lists whose heads look the same: `Keluhan` is the problem.

    `shape` is the SHA-256 of the heads; `names` maps each of them to a column of ours, or to nothing.
    """

    city = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="kota")
    shape = models.CharField("bentuk judul", max_length=64)
    names = models.JSONField("arti kolom", default=dict)
    told_by = models.ForeignKey(OfficeHolding, models.PROTECT, null=True, related_name="+", verbose_name="oleh")
    told_at = models.DateTimeField("dicatat")

    class Meta:
        verbose_name = "arti kolom"
        verbose_name_plural = "arti kolom"
        ordering = ["city", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "shape"],
                name="column_names_once",
                violation_error_message="Bentuk daftar ini sudah dicocokkan.",
            )
        ]

    def __str__(self) -> str:
        return ", ".join(self.names)[:80]


class Spelling(models.Model):
    """Whom a list means by another name: `Dinas PU` is DPUPRPKP, `Rampalcelaket` is Kelurahan Rampal Celaket.

    Asked once, then known for the whole city. All three empty: nobody of ours, asked and answered.
    """

    class Kind(models.TextChoices):
        AGENCY = "opd", "Perangkat daerah"
        ITEM = "item", "Item kamus"
        KELURAHAN = "kelurahan", "Kelurahan"

    city = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="kota")
    kind = models.CharField("yang dimaksud", max_length=10, choices=Kind)
    said = models.CharField("ejaan", max_length=300)
    agency = models.ForeignKey(
        Agency, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="perangkat daerah"
    )
    item = models.ForeignKey(
        KamusItem, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="item kamus"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kelurahan"
    )
    told_by = models.ForeignKey(OfficeHolding, models.PROTECT, null=True, related_name="+", verbose_name="oleh")
    told_at = models.DateTimeField("dicatat")

    class Meta:
        verbose_name = "ejaan lain"
        verbose_name_plural = "ejaan lain"
        ordering = ["city", "kind", "said"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "kind", "said"],
                name="spelling_once",
                violation_error_message="Ejaan ini sudah dicatat.",
            ),
            models.CheckConstraint(
                condition=(Q(kind="opd") | Q(agency=None))
                & (Q(kind="item") | Q(item=None))
                & (Q(kind="kelurahan") | Q(region=None)),
                name="spelling_means_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.said


class SipdWords(models.Model):
    """How SIPD words a usulan where we word it otherwise: `Orang` for orang, `(RW.4 P1)` for RW 04.

    `cells` maps a column of SIPD to what we would write and what was listed (`proposals.sipd_words`).
    """

    proposal = models.OneToOneField(
        Proposal, models.CASCADE, primary_key=True, related_name="sipd_words", verbose_name="usulan"
    )
    cells = models.JSONField("kata di SIPD", default=dict)

    class Meta:
        verbose_name = "kata di SIPD"
        verbose_name_plural = "kata di SIPD"

    def __str__(self) -> str:
        return ", ".join(self.cells)[:80]
