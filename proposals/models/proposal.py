"""Usulan: one item of the kamus at one place."""

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import OfficeHolding, ProposerGroup
from catalogue.land import LandStatus
from catalogue.models import Agency, KamusItem, KamusVariant
from catalogue.money import MAX_RUPIAH, cost, decimal_text
from proposals import completeness, texts
from proposals.kamus_facts import Taken
from proposals.querysets import ProposalQuerySet
from proposals.reasons import Reason
from proposals.statuses import BACK, FACES, HIDDEN, NEXT, Face, Status
from regions.models import Region

from .cycle import Cycle, Funding, Priority, Target, Theme

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from .desk import DeskTask
    from .document import Document
    from .photo import Photo

MAX_VOLUME = Decimal("9999999.99")


class Channel(models.TextChoices):
    """Asal usulan: the way by which it came in."""

    MUSRENBANG = "musrenbang", "Musrenbang"
    THEMATIC = "tematik", "Musrenbang tematik"
    NEED = "kebutuhan", "Kebutuhan warga"
    IMPORT = "impor", "Impor daftar"
    POKIR = "pokir", "Pokok pikiran DPRD"
    DIRECT = "langsung", "Usulan langsung"


class Condition(models.TextChoices):
    """State of what stands there now."""

    NEW = "baru", "Belum ada, dibangun baru"
    LIGHT = "ringan", "Rusak ringan"
    MEDIUM = "sedang", "Rusak sedang"
    HEAVY = "berat", "Rusak berat"


_SIZE: dict[str, Any] = {"max_digits": 10, "decimal_places": 2, "null": True, "blank": True}
_BOUNDS = [MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal("99999.99"))]


class Proposal(models.Model):
    """One usulan from draft to hand-over: `Gorong-gorong Diameter 40 cm`, 120 m, RT 04 RW 05 Kel. Kauman, P1.

    What the proposer wrote stays as it was at Kirim: title, unit and price are copied from the kamus item then. What a
    level decides stands in its own `LevelDecision`; `current_volume` and `current_amount` repeat the last one for
    lists and sums. Satu usulan, satu proposal (SE Walikota Malang 66/2021).
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="proposals", verbose_name="siklus")
    public_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    number = models.CharField("nomor usulan", max_length=24, blank=True, editable=False)
    sipd_id = models.CharField("ID usulan SIPD", max_length=40, blank=True)
    submission_key = models.UUIDField("kunci kiriman", null=True, blank=True, editable=False)

    group = models.ForeignKey(ProposerGroup, models.PROTECT, related_name="proposals", verbose_name="kelompok pengusul")
    channel = models.CharField("asal usulan", max_length=12, choices=Channel, default=Channel.MUSRENBANG)
    entered_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, related_name="+", verbose_name="ditulis oleh"
    )
    entered_at = models.DateTimeField("ditulis pada")

    kecamatan = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="kecamatan")
    kelurahan = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kelurahan"
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="proposals", verbose_name="wilayah")
    locations = models.ManyToManyField(Region, related_name="+", blank=True, verbose_name="RW dan RT")
    place = models.CharField("RT/RW", max_length=200, blank=True)
    address = models.CharField("alamat lokasi", max_length=255, blank=True)
    lat = models.DecimalField("lintang", max_digits=9, decimal_places=6, null=True, blank=True)
    lng = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)

    item = models.ForeignKey(
        KamusItem, models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name="item kamus"
    )
    title = models.CharField("usulan", max_length=200)
    kind = models.CharField("jenis", max_length=10, choices=KamusItem.Kind, blank=True)
    list_kind = models.CharField("jenis daftar", max_length=12, blank=True)
    agency_first = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="perangkat daerah tujuan awal"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name="perangkat daerah"
    )
    problem = models.TextField("permasalahan", max_length=500, blank=True)
    target_group = models.CharField("kelompok sasaran", max_length=120, blank=True)
    households = models.PositiveIntegerField(
        "penerima manfaat (KK)", null=True, blank=True, validators=[MaxValueValidator(1_000_000)]
    )
    people = models.PositiveIntegerField(
        "penerima manfaat (jiwa)", null=True, blank=True, validators=[MaxValueValidator(10_000_000)]
    )
    receiver = models.CharField("lembaga penerima", max_length=120, blank=True)
    land_status = models.CharField("status lahan", max_length=14, choices=LandStatus, blank=True)

    length_m = models.DecimalField("panjang (m)", validators=_BOUNDS, **_SIZE)
    width_m = models.DecimalField("lebar (m)", validators=_BOUNDS, **_SIZE)
    height_m = models.DecimalField("tinggi (m)", validators=_BOUNDS, **_SIZE)
    condition = models.CharField("kondisi sekarang", max_length=8, choices=Condition, blank=True)
    damage_pct = models.PositiveSmallIntegerField(
        "kerusakan (%)", null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    participants = models.PositiveIntegerField(
        "peserta (orang)", null=True, blank=True, validators=[MaxValueValidator(100_000)]
    )
    periods = models.PositiveSmallIntegerField(
        "lama (bulan)", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    variant = models.ForeignKey(
        KamusVariant, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pilihan harga"
    )
    answers = models.JSONField("jawaban syarat kamus", default=dict, blank=True)
    override_reason = models.CharField("alasan tetap dikirim", max_length=300, blank=True)
    price_reason = models.CharField("alasan harga lain", max_length=300, blank=True, editable=False)
    price_by = models.ForeignKey(
        OfficeHolding,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="harga oleh",
    )

    volume = models.DecimalField(
        "volume",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(MAX_VOLUME)],
    )
    unit = models.CharField("satuan", max_length=40, blank=True)
    unit_price = models.PositiveBigIntegerField("harga per satuan (rupiah)", null=True, blank=True)
    amount = models.PositiveBigIntegerField("perkiraan biaya (rupiah)", default=0)
    amount_note = models.CharField("catatan biaya", max_length=200, blank=True, editable=False)
    current_volume = models.DecimalField("volume sekarang", max_digits=12, decimal_places=2, null=True, editable=False)
    current_amount = models.PositiveBigIntegerField("biaya sekarang (rupiah)", default=0, editable=False)

    funding = models.CharField("sumber pendanaan", max_length=12, choices=Funding, default=Funding.AGENCY)
    priority = models.ForeignKey(
        Priority, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="prioritas daerah"
    )
    target = models.ForeignKey(
        Target, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sasaran daerah"
    )
    themes = models.ManyToManyField(Theme, related_name="proposals", blank=True, verbose_name="tema")

    group_rank = models.PositiveSmallIntegerField("prioritas kelompok", null=True, blank=True)
    kelurahan_rank = models.PositiveSmallIntegerField("prioritas kelurahan", null=True, blank=True, editable=False)
    kecamatan_rank = models.PositiveSmallIntegerField("prioritas kecamatan", null=True, blank=True, editable=False)

    status = models.CharField("status", max_length=18, choices=Status, default=Status.DRAFT, editable=False)
    status_at = models.DateTimeField("status sejak", editable=False)
    due_at = models.DateTimeField("paling lambat", null=True, blank=True, editable=False)
    reason_code = models.CharField("kode alasan", max_length=18, choices=Reason, blank=True, editable=False)
    reason = models.CharField("alasan", max_length=1000, blank=True, editable=False)
    submitted_at = models.DateTimeField("tanggal usul", null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dikirim oleh"
    )
    version = models.PositiveIntegerField("versi", default=0, editable=False)

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="digabung ke"
    )
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="repeats", verbose_name="usulan tahun lalu"
    )
    review_on = models.DateField("ditinjau lagi", null=True, blank=True, editable=False)
    desk_locked_at = models.DateTimeField("BA desk dikunci", null=True, blank=True, editable=False)
    times_proposed = models.PositiveSmallIntegerField("usulan ke-", default=1, editable=False)
    first_year = models.PositiveSmallIntegerField("diusulkan sejak", null=True, blank=True, editable=False)
    needs_evidence = models.BooleanField("perlu bukti baru", default=False, editable=False)
    search_text = models.CharField(max_length=900, editable=False, blank=True)

    objects = ProposalQuerySet.as_manager()

    taken: Taken | None = None
    """What others have asked for of an item with a quota, once `kamus_facts.load` has counted it."""
    photo_count: int | None = None
    filed_rules: str | None = None
    """How many photos, and for which rules there is a file (`3,7`), where a list has counted them along."""

    if TYPE_CHECKING:
        desk_tasks: RelatedManager[DeskTask]
        documents: RelatedManager[Document]
        photos: RelatedManager[Photo]

    class Meta:
        verbose_name = "usulan"
        verbose_name_plural = "usulan"
        ordering = ["-submitted_at", "-pk"]
        indexes = [
            models.Index(fields=["cycle", "status", "kelurahan", "submitted_at", "group"], name="proposal_worklist"),
            models.Index(fields=["cycle", "-submitted_at", "-id"], name="proposal_newest"),
            models.Index(fields=["cycle", "group", "group_rank"], name="proposal_group_order"),
            models.Index(
                fields=["cycle", "agency", "status", "desk_locked_at", "status_at", "item"], name="proposal_agency"
            ),
            models.Index(fields=["cycle", "status", "kind", "current_amount"], name="proposal_counts"),
            models.Index(
                fields=[
                    *("cycle", "status", "kind", "list_kind", "agency", "reason_code", "kecamatan", "kelurahan"),
                    *("amount", "current_amount"),
                ],
                name="proposal_recap",
            ),
            models.Index(fields=["cycle", "group", "status", "amount", "current_amount"], name="proposal_group_sums"),
            models.Index(fields=["kelurahan", "item"], name="proposal_alike"),
            models.Index(fields=["lat", "lng"], name="proposal_pin"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], condition=~Q(number=""), name="proposal_number_once"),
            models.UniqueConstraint(
                fields=["cycle", "sipd_id"],
                condition=~Q(sipd_id=""),
                name="proposal_sipd_once",
                violation_error_message="ID usulan SIPD ini sudah dipakai usulan lain pada tahun rencana yang sama.",
            ),
            models.UniqueConstraint(
                fields=["cycle", "submission_key"],
                condition=Q(submission_key__isnull=False),
                name="proposal_submission_once",
            ),
            models.CheckConstraint(
                condition=Q(volume=None) | Q(volume__gt=0, volume__lte=MAX_VOLUME),
                name="proposal_volume_positive",
                violation_error_message="Volume harus lebih dari 0.",
            ),
            models.CheckConstraint(
                condition=Q(amount__lte=MAX_RUPIAH, current_amount__lte=MAX_RUPIAH),
                name="proposal_amount_sane",
                violation_error_message="Perkiraan biaya terlalu besar. Periksa lagi volumenya.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draf", "ditarik"], number="", submitted_at=None)
                | (~Q(status="draf") & ~Q(number="") & Q(submitted_at__isnull=False)),
                name="proposal_number_from_kirim",
            ),
            models.CheckConstraint(
                condition=~Q(status="digabung") | Q(parent__isnull=False), name="proposal_merged_has_parent"
            ),
            models.CheckConstraint(
                condition=Q(damage_pct=None) | Q(damage_pct__lte=100),
                name="proposal_damage_percent",
                violation_error_message="Kerusakan paling banyak 100 %.",
            ),
            models.CheckConstraint(
                condition=Q(price_reason="", price_by=None) | (~Q(price_reason="") & Q(price_by__isnull=False)),
                name="proposal_price_with_reason",
            ),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="proposal_not_own_parent"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}" if self.number else self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.note_words()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("usulan", args=[self.number]) if self.is_public else reverse("draf", args=[self.public_id])

    def note_words(self) -> None:
        """Write down what a search finds it by; whoever saves without `save` calls this first."""
        self.search_text = texts.search_text(self.number, self.title, self.address, self.place, self.problem)

    @property
    def is_public(self) -> bool:
        """Usulan are public from Kirim on; drafts and withdrawn ones are not."""
        return self.status not in HIDDEN

    @property
    def face(self) -> Face:
        """How the status looks to the public."""
        return FACES[Status(self.status)]

    @property
    def coefficient(self) -> str:
        """Volume and unit as SIPD and people write them: `569,5 m`; empty while unknown."""
        return f"{decimal_text(self.volume)} {self.unit}".strip() if self.volume is not None else ""

    @property
    def current_coefficient(self) -> str:
        """The same for the volume of the last level that decided."""
        volume = self.current_volume if self.current_volume is not None else self.volume
        return f"{decimal_text(volume)} {self.unit}".strip() if volume is not None else ""

    @property
    def rank_label(self) -> str:
        """`P3` inside its group; empty while unranked."""
        return f"P{self.group_rank}" if self.group_rank else ""

    @property
    def where(self) -> str:
        """Place in one line: `RT 04 RW 05 Kel. Kauman`. Needs kelurahan (or kecamatan) loaded."""
        area = self.kelurahan or self.kecamatan
        return f"{self.place} {area.label}".strip()

    @property
    def objection_last_day(self) -> date:
        """The last day on which its proposer may object to the decision of `status_at`. Needs the cycle loaded."""
        return timezone.localdate(self.status_at) + timedelta(days=self.cycle.objection_days)

    def move_to(self, status: Status, *, at: Any) -> None:
        """Take the next status; refuse a step that the table of `statuses.NEXT` does not know."""
        if status not in NEXT[Status(self.status)]:
            raise ValidationError(
                f"Usulan berstatus {Status(self.status).label} tidak dapat menjadi {status.label}. Muat ulang halaman.",
                code="transition",
            )
        self.status, self.status_at = status, at

    def move_back(self, status: Status, *, at: Any) -> None:
        """Go back to where a decision was not yet made; only what `statuses.BACK` names."""
        if status not in BACK.get(Status(self.status), frozenset()):
            raise ValidationError(
                f"Usulan berstatus {Status(self.status).label} tidak dapat kembali menjadi {status.label}.",
                code="transition",
            )
        self.status, self.status_at = status, at

    def cost_of(self, volume: Decimal) -> int:
        """Count the cost of a volume in whole rupiah: volume × locked price × months, where the price is monthly."""
        return cost(volume * (self.periods or 1), self.unit_price or 0)

    def copy_item(self) -> None:
        """Take wording, unit, price and kind from the kamus item and count the amount in whole rupiah."""
        if self.item is None:
            return
        self.title, self.unit = self.item.name, self.item.unit
        if not self.price_reason:
            self.unit_price = self.variant.unit_price if self.variant else self.item.unit_price
        self.kind, self.list_kind = self.item.kind, self.item.list_kind
        if self.volume is not None and self.unit_price is not None:
            self.amount, self.amount_note = self.cost_of(self.volume), self.price_reason[:200]
        self.current_volume, self.current_amount = self.volume, self.amount

    def blockers(self) -> list[str]:
        """List what is still missing or does not fit the kamus before Kirim, each as a sentence that says what to do.

        Reads photos, rules and files of the item; for many usulan call `kamus_facts.load` first.
        """
        return completeness.missing(self)
