"""The numbered paper of a meeting without a device: each sheet that was printed, and what was typed from it."""

from django.db import models
from django.db.models import Q

from accounts.models import OfficeHolding
from proposals.models import Proposal

from .meeting import Forum

ROWS = 20
"""Lines of one attendance sheet."""
MOST = 999
"""Sheets of one kind in one forum: their numbers have three digits."""
HANDS = 2
"""So many people type each sheet; the hand after them chose between the two."""


class Blank(models.Model):
    """One printed sheet, for good: U-007 of Rembuk RW 05. A number is never printed anew for another sheet.

    Two people type it. Where they agree it is used: a usulan of the group, or names on the attendance list. Where they
    differ it waits for somebody who reads the paper again. What was left over or spoiled is said, so that the count
    adds up: printed 20 = used 14 + left over 5 + spoiled 1.
    """

    class Kind(models.TextChoices):
        USULAN = "usulan", "Lembar usulan"
        PRESENT = "hadir", "Daftar hadir"

    class State(models.TextChoices):
        PRINTED = "dicetak", "Belum diketik"
        ONCE = "sekali", "Diketik sekali"
        DIFFERS = "beda", "Beda ketikan"
        USED = "dipakai", "Dipakai"
        UNUSED = "kosong", "Tidak terpakai"
        SPOILED = "rusak", "Rusak"

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="blanks", verbose_name="forum")
    kind = models.CharField("jenis", max_length=6, choices=Kind)
    number = models.PositiveSmallIntegerField("nomor")
    state = models.CharField("keadaan", max_length=7, choices=State, default=State.PRINTED)
    proposal = models.OneToOneField(
        Proposal, models.PROTECT, null=True, blank=True, related_name="blank", verbose_name="usulan"
    )
    printed_by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="dicetak oleh")
    printed_at = models.DateTimeField("dicetak pada")

    class Meta:
        verbose_name = "lembar kertas"
        verbose_name_plural = "lembar kertas"
        ordering = ["forum", "kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "kind", "number"], name="blank_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=MOST), name="blank_number_of_three_digits"),
            models.CheckConstraint(
                condition=Q(kind="usulan", state="dipakai", proposal__isnull=False)
                | (Q(proposal=None) & ~Q(kind="usulan", state="dipakai")),
                name="blank_used_for_one_usulan",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """`U-007`, as it stands at the head of the sheet."""
        return f"{MARKS[self.kind]}-{self.number:03d}"


MARKS: dict[str, str] = {Blank.Kind.USULAN: "U", Blank.Kind.PRESENT: "H"}
"""The letter before the number of a sheet."""
ASIDE = (Blank.State.UNUSED, Blank.State.SPOILED)
"""What is said of a sheet that brings nothing."""
OF_USULAN = (Forum.Kind.REMBUK, Forum.Kind.KELURAHAN)
"""Meetings that hand out sheets for usulan; who came is written down at every meeting."""


class Reading(models.Model):
    """What one person read on one sheet. The first two know nothing of each other; the third chose between them.

    `values` are the fields of the sheet as its form takes them. Personal data, as attendance is. Never changed.
    """

    blank = models.ForeignKey(Blank, models.PROTECT, related_name="readings", verbose_name="lembar")
    hand = models.PositiveSmallIntegerField("pembacaan ke-")
    mark = models.CharField(
        "tidak dipakai karena", max_length=7, choices=[(s.value, s.label) for s in ASIDE], blank=True
    )
    values = models.JSONField("isi", default=dict, blank=True)
    by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "pembacaan lembar"
        verbose_name_plural = "pembacaan lembar"
        ordering = ["blank", "hand"]
        constraints = [
            models.UniqueConstraint(fields=["blank", "hand"], name="reading_hand_once"),
            models.UniqueConstraint(
                fields=["blank", "by"],
                condition=Q(hand__lte=HANDS),
                name="reading_by_two",
                violation_error_message="Lembar ini sudah Anda ketik. Minta orang lain mengetiknya.",
            ),
        ]

    def __str__(self) -> str:
        return f"pembacaan ke-{self.hand}"
