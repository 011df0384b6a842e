"""What assessors give: one level per criterion and candidate, never changed; a later version counts instead."""

from django.db import models
from django.db.models import Q

from accounts.models import OfficeHolding

from .round import Candidate, Round
from .terms import Assessor, Criterion


class Score(models.Model):
    """The points of one assessor for one candidate on one criterion. Scoring again adds a version; the last counts."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="scores", verbose_name="putaran")
    assessor = models.ForeignKey(Assessor, models.PROTECT, related_name="scores", verbose_name="penilai")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="scores", verbose_name="calon")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores", verbose_name="kriteria")
    version = models.PositiveSmallIntegerField("versi", default=1)
    points = models.PositiveSmallIntegerField("nilai")
    by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "nilai"
        verbose_name_plural = "nilai"
        ordering = ["round", "assessor", "candidate", "criterion", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessor", "candidate", "criterion", "version"], name="score_version_once"
            ),
            models.CheckConstraint(condition=Q(points__lte=100), name="score_to_hundred"),
        ]

    def __str__(self) -> str:
        return str(self.points)


class Recusal(models.Model):
    """An assessor who does not score one candidate: the own group's, or a declared interest."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="recusals", verbose_name="putaran")
    assessor = models.ForeignKey(Assessor, models.PROTECT, related_name="recusals", verbose_name="penilai")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="recusals", verbose_name="calon")
    reason = models.CharField("alasan", max_length=300)
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "penilai mengundurkan diri"
        verbose_name_plural = "penilai mengundurkan diri"
        ordering = ["round", "assessor", "candidate"]
        constraints = [models.UniqueConstraint(fields=["assessor", "candidate"], name="recusal_once")]

    def __str__(self) -> str:
        return self.reason
