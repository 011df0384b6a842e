"""The round in which a forum puts usulan in order: its candidates, its limits, what the forum moved."""

import uuid

from django.db import models
from django.db.models import Q

from accounts.models import OfficeHolding
from catalogue.money import NBSP
from proposals.models import Cycle, LevelDecision, Proposal
from proposals.reasons import Reason
from rounds.querysets import CandidateQuerySet

from .meeting import Forum


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
    discussing = models.ForeignKey(
        "Candidate", models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name="dibahas"
    )
    discussed_at = models.DateTimeField("dibahas sejak", null=True, blank=True, editable=False)

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
