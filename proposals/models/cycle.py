"""The yearly round of one city: two years, stages with windows, quotas, pagu, priorities."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import OfficeHolding, ProposerGroup
from catalogue.models import Agency, KamusVersion
from catalogue.money import MAX_RUPIAH
from proposals.querysets import CeilingQuerySet, CycleQuerySet, QuotaQuerySet, StageQuerySet
from regions.models import Region


class Funding(models.TextChoices):
    """Sumber pendanaan; it decides between Form 1.4 and Form 1.5."""

    AGENCY = "apbd_pd", "APBD Kota – Perangkat Daerah"
    KELURAHAN = "apbd_kel", "APBD Kota – Kelurahan"
    PROVINCE = "apbd_prov", "APBD Provinsi"
    NATION = "apbn", "APBN"
    OTHER = "swadaya", "CSR atau swadaya"


class Cycle(models.Model):
    """One round: the musrenbang held in one year (tahun pelaksanaan) plans another (tahun rencana).

    `Musrenbang Tahun 2022 dalam rangka Penyusunan RKPD Tahun 2023` (SE Walikota Malang 66/2021): both years are
    stored, neither is derived from a date.
    """

    city = models.ForeignKey(Region, models.PROTECT, related_name="cycles", verbose_name="kota")
    held_year = models.PositiveSmallIntegerField("tahun pelaksanaan")
    plan_year = models.PositiveSmallIntegerField("tahun rencana")
    kamus = models.ForeignKey(
        KamusVersion, models.PROTECT, null=True, blank=True, related_name="cycles", verbose_name="kamus usulan"
    )
    group_quota_blocks = models.BooleanField(
        "kuota kelompok menahan kiriman",
        default=False,
        help_text="Bila tidak, kiriman di atas kuota hanya diberi peringatan.",
    )
    repair_days = models.PositiveSmallIntegerField("hari perbaikan", default=3)
    answer_days = models.PositiveSmallIntegerField("hari sampai terlambat dijawab", default=7)
    objection_days = models.PositiveSmallIntegerField("hari untuk keberatan", default=7)
    history = HistoricalRecords()

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = "siklus"
        verbose_name_plural = "siklus"
        ordering = ["-held_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "plan_year"],
                name="cycle_one_per_plan_year",
                violation_error_message="Siklus untuk tahun rencana ini sudah ada.",
            ),
            models.UniqueConstraint(
                fields=["city", "held_year"],
                name="cycle_one_per_held_year",
                violation_error_message="Siklus untuk tahun pelaksanaan ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(held_year__gte=2000, held_year__lte=2100, plan_year__gte=2000, plan_year__lte=2100),
                name="cycle_years_sane",
                violation_error_message="Tahun harus antara 2000 dan 2100.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Both years, as every title says them."""
        return f"Musrenbang {self.held_year} untuk RKPD {self.plan_year}"


class Stage(models.Model):
    """One step of the cycle with the window in which its work may be done. Half open: at `closes_at` it is closed."""

    class Kind(models.TextChoices):
        PREPARATION = "persiapan", "Jadwal, kamus, pagu"
        REMBUK = "rembuk", "Rembuk RT/RW"
        KELURAHAN = "kelurahan", "Musrenbang kelurahan"
        DESK = "desk", "Desk kecamatan"
        DISTRICT = "kecamatan", "Musrenbang kecamatan"
        AGENCY = "forum_pd", "Forum perangkat daerah"
        CITY = "kota", "Musrenbang kota"
        PLAN = "rkpd", "RKPD, lalu APBD"

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="stages", verbose_name="siklus")
    kind = models.CharField("tahap", max_length=12, choices=Kind)
    order = models.PositiveSmallIntegerField("urutan")
    name = models.CharField("nama", max_length=60)
    opens_at = models.DateTimeField("dibuka")
    closes_at = models.DateTimeField("ditutup")
    closed_at = models.DateTimeField("ditutup lebih awal pada", null=True, blank=True, editable=False)
    history = HistoricalRecords()

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = "tahapan"
        verbose_name_plural = "tahapan"
        ordering = ["cycle", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "kind"],
                name="stage_once_per_cycle",
                violation_error_message="Tahap ini sudah ada dalam siklus.",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="stage_window_forward",
                violation_error_message="Waktu tutup harus sesudah waktu buka.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self, at: datetime) -> bool:
        """Say whether the city-wide window is open; areas may have their own, see `windows.Window`."""
        return self.closed_at is None and self.opens_at <= at < self.closes_at


class StageWindow(models.Model):
    """A window of its own for one area, by Bappeda, with a reason: Lowokwaru may go on until Friday."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="windows", verbose_name="tahapan")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="wilayah")
    opens_at = models.DateTimeField("dibuka")
    closes_at = models.DateTimeField("ditutup")
    closed_at = models.DateTimeField("ditutup lebih awal pada", null=True, blank=True, editable=False)
    reason = models.CharField("alasan", max_length=300)
    set_by = models.ForeignKey(OfficeHolding, models.PROTECT, null=True, related_name="+", verbose_name="oleh")
    set_at = models.DateTimeField("dicatat")

    class Meta:
        verbose_name = "jadwal wilayah"
        verbose_name_plural = "jadwal wilayah"
        ordering = ["stage", "region__code", "-set_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="area_window_forward",
                violation_error_message="Waktu tutup harus sesudah waktu buka.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.region}"


class Quota(models.Model):
    """How many usulan may go on. One RW may send 5; a kelurahan list takes 10 sarpras; a kecamatan 3 per kelurahan.

    "Five per kelurahan, three at the kecamatan" are two: FORUM 5, and KELURAHAN 3 (of each) or DISTRICT 3 (of all).
    """

    class Per(models.TextChoices):
        GROUP = "kelompok", "Tiap kelompok pengusul, saat mengirim"
        LIST = "daftar", "Tiap daftar di forum kelurahan"
        FORUM = "forum", "Seluruh forum kelurahan"
        KELURAHAN = "kelurahan", "Tiap kelurahan, di forum kecamatan"
        DISTRICT = "kecamatan", "Seluruh forum kecamatan"

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="quotas", verbose_name="siklus")
    per = models.CharField("berlaku untuk", max_length=10, choices=Per)
    group_kind = models.CharField("jenis kelompok", max_length=10, blank=True, choices=ProposerGroup.Kind)
    list_kind = models.CharField("jenis daftar", max_length=12, blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="khusus wilayah"
    )
    maximum = models.PositiveIntegerField("paling banyak (usulan)")
    history = HistoricalRecords()

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = "kuota"
        verbose_name_plural = "kuota"
        ordering = ["cycle", "per", "group_kind", "list_kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "per", "group_kind", "list_kind", "region"],
                name="quota_once_for_region",
                violation_error_message="Kuota untuk wilayah ini sudah ada.",
            ),
            models.UniqueConstraint(
                fields=["cycle", "per", "group_kind", "list_kind"],
                condition=Q(region=None),
                name="quota_once",
                violation_error_message="Kuota ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(maximum__gte=1, maximum__lte=100_000),
                name="quota_sane",
                violation_error_message="Kuota paling sedikit 1 dan paling banyak 100.000 usulan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_per_display()}: {self.maximum} usulan"

    def clean(self) -> None:
        """Refuse what no forum would read."""
        wrong = {}
        if self.group_kind and self.per != self.Per.GROUP:
            wrong["group_kind"] = "Jenis kelompok hanya untuk kuota tiap kelompok pengusul. Pilih semua kelompok."
        if self.list_kind and self.per != self.Per.LIST:
            wrong["list_kind"] = "Jenis daftar hanya untuk kuota tiap daftar di forum kelurahan. Pilih semua daftar."
        if wrong:
            raise ValidationError(wrong)


class Ceiling(models.Model):
    """Pagu indikatif: whole rupiah for one kelurahan or kecamatan, of one list or of all together."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="ceilings", verbose_name="siklus")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="wilayah")
    list_kind = models.CharField("jenis daftar", max_length=12, blank=True, help_text="Kosong: seluruh daftar.")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="perangkat daerah"
    )
    amount = models.PositiveBigIntegerField("pagu (rupiah)")
    history = HistoricalRecords()

    objects = CeilingQuerySet.as_manager()

    class Meta:
        verbose_name = "pagu"
        verbose_name_plural = "pagu"
        ordering = ["cycle", "region__code", "list_kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "region", "list_kind"],
                condition=Q(agency=None),
                name="ceiling_once",
                violation_error_message="Pagu untuk wilayah ini sudah ada.",
            ),
            models.UniqueConstraint(
                fields=["cycle", "region", "list_kind", "agency"],
                name="ceiling_once_for_agency",
                violation_error_message="Pagu untuk perangkat daerah ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount__lte=MAX_RUPIAH),
                name="ceiling_sane",
                violation_error_message="Pagu harus lebih dari Rp 0.",
            ),
        ]

    def __str__(self) -> str:
        return f"Pagu {self.region}"


class Priority(models.Model):
    """Prioritas pembangunan daerah of the plan year; column (2) of Form 2.3."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="priorities", verbose_name="siklus")
    code = models.CharField("kode", max_length=8)
    name = models.CharField("prioritas daerah", max_length=250)

    class Meta:
        verbose_name = "prioritas daerah"
        verbose_name_plural = "prioritas daerah"
        ordering = ["cycle", "code", "pk"]
        constraints = [models.UniqueConstraint(fields=["cycle", "code"], name="priority_once")]

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """Sasaran daerah below a priority; column (3) of Form 2.3."""

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="targets", verbose_name="prioritas daerah")
    code = models.CharField("kode", max_length=8)
    name = models.CharField("sasaran daerah", max_length=250)

    class Meta:
        verbose_name = "sasaran daerah"
        verbose_name_plural = "sasaran daerah"
        ordering = ["priority", "code", "pk"]
        constraints = [models.UniqueConstraint(fields=["priority", "code"], name="target_once")]

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """Isu strategis that usulan are tagged with: penanganan banjir, pemulihan ekonomi."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="themes", verbose_name="siklus")
    name = models.CharField("tema", max_length=60)

    class Meta:
        verbose_name = "tema"
        verbose_name_plural = "tema"
        ordering = ["cycle", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["cycle", "name"], name="theme_once")]

    def __str__(self) -> str:
        return self.name


class NumberCounter(models.Model):
    """The last running number given in a cycle. Its row is locked last in a transaction."""

    cycle = models.OneToOneField(Cycle, models.CASCADE, related_name="counter")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "penghitung nomor"
        verbose_name_plural = "penghitung nomor"

    def __str__(self) -> str:
        return f"{self.cycle}: {self.last}"
