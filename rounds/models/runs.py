"""What the engine computed, kept for ever: runs with one stored result per candidate, the lot, addenda."""

from django.db import models
from django.db.models import Q

from accounts.models import OfficeHolding

from .round import Candidate, Round


class Run(models.Model):
    """One computation: with which engine, from which rule, to which bytes. Never changed, never deleted."""

    class Kind(models.TextChoices):
        FIRST = "hitung", "Hitungan"
        LOT = "undian", "Hitungan sesudah undian"

    round = models.ForeignKey(Round, models.PROTECT, related_name="runs", verbose_name="putaran")
    number = models.PositiveSmallIntegerField("hitungan ke-")
    kind = models.CharField("jenis", max_length=8, choices=Kind)
    engine = models.PositiveSmallIntegerField("versi mesin")
    rule_hash = models.CharField("sidik aturan", max_length=64)
    seed = models.CharField("benih undian", max_length=60, blank=True)
    result = models.TextField("hasil.csv")
    result_hash = models.CharField("sidik hasil", max_length=64)
    ties = models.JSONField("seri yang memerlukan undian", default=list)
    unmet = models.JSONField("jaminan tak terpenuhi", default=list)
    rooms = models.JSONField("terpakai dan sisa", default=list)
    advice = models.JSONField("pembanding", default=dict)
    by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "hitungan"
        verbose_name_plural = "hitungan"
        ordering = ["round", "number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="run_once")]

    def __str__(self) -> str:
        return f"Hitungan {self.number}"


class RunResult(models.Model):
    """What one run says of one candidate: code, numbers, sentences. Shown as stored, never computed again."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="results", verbose_name="hitungan")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="results", verbose_name="calon")
    code = models.CharField("kode", max_length=12)
    place = models.PositiveSmallIntegerField("urutan nilai", null=True)
    award = models.PositiveSmallIntegerField("urutan pembiayaan", null=True)
    reserve = models.PositiveSmallIntegerField("cadangan", null=True)
    amount = models.PositiveBigIntegerField("dibiayai (rupiah)")
    score = models.CharField("nilai", max_length=20, blank=True)
    criteria = models.CharField("nilai kriteria", max_length=20, blank=True)
    ballots = models.CharField("nilai suara", max_length=20, blank=True)
    sentences = models.JSONField("kalimat", default=list)
    numbers = models.JSONField("angka", default=dict)

    class Meta:
        verbose_name = "hasil calon"
        verbose_name_plural = "hasil calon"
        ordering = ["run", "award", "reserve", "candidate"]
        constraints = [models.UniqueConstraint(fields=["run", "candidate"], name="result_once")]

    def __str__(self) -> str:
        return self.code

    @property
    def won(self) -> bool:
        return self.code == "MENANG"


class Lot(models.Model):
    """The lot of one round: a seed drawn in the forum, typed once, confirmed by a second person before witnesses."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="lot", verbose_name="putaran")
    seed = models.CharField("benih undian", max_length=60)
    witnesses = models.JSONField("saksi")
    after_closing = models.BooleanField("undian adendum", default=False)
    """Drawn for an addendum, where the round itself needed no lot; the first run then knows nothing of it."""
    drawn_by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="dicatat oleh")
    drawn_at = models.DateTimeField("dicatat pada")
    confirmed_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, related_name="+", verbose_name="dibenarkan oleh"
    )
    confirmed_at = models.DateTimeField("dibenarkan pada", null=True)

    class Meta:
        verbose_name = "undian"
        verbose_name_plural = "undian"
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="lot_confirmed_pair",
            )
        ]

    def __str__(self) -> str:
        return self.seed


class Addendum(models.Model):
    """A numbered change after TUTUP: a winner dropped out, money was added, an error was mended. Winners stay.

    `dropped`, `added` and `corrections` hold what the published adendum.json says under `gugur`, `tambahan`, `ralat`;
    `moves` what the forum changed besides, `promoted` the nomor that came in. `seed` only where a lot was drawn for it.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="addenda", verbose_name="putaran")
    number = models.PositiveSmallIntegerField("nomor")
    reason = models.CharField("alasan", max_length=500)
    report_number = models.CharField("nomor berita acara", max_length=60)
    dropped = models.JSONField("usulan gugur", default=list)
    added = models.JSONField("tambahan pagu (rupiah)", default=list)
    moves = models.JSONField("perubahan forum", default=list, blank=True)
    corrections = models.JSONField("ralat", default=list, blank=True)
    promoted = models.JSONField("usulan naik", default=list)
    seed = models.CharField("benih undian", max_length=60, blank=True)
    witnesses = models.JSONField("saksi", default=list, blank=True)
    previous_hash = models.CharField("sidik dokumen sebelumnya", max_length=64)
    document_hash = models.CharField("sidik dokumen", max_length=64)
    signed_by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="ditandatangani oleh")
    signed_at = models.DateTimeField("ditandatangani pada")

    class Meta:
        verbose_name = "adendum"
        verbose_name_plural = "adendum"
        ordering = ["round", "number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="addendum_once")]

    def __str__(self) -> str:
        return f"Adendum {self.number}"
