"""What colleagues of one desk share of a usulan: who takes it, and what they note. Never public, never in exports."""

from django.db import models

from accounts.models import Office, OfficeHolding

from .proposal import Proposal


class DeskTask(models.Model):
    """Who of a desk takes a usulan: an office, so that the work stays with it when its holder changes.

    Each desk has its own: what the kelurahan shares out says nothing of the kecamatan's or the agency's work.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="desk_tasks", verbose_name="usulan")
    desk = models.CharField("meja", max_length=60)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="dikerjakan oleh")

    class Meta:
        verbose_name = "pembagian tugas"
        verbose_name_plural = "pembagian tugas"
        ordering = ["proposal", "desk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "desk"],
                name="desk_task_one_of_desk",
                violation_error_message="Usulan ini sudah dibagikan di meja ini.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.desk}: {self.proposal_id}"


class DeskNote(models.Model):
    """A private remark among the colleagues of one desk."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="desk_notes", verbose_name="usulan")
    desk = models.CharField("meja", max_length=60)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="jabatan")
    by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("ditulis")
    text = models.CharField("catatan", max_length=500)

    class Meta:
        verbose_name = "catatan meja"
        verbose_name_plural = "catatan meja"
        ordering = ["proposal", "at", "pk"]
        indexes = [models.Index(fields=["proposal", "desk"], name="desk_note_of_desk")]

    def __str__(self) -> str:
        return self.text[:60]
