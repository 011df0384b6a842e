"""Forums, who came, and the round in which a forum puts usulan in order."""

import uuid

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import OfficeHolding
from catalogue.money import NBSP
from proposals.models import Cycle, LevelDecision, Proposal
from proposals.reasons import Reason
from regions.models import Region

from .querysets import CandidateQuerySet, ForumQuerySet


class Forum(models.Model):
    """One dated meeting that fixes a list: Forum Musrenbang Kelurahan Kauman, Musrenbang Kecamatan Klojen."""

    class Kind(models.TextChoices):
        KELURAHAN = "kelurahan", "Forum Musrenbang Kelurahan"
        DISTRICT = "kecamatan", "Musrenbang Kecamatan"

    class Status(models.TextChoices):
        PLANNED = "direncanakan", "Direncanakan"
        OPEN = "dibuka", "Sedang berlangsung"
        CLOSED = "ditutup", "Selesai"
        NIL = "nihil", "Nihil"

    class Mode(models.TextChoices):
        HALL = "luring", "Tatap muka"
        ONLINE = "daring", "Daring"
        HYBRID = "hibrida", "Tatap muka dan daring"

    class Method(models.TextChoices):
        CONSENSUS = "mufakat", "Musyawarah mufakat/aklamasi"
        VOTING = "suara", "Pemungutan suara"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="forums", verbose_name="siklus")
    kind = models.CharField("jenis", max_length=10, choices=Kind)
    region = models.ForeignKey(Region, models.PROTECT, related_name="forums", verbose_name="wilayah")
    number = models.CharField("nomor", max_length=40, editable=False)
    status = models.CharField("status", max_length=14, choices=Status, default=Status.PLANNED, editable=False)
    starts_at = models.DateTimeField("mulai", null=True, blank=True)
    ends_at = models.DateTimeField("selesai", null=True, blank=True)
    place = models.CharField("tempat", max_length=160, blank=True)
    mode = models.CharField("cara", max_length=8, choices=Mode, default=Mode.HALL)
    announced_on = models.DateField("diumumkan pada", null=True, blank=True)
    topic = models.CharField("materi atau topik", max_length=300, blank=True)
    chair = models.CharField("pimpinan rapat", max_length=120, blank=True)
    chair_from = models.CharField("pimpinan dari", max_length=120, blank=True)
    secretary = models.CharField("notulis", max_length=120, blank=True)
    secretary_from = models.CharField("notulis dari", max_length=120, blank=True)
    method = models.CharField("cara kesepakatan", max_length=8, choices=Method, blank=True)
    votes_for = models.PositiveIntegerField("suara setuju", null=True, blank=True)
    votes_against = models.PositiveIntegerField("suara tidak setuju", null=True, blank=True)
    votes_abstain = models.PositiveIntegerField("suara abstain", null=True, blank=True)
    nil_reason = models.CharField("alasan nihil", max_length=300, blank=True)
    opened_at = models.DateTimeField("dibuka pada", null=True, blank=True, editable=False)
    opened_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dibuka oleh"
    )
    closed_at = models.DateTimeField("ditutup pada", null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditutup oleh"
    )
    history = HistoricalRecords()

    objects = ForumQuerySet.as_manager()

    class Meta:
        verbose_name = "forum"
        verbose_name_plural = "forum"
        ordering = ["cycle", "kind", "region__code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "kind", "region"],
                name="forum_once",
                violation_error_message="Forum untuk wilayah ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by=None) | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="forum_opened_pair",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="forum_closed_pair",
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="forum_time_forward",
                violation_error_message="Jam selesai harus sesudah jam mulai.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """`Forum Musrenbang Kelurahan Kauman`. Needs the region loaded."""
        return f"{self.get_kind_display()} {self.region.name}"

    @property
    def least_present(self) -> int:
        """Attendance the circular asks for (SE Walikota Malang 66/2021); unmet, the forum is still held and says so."""
        return {self.Kind.KELURAHAN: 30, self.Kind.DISTRICT: 75}[self.Kind(self.kind)]


class Attendance(models.Model):
    """One person present. Personal data: for the forum's own office and Bappeda only, never public."""

    class Sex(models.TextChoices):
        MALE = "L", "Laki-laki"
        FEMALE = "P", "Perempuan"

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="attendances", verbose_name="forum")
    name = models.CharField("nama", max_length=120)
    institution = models.CharField("lembaga/instansi", max_length=120, blank=True)
    element = models.CharField("unsur", max_length=60, blank=True)
    contact = models.CharField("alamat dan nomor telepon", max_length=200, blank=True)
    sex = models.CharField("L/P", max_length=1, choices=Sex)
    is_online = models.BooleanField("hadir daring", default=False)

    class Meta:
        verbose_name = "kehadiran"
        verbose_name_plural = "daftar hadir"
        ordering = ["forum", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "name", "institution"],
                name="attendance_once",
                violation_error_message="Orang ini sudah ada di daftar hadir.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Round(models.Model):
    """A round (putaran prioritas) turns usulan into an ordered list for one forum; prioritisation.md has the rules.

    With method MUFAKAT the forum enters the order itself; no scores, no threshold.
    """

    class Status(models.TextChoices):
        DRAFT = "draf", "Draf"
        FROZEN = "beku", "Beku"
        AGREED = "sepakat", "Sepakat"
        CLOSED = "tutup", "Tutup"
        ANNULLED = "batal", "Batal"

    class Method(models.TextChoices):
        CONSENSUS = "MUFAKAT", "Musyawarah mufakat"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="rounds", verbose_name="siklus")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="rounds", verbose_name="forum")
    public_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    code = models.CharField("kode", max_length=40, editable=False)
    version = models.PositiveSmallIntegerField("versi", default=1)
    status = models.CharField("status", max_length=8, choices=Status, default=Status.DRAFT)
    method = models.CharField("metode", max_length=10, choices=Method, default=Method.CONSENSUS)
    revision = models.PositiveIntegerField("perubahan ke-", default=0)

    class Meta:
        verbose_name = "putaran prioritas"
        verbose_name_plural = "putaran prioritas"
        ordering = ["cycle", "code", "-version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "version"], name="round_version_once"),
            models.UniqueConstraint(fields=["cycle", "code", "version"], name="round_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class Candidate(models.Model):
    """One usulan in a round: a snapshot of what counts, and the place the forum gives it inside its lane.

    A lane is one list that is ranked by itself: a jenis daftar in a kelurahan, a perangkat daerah in a kecamatan.
    """

    class Mark(models.TextChoices):
        NONE = "", "Menurut urutan"
        HELD = "tahan", "Ditahan forum"
        INSISTED = "masuk", "Dimasukkan forum di atas kuota"

    round = models.ForeignKey(Round, models.CASCADE, related_name="candidates", verbose_name="putaran")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="candidacies", verbose_name="usulan")
    lane = models.CharField("daftar", max_length=60)
    area = models.CharField("wilayah asal", max_length=24, blank=True)
    cost = models.PositiveBigIntegerField("biaya (rupiah)")
    volume = models.DecimalField("volume", max_digits=12, decimal_places=2, null=True, blank=True)
    position = models.PositiveSmallIntegerField("urutan forum")
    mark = models.CharField("keputusan forum", max_length=6, choices=Mark, blank=True, default=Mark.NONE)
    reason_code = models.CharField("kode alasan", max_length=18, choices=Reason, blank=True)
    reason = models.CharField("alasan", max_length=1000, blank=True)
    decision = models.OneToOneField(
        LevelDecision, models.PROTECT, null=True, blank=True, related_name="candidate", verbose_name="keputusan"
    )

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = "calon"
        verbose_name_plural = "calon"
        ordering = ["round", "lane", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "proposal"], name="candidate_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="candidate_position_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.lane} {self.position}"

    @property
    def title(self) -> str:
        """What is asked for, how much: `Gorong-gorong Diameter 40 cm, 120 m`. Needs the usulan loaded."""
        volume = self.proposal.current_coefficient.replace(" ", NBSP)
        return f"{self.proposal.title}, {volume}" if volume else self.proposal.title

    @property
    def is_outdated(self) -> bool:
        """A survey or BA perubahan has changed volume or cost since it was taken in. Needs the usulan loaded."""
        return (self.volume, self.cost) != (self.proposal.current_volume, self.proposal.current_amount)


class Limit(models.Model):
    """A quota or pagu as it stood when the forum opened: a frozen copy of `Quota` and `Ceiling`."""

    class Unit(models.TextChoices):
        PROPOSALS = "usulan", "usulan"
        RUPIAH = "rupiah", "rupiah"

    class Per(models.TextChoices):
        ALL = "", "Seluruh putaran"
        LANE = "daftar", "Tiap daftar"
        AREA = "wilayah", "Tiap wilayah asal"

    round = models.ForeignKey(Round, models.CASCADE, related_name="limits", verbose_name="putaran")
    code = models.CharField("kode", max_length=40)
    label = models.CharField("nama", max_length=80)
    per = models.CharField("berlaku untuk", max_length=8, choices=Per, blank=True, default=Per.ALL)
    only = models.CharField("hanya", max_length=60, blank=True, help_text="Kosong: setiap nilai dihitung sendiri.")
    unit = models.CharField("satuan", max_length=6, choices=Unit)
    maximum = models.PositiveBigIntegerField("paling banyak")

    class Meta:
        verbose_name = "batas"
        verbose_name_plural = "batas"
        ordering = ["round", "code", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "code"], name="limit_code_once")]

    def __str__(self) -> str:
        return self.label


class Move(models.Model):
    """One change the forum made to order or membership, never deleted."""

    class Kind(models.TextChoices):
        ORDER = "PINDAH", "Pindah urutan"
        HOLD = "KELUAR", "Ditahan"
        INSIST = "MASUK", "Dimasukkan di atas kuota"
        CLEAR = "LEPAS", "Kembali menurut urutan"

    round = models.ForeignKey(Round, models.CASCADE, related_name="moves", verbose_name="putaran")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="moves", verbose_name="calon")
    kind = models.CharField("jenis", max_length=8, choices=Kind)
    before = models.PositiveSmallIntegerField("dari urutan")
    after = models.PositiveSmallIntegerField("ke urutan")
    reason = models.CharField("alasan", max_length=1000, blank=True)
    by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "perpindahan"
        verbose_name_plural = "perpindahan"
        ordering = ["round", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.before} → {self.after}"
