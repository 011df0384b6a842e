"""What one level decided on one usulan. Never overwritten: a correction adds a version."""

from django.db import models
from django.db.models import Q

from accounts.models import OfficeHolding
from catalogue.models import Agency, Nomenclature
from proposals.querysets import LevelDecisionQuerySet
from proposals.reasons import Reason

from .cycle import Cycle, Funding
from .proposal import Proposal


class Level(models.TextChoices):
    """The levels that decide, from below to above."""

    KELURAHAN = "kelurahan", "Kelurahan"
    DESK = "desk", "Desk kecamatan"
    DISTRICT = "kecamatan", "Kecamatan"
    PARTNER = "mitra", "Mitra Bappeda"
    AGENCY = "opd", "Perangkat daerah"
    BUDGET = "tapd", "Tim Anggaran"


class Outcome(models.TextChoices):
    """What a level may say."""

    ACCEPTED = "diterima", "Diterima"
    CHANGED = "diterima_ubah", "Diterima dengan perubahan"
    MERGED = "digabung", "Digabung"
    RETURNED = "dikembalikan", "Dikembalikan"
    REJECTED = "ditolak", "Ditolak"
    MOVED = "pindah_opd", "Pindah perangkat daerah"
    PRIORITY = "prioritas", "Menjadi prioritas"
    RESERVE = "cadangan", "Cadangan"
    NOT_AGREED = "belum_disepakati", "Belum disepakati"
    UNFUNDED = "belum_terdanai", "Belum terdanai"
    ACCOMMODATED = "diakomodir", "Diakomodir"
    THIS_YEAR = "tahun_berjalan", "Diakomodir tahun berjalan"
    FEASIBLE = "layak", "Layak"
    HELD = "ditunda", "Ditunda"
    UNDONE = "dibatalkan", "Keputusan dibatalkan"


class LevelDecision(models.Model):
    """One row per usulan, level and version. Forum and round stand here as data, so that the usulan's page needs no
    other app to tell why: `Forum Musrenbang Kelurahan Kauman`, urutan 11, kurang Rp 12.400.000.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="+", verbose_name="siklus")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="decisions", verbose_name="usulan")
    level = models.CharField("tingkat", max_length=10, choices=Level)
    version = models.PositiveSmallIntegerField("versi")
    outcome = models.CharField("keputusan", max_length=18, choices=Outcome)
    volume = models.DecimalField("volume", max_digits=12, decimal_places=2, null=True, blank=True)
    unit_price = models.PositiveBigIntegerField("harga per satuan (rupiah)", null=True, blank=True)
    amount = models.PositiveBigIntegerField("anggaran (rupiah)", default=0)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="perangkat daerah"
    )
    subactivity = models.ForeignKey(
        Nomenclature, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sub kegiatan"
    )
    rank = models.PositiveSmallIntegerField("urutan", null=True, blank=True)
    funding = models.CharField("sumber pendanaan", max_length=12, choices=Funding, blank=True)
    reason_code = models.CharField("kode alasan", max_length=18, choices=Reason, blank=True)
    reason = models.CharField("alasan", max_length=1000, blank=True)
    may_repeat = models.BooleanField("boleh diusulkan lagi", default=True)
    parent = models.ForeignKey(
        Proposal, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="usulan induk"
    )
    forum_number = models.CharField("nomor forum", max_length=40, blank=True)
    forum_label = models.CharField("forum", max_length=160, blank=True)
    round_code = models.CharField("kode putaran", max_length=40, blank=True)
    round_numbers = models.JSONField("angka putaran", default=dict, blank=True)
    round_sentence = models.CharField("kalimat putaran", max_length=400, blank=True)
    decided_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, related_name="+", verbose_name="diputuskan oleh"
    )
    decided_at = models.DateTimeField("diputuskan pada")

    objects = LevelDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "keputusan tingkat"
        verbose_name_plural = "keputusan tingkat"
        ordering = ["proposal", "decided_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "level", "version"], name="decision_version_once"),
            models.CheckConstraint(
                condition=~Q(outcome="ditolak") | Q(amount=0),
                name="decision_refused_is_zero",
                violation_error_message="Usulan yang ditolak tidak mempunyai anggaran.",
            ),
            models.CheckConstraint(
                condition=~Q(
                    outcome__in=[
                        "diterima_ubah",
                        "ditunda",
                        "dibatalkan",
                        "dikembalikan",
                        "ditolak",
                        "cadangan",
                        "belum_disepakati",
                        "belum_terdanai",
                    ]
                )
                | (~Q(reason="") & (Q(outcome__in=["diterima_ubah", "ditunda", "dibatalkan"]) | ~Q(reason_code=""))),
                name="decision_has_reason",
                violation_error_message="Keputusan ini memerlukan alasan.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="digabung") | Q(parent__isnull=False), name="decision_merge_has_parent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.get_outcome_display()}"
