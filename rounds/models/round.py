"""The round in which a forum puts usulan in order: its candidates, its limits, what the forum moved."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import OfficeHolding
from catalogue.money import NBSP
from proposals.models import Cycle, LevelDecision, Proposal
from proposals.reasons import Reason
from rounds.querysets import CandidateQuerySet, RoundQuerySet

from .meeting import Forum

PER_HELP = "Dimensi dipisah koma: wilayah, kelompok, kelas, jenis, bidang, opd, sumber_dana. Kosong: seluruh putaran."
ONLY_HELP = "Contoh: kelas = RW; jenis = SARPRAS. Beberapa nilai dipisah koma. Kosong: semua usulan."


def where(per: str, only: str) -> str:
    """What a limit or guarantee covers, in words: `tiap sumber dana, hanya kelas RW dan jenis SARPRAS`."""
    some = " dan ".join(part.replace("=", " ") for part in only.split(";"))
    said = f"tiap {per}" if per else "seluruh putaran"
    return " ".join((f"{said}, hanya {some}" if some.strip() else said).replace("_", " ").split())


class Round(models.Model):
    """A round (putaran prioritas) turns usulan into an ordered list for one forum; prioritisation.md has the rules.

    Two forms share this table. In the hall (no `terms`) the forum enters the order itself, lane by lane, as it talks. A
    counted round has terms: criteria, ballots, limits and guarantees, frozen before the first score or ballot, and the
    engine computes a list from them that the forum then agrees on, changed or not.
    """

    class Status(models.TextChoices):
        DRAFT = "draf", "Draf"
        FROZEN = "beku", "Beku"
        COLLECTING = "kumpul", "Mengumpulkan nilai dan suara"
        SHUFFLING = "kocok", "Mengocok surat suara"
        COMPUTED = "hitung", "Terhitung"
        LOT = "undian", "Menunggu undian"
        AGREED = "sepakat", "Sepakat"
        CLOSED = "tutup", "Tutup"
        PUBLISHED = "terbit", "Terbit"
        ANNULLED = "batal", "Batal"
        REPLACED = "diganti", "Diganti versi baru"

    class Method(models.TextChoices):
        CONSENSUS = "MUFAKAT", "Urutan forum"
        BLEND = "GABUNGAN", "Gabungan nilai dan suara"
        SCORES = "SKOR", "Nilai saja"
        VOTES = "SUARA", "Suara saja"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="rounds", verbose_name="siklus")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="rounds", verbose_name="forum")
    public_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    code = models.CharField("kode", max_length=40, editable=False)
    version = models.PositiveSmallIntegerField("versi", default=1)
    status = models.CharField("status", max_length=8, choices=Status, default=Status.DRAFT)
    method = models.CharField("metode", max_length=10, choices=Method, default=Method.CONSENSUS)
    revision = models.PositiveIntegerField("perubahan ke-", default=0)
    opens_at = models.DateTimeField("pengumpulan dibuka", null=True, blank=True)
    closes_at = models.DateTimeField("pengumpulan ditutup", null=True, blank=True)
    rule = models.TextField("aturan beku", blank=True, editable=False)
    rule_hash = models.CharField("sidik aturan", max_length=64, blank=True, editable=False)
    frozen_at = models.DateTimeField("dibekukan", null=True, blank=True, editable=False)
    note = models.CharField("catatan kuorum", max_length=500, blank=True)
    annulled_because = models.CharField("alasan batal", max_length=500, blank=True, editable=False)
    discussing = models.ForeignKey(
        "Candidate", models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name="dibahas"
    )
    discussed_at = models.DateTimeField("dibahas sejak", null=True, blank=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "putaran prioritas"
        verbose_name_plural = "putaran prioritas"
        ordering = ["cycle", "code", "-version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code", "version"], name="round_code_once"),
            models.CheckConstraint(
                condition=Q(rule="", rule_hash="") | (~Q(rule="") & ~Q(rule_hash="")), name="round_rule_with_hash"
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="round_window_forward",
                violation_error_message="Pengumpulan harus ditutup sesudah dibuka.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("putaran", args=[self.code])

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_over(self) -> bool:
        return self.status in SETTLED

    @property
    def is_counted(self) -> bool:
        return self.status in COUNTED


_S = Round.Status
NEXT: dict[str, frozenset[str]] = {
    _S.DRAFT: frozenset({_S.FROZEN, _S.ANNULLED}),
    _S.FROZEN: frozenset({_S.DRAFT, _S.COLLECTING, _S.ANNULLED}),
    _S.COLLECTING: frozenset({_S.SHUFFLING, _S.ANNULLED, _S.REPLACED}),
    _S.SHUFFLING: frozenset({_S.COMPUTED, _S.LOT}),
    _S.COMPUTED: frozenset({_S.AGREED, _S.ANNULLED, _S.REPLACED}),
    _S.LOT: frozenset({_S.COMPUTED, _S.ANNULLED, _S.REPLACED}),
    _S.AGREED: frozenset({_S.CLOSED, _S.ANNULLED, _S.REPLACED}),
    _S.CLOSED: frozenset({_S.PUBLISHED}),
}
"""Which status of a counted round may follow which (prioritisation.md 3.1); what is not named ends there."""
SETTLED = frozenset({_S.CLOSED, _S.PUBLISHED})
"""Where the agreed list is fixed, and only an addendum changes it."""
COUNTED = SETTLED | {_S.LOT, _S.COMPUTED, _S.AGREED}
"""Where there is a computed list to look at."""


class Candidate(models.Model):
    """One usulan in a round: a snapshot of what counts, and the place the forum gives it inside its lane.

    A lane is one list that is ranked by itself: a jenis daftar in a kelurahan, a perangkat daerah in a kecamatan. In a
    counted round `facts` holds what the engine reads (`rounds.snapshot`), as it stood at freeze.
    """

    class Mark(models.TextChoices):
        NONE = "", "Menurut urutan"
        HELD = "tahan", "Ditahan forum"
        INSISTED = "masuk", "Dimasukkan forum di atas kuota"

    class Verdict(models.TextChoices):
        NONE = "", "Belum diputus sidang"
        FORWARDED = "diteruskan", "Diteruskan ke kota"
        THIS_YEAR = "tahun_berjalan", "Diakomodir tahun berjalan"
        REFUSED = "ditolak", "Ditolak"

    round = models.ForeignKey(Round, models.CASCADE, related_name="candidates", verbose_name="putaran")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="candidacies", verbose_name="usulan")
    lane = models.CharField("daftar", max_length=60)
    area = models.CharField("wilayah asal", max_length=24, blank=True)
    cost = models.PositiveBigIntegerField("biaya (rupiah)")
    volume = models.DecimalField("volume", max_digits=12, decimal_places=2, null=True, blank=True)
    facts = models.JSONField("data beku", default=dict, blank=True, editable=False)
    position = models.PositiveSmallIntegerField("urutan forum")
    mark = models.CharField("keputusan forum", max_length=6, choices=Mark, blank=True, default=Mark.NONE)
    verdict = models.CharField("keputusan sidang", max_length=14, choices=Verdict, blank=True, default=Verdict.NONE)
    """What a sidang kelompok said of a surveyed usulan; written as its decision when the sidang is closed."""
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
    def is_ended(self) -> bool:
        """The sidang has said that it does not go on: done this year, or refused."""
        return self.verdict in {self.Verdict.THIS_YEAR, self.Verdict.REFUSED}

    @property
    def is_outdated(self) -> bool:
        """A survey or BA perubahan has changed volume or cost since it was taken in. Needs the usulan loaded."""
        return (self.volume, self.cost) != (self.proposal.current_volume, self.proposal.current_amount)


class Limit(models.Model):
    """A quota or pagu of one round. In the hall: a frozen copy of `Quota` and `Ceiling`; in a counted round: its own.

    A counted round reads `per` as dimensions (`kelompok`, `wilayah, jenis`), `only` as `kelas = RW; jenis = SARPRAS`,
    `special` as one line a key (`RW 05 = 2`).
    """

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
    per = models.CharField("tiap", max_length=80, blank=True, help_text=PER_HELP)
    only = models.CharField("hanya", max_length=200, blank=True, help_text=ONLY_HELP)
    unit = models.CharField("satuan", max_length=6, choices=Unit)
    maximum = models.PositiveBigIntegerField("paling banyak")
    special = models.TextField("khusus", max_length=4000, blank=True, help_text="Satu baris satu nilai: RW 05 = 2.")

    class Meta:
        verbose_name = "batas"
        verbose_name_plural = "batas"
        ordering = ["round", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "code"],
                name="limit_code_once",
                violation_error_message="Kode batas ini sudah dipakai di putaran ini.",
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def where(self) -> str:
        return where(self.per, self.only)


class Move(models.Model):
    """One change the forum made to order or membership, never deleted.

    On the list of a counted round every one has a reason, who asked for it and how it was agreed.
    """

    class Kind(models.TextChoices):
        ORDER = "PINDAH", "Pindah urutan"
        HOLD = "KELUAR", "Ditahan"
        INSIST = "MASUK", "Dimasukkan di atas kuota"
        CLEAR = "LEPAS", "Kembali menurut urutan"
        CHANGE = "UBAH", "Volume diubah"
        VERDICT = "PUTUSAN", "Diputus sidang"

    round = models.ForeignKey(Round, models.CASCADE, related_name="moves", verbose_name="putaran")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="moves", verbose_name="calon")
    kind = models.CharField("jenis", max_length=8, choices=Kind)
    before = models.PositiveSmallIntegerField("dari urutan")
    after = models.PositiveSmallIntegerField("ke urutan")
    reason = models.CharField("alasan", max_length=1000, blank=True)
    volume = models.DecimalField("volume baru", max_digits=12, decimal_places=2, null=True, blank=True)
    asked_by = models.CharField("diminta oleh", max_length=120, blank=True)
    votes = models.JSONField("suara setuju, menolak, abstain", null=True, blank=True)
    by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "perpindahan"
        verbose_name_plural = "perpindahan"
        ordering = ["round", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.before} → {self.after}"
