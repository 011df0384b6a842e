"""Bank usulan: needs that no item of the kamus fits, kept for next year's kamus."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from accounts.models import OfficeHolding, ProposerGroup
from catalogue.models import Agency, KamusItem
from proposals.querysets import WishQuerySet
from regions.models import Region

from .cycle import Cycle
from .need import Need

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class Wish(models.Model):
    """One thing that people want and the kamus does not know: `Gorong-gorong diameter 50 cm sepanjang 250 m`."""

    class Status(models.TextChoices):
        NEW = "baru", "Menunggu ditinjau"
        ITEM = "jadi_item", "Menjadi item kamus"
        JOINED = "gabung", "Digabung"
        FOREIGN = "bukan_kewenangan", "Bukan kewenangan kota"
        REFUSED = "tidak", "Tidak dimasukkan"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="wishes", verbose_name="siklus")
    public_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    text = models.CharField("yang diinginkan", max_length=200)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="perangkat daerah peninjau"
    )
    nearest = models.ManyToManyField(KamusItem, related_name="+", blank=True, verbose_name="item terdekat")
    status = models.CharField("status", max_length=16, choices=Status, default=Status.NEW)
    item = models.ForeignKey(
        KamusItem, models.PROTECT, null=True, blank=True, related_name="wishes", verbose_name="item kamus baru"
    )
    joined = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joiners", verbose_name="digabung ke"
    )
    advice = models.CharField("saran perangkat daerah", max_length=500, blank=True)
    advised_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="saran oleh"
    )
    answer = models.CharField("jawaban", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dijawab oleh"
    )
    answered_at = models.DateTimeField("dijawab pada", null=True, blank=True)
    first_asked_at = models.DateTimeField("pertama diminta")

    objects = WishQuerySet.as_manager()

    if TYPE_CHECKING:
        asks: RelatedManager["WishAsk"]

    class Meta:
        verbose_name = "isi bank usulan"
        verbose_name_plural = "bank usulan"
        ordering = ["-first_asked_at", "pk"]
        indexes = [models.Index(fields=["cycle", "status"], name="wish_worklist")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="baru") | ~Q(answer=""),
                name="wish_answered_has_answer",
                violation_error_message="Tulis jawaban untuk peminta.",
            ),
            models.CheckConstraint(condition=~Q(status="jadi_item") | Q(item__isnull=False), name="wish_item_is_named"),
            models.CheckConstraint(condition=~Q(status="gabung") | Q(joined__isnull=False), name="wish_joined_to"),
        ]

    def __str__(self) -> str:
        return self.text


class WishAsk(models.Model):
    """One asker of a wish: a resident's need, or a group, at its place."""

    wish = models.ForeignKey(Wish, models.CASCADE, related_name="asks", verbose_name="isi bank usulan")
    need = models.OneToOneField(
        Need, models.PROTECT, null=True, blank=True, related_name="wish_ask", verbose_name="kebutuhan warga"
    )
    group = models.ForeignKey(
        ProposerGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kelompok"
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="wilayah")
    address = models.CharField("alamat lokasi", max_length=255, blank=True)
    problem = models.CharField("permasalahan", max_length=500, blank=True)
    by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditulis oleh"
    )
    at = models.DateTimeField("diminta")

    class Meta:
        verbose_name = "peminta"
        verbose_name_plural = "peminta"
        ordering = ["wish", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False) | Q(need__isnull=False), name="wish_asked_by_somebody"
            ),
            models.UniqueConstraint(
                fields=["wish", "group", "region"],
                condition=Q(group__isnull=False),
                name="wish_asked_once_per_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wish}: {self.region}"
