"""The rule of a counted round while it is being written: terms, criteria, guarantees, bonds. Frozen as `Round.rule`."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from accounts.models import OfficeHolding
from catalogue.models import Agency, KamusItem
from proposals.models import Proposal

from .round import ONLY_HELP, PER_HELP, Round, where

PERCENT = [MaxValueValidator(100)]
RUBRIC_HELP = "Satu baris satu tingkat, 3 sampai 6 tingkat: 100 = Rusak berat. Harus ada 0 dan 100."


class Terms(models.Model):
    """How a counted round counts: which usulan, scores or ballots or both, from which score on.

    `Musrenbang Kecamatan Klojen, Fisik`: scores weigh 60, ballots 40; each delegate ranks three; threshold 20.
    """

    class Middle(models.TextChoices):
        MEDIAN = "MEDIAN", "Nilai tengah"
        MEAN = "RATA", "Rata-rata"

    class Skip(models.TextChoices):
        GO_ON = "LEWATI", "Yang tidak muat dilewati"
        STOP = "BERHENTI", "Berhenti pada yang pertama tidak muat"

    class Ballot(models.TextChoices):
        RANKED = "PERINGKAT", "Peringkat"
        APPROVAL = "SETUJU", "Setuju"

    class Points(models.TextChoices):
        FIXED = "TETAP", "Tetap: pilihan pertama mendapat k"
        SPREAD = "RATA", "Menurut banyaknya calon"

    class Publication(models.TextChoices):
        TOTALS = "JUMLAH", "Jumlah tiap usulan"
        FULL = "PENUH", "Setiap surat suara tanpa nama"

    round = models.OneToOneField(Round, models.CASCADE, related_name="terms", verbose_name="putaran")
    title = models.CharField("nama putaran", max_length=80)
    only_kind = models.CharField("hanya sifat", max_length=10, choices=KamusItem.Kind, blank=True)
    only_list = models.CharField("hanya jenis daftar", max_length=12, blank=True)
    only_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="hanya perangkat daerah"
    )
    alpha = models.PositiveSmallIntegerField(
        "bobot nilai", default=60, validators=PERCENT, help_text="0 sampai 100; sisanya bobot suara."
    )
    threshold = models.PositiveSmallIntegerField("ambang nilai", default=0, validators=PERCENT)
    middle = models.CharField("nilai beberapa penilai", max_length=6, choices=Middle, default=Middle.MEDIAN)
    assessors_needed = models.PositiveSmallIntegerField("penilai paling sedikit", default=3)
    skip = models.CharField("bila tidak muat", max_length=8, choices=Skip, default=Skip.GO_ON)
    ballot = models.CharField("bentuk surat suara", max_length=9, choices=Ballot, default=Ballot.RANKED)
    choices = models.PositiveSmallIntegerField(
        "pilihan paling banyak", default=3, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    choices_least = models.PositiveSmallIntegerField(
        "pilihan paling sedikit", default=3, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    points = models.CharField("cara menghitung peringkat", max_length=5, choices=Points, default=Points.FIXED)
    publication = models.CharField("suara diterbitkan", max_length=6, choices=Publication, default=Publication.TOTALS)
    go_on_reason = models.CharField("alasan tanpa kelurahan yang belum mengirim", max_length=500, blank=True)
    ahp = models.TextField(
        "matriks AHP", max_length=2000, blank=True, help_text="Tidak wajib. Satu baris satu kriteria: 1, 3, 1/5."
    )

    class Meta:
        verbose_name = "aturan hitungan"
        verbose_name_plural = "aturan hitungan"
        constraints = [
            models.CheckConstraint(condition=Q(alpha__lte=100) & Q(threshold__lte=100), name="terms_percent"),
            models.CheckConstraint(
                condition=Q(choices_least__lte=F("choices")),
                name="terms_choices",
                violation_error_message="Pilihan paling sedikit tidak boleh melebihi yang paling banyak.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """One thing that assessors look at: Keterdesakan, weight 40, with its rubric from 0 to 100."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="criteria", verbose_name="putaran")
    place = models.PositiveSmallIntegerField("urutan", default=1)
    code = models.CharField("kode", max_length=8)
    name = models.CharField("kriteria", max_length=80)
    weight = models.PositiveSmallIntegerField("bobot", validators=PERCENT)
    list_kind = models.CharField("hanya jenis daftar", max_length=12, blank=True)
    rubric = models.TextField("rubrik", max_length=2000, help_text=RUBRIC_HELP)

    class Meta:
        verbose_name = "kriteria"
        verbose_name_plural = "kriteria"
        ordering = ["round", "list_kind", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "code"],
                name="criterion_code_once",
                violation_error_message="Kode kriteria ini sudah dipakai di putaran ini.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Guarantee(models.Model):
    """A jaminan: so many for each key before anyone wins by score: 1 SARPRAS per RW, 2 per lembaga."""

    class Order(models.TextChoices):
        BY_SCORE = "SKOR", "Nilai tertinggi dahulu"
        BY_OWN_RANK = "URUTAN", "Urutan kelompok sendiri"

    round = models.ForeignKey(Round, models.CASCADE, related_name="guarantees", verbose_name="putaran")
    place = models.PositiveSmallIntegerField("urutan", default=1)
    code = models.CharField("kode", max_length=40)
    label = models.CharField("nama", max_length=80)
    per = models.CharField("tiap", max_length=80, blank=True, help_text=PER_HELP)
    only = models.CharField("hanya", max_length=200, blank=True, help_text=ONLY_HELP)
    count = models.PositiveSmallIntegerField("paling sedikit (usulan)", validators=[MinValueValidator(1)])
    order = models.CharField("urut menurut", max_length=6, choices=Order, default=Order.BY_OWN_RANK)

    class Meta:
        verbose_name = "jaminan"
        verbose_name_plural = "jaminan"
        ordering = ["round", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "code"],
                name="guarantee_code_once",
                violation_error_message="Kode jaminan ini sudah dipakai di putaran ini.",
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def where(self) -> str:
        return where(self.per, self.only)


class Bond(models.Model):
    """Two usulan that cannot both be funded, or of which one needs the other: paving only after the gorong-gorong."""

    class Kind(models.TextChoices):
        CONFLICT = "KONFLIK", "tidak dapat dibiayai bersama"
        REQUIREMENT = "SYARAT", "bergantung pada"

    round = models.ForeignKey(Round, models.CASCADE, related_name="bonds", verbose_name="putaran")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+", verbose_name="usulan")
    kind = models.CharField("hubungan", max_length=7, choices=Kind)
    other = models.ForeignKey(Proposal, models.PROTECT, related_name="+", verbose_name="usulan lain")
    note = models.CharField("keterangan", max_length=160)

    class Meta:
        verbose_name = "hubungan usulan"
        verbose_name_plural = "hubungan usulan"
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "proposal", "other"], name="bond_once"),
            models.CheckConstraint(
                condition=~Q(proposal=F("other")),
                name="bond_of_two",
                violation_error_message="Pilih dua usulan yang berbeda.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.get_kind_display()} {self.other_id}"


class Assessor(models.Model):
    """Somebody who scores, by number in all that is published. Enters scores by the login of the office."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="assessors", verbose_name="putaran")
    number = models.PositiveSmallIntegerField("nomor")
    holding = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="jabatan")

    class Meta:
        verbose_name = "penilai"
        verbose_name_plural = "penilai"
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="assessor_number_once"),
            models.UniqueConstraint(
                fields=["round", "holding"],
                name="assessor_once",
                violation_error_message="Jabatan ini sudah menjadi penilai.",
            ),
        ]

    def __str__(self) -> str:
        return f"Penilai {self.number}"
