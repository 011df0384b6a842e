"""Who may vote, what was cast, and nothing that ties the two together (prioritisation.md 9)."""

import secrets
import uuid

from django.db import models
from django.db.models import Q

from accounts.models import OfficeHolding

from .meeting import Delegate
from .round import Round


def _anywhere() -> int:
    """A random key, so that the order of the rows says nothing of the order of casting."""
    return secrets.randbits(62) + 1


class Voter(models.Model):
    """The mandate of one delegate in one round, and whether a ballot was given: never what is on it.

    Personal data: for the forum's own office. The digest is of a one-time code of 60 bits, printed once.
    """

    class Channel(models.TextChoices):
        PHONE = "ponsel", "Ponsel"
        PAPER = "kertas", "Kertas"

    round = models.ForeignKey(Round, models.PROTECT, related_name="voters", verbose_name="putaran")
    number = models.PositiveSmallIntegerField("nomor")
    name = models.CharField("nama", max_length=120)
    area = models.CharField("wilayah atau kelompok", max_length=120)
    mandate = models.CharField("mandat", max_length=200)
    delegate = models.ForeignKey(
        Delegate, models.PROTECT, null=True, blank=True, related_name="voters", verbose_name="delegasi"
    )
    is_present = models.BooleanField("hadir", default=False)
    channel = models.CharField("cara", max_length=6, choices=Channel, blank=True)
    digest = models.CharField("sidik kode", max_length=64, blank=True, editable=False)
    is_used = models.BooleanField("surat suara terpakai", default=False, editable=False)

    class Meta:
        verbose_name = "pemilik suara"
        verbose_name_plural = "pemilik suara"
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="voter_number_once"),
            models.UniqueConstraint(
                fields=["round", "name", "area"],
                name="voter_once",
                violation_error_message="Orang ini sudah menjadi pemilik suara.",
            ),
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="voter_digest_once"),
            models.CheckConstraint(condition=Q(is_used=False) | Q(is_present=True), name="voter_present_first"),
            models.CheckConstraint(
                condition=Q(channel="", is_used=False) | ~Q(channel=""), name="voter_used_by_a_channel"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Ballot(models.Model):
    """One ballot cast on a phone: the nomor chosen, the first first. No person, no time, no address."""

    id = models.BigIntegerField(primary_key=True, default=_anywhere, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="ballots", verbose_name="putaran")
    choices = models.JSONField("pilihan")

    class Meta:
        verbose_name = "surat suara"
        verbose_name_plural = "surat suara"
        ordering = ["round", "id"]

    def __str__(self) -> str:
        return "surat suara"


class Receipt(models.Model):
    """A code that its delegate alone was shown: in the public list it proves that the ballot is in the count."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="receipts", verbose_name="putaran")
    code = models.CharField("kode", max_length=12)

    class Meta:
        verbose_name = "bukti suara"
        verbose_name_plural = "bukti suara"
        ordering = ["round", "code"]
        constraints = [models.UniqueConstraint(fields=["round", "code"], name="receipt_once")]

    def __str__(self) -> str:
        return self.code


class PaperStack(models.Model):
    """The numbered blanks of one round: so many printed; spoiled and unused are counted when all is typed in."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="stack", verbose_name="putaran")
    issued = models.PositiveSmallIntegerField("dicetak")
    unused = models.PositiveSmallIntegerField("tidak terpakai", null=True, blank=True)

    class Meta:
        verbose_name = "tumpukan surat suara"
        verbose_name_plural = "tumpukan surat suara"

    def __str__(self) -> str:
        return f"{self.issued} lembar"


class PaperEntry(models.Model):
    """What one person read on one numbered blank. Two people must read the same; else a third reads it again."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="paper_entries", verbose_name="putaran")
    serial = models.PositiveSmallIntegerField("nomor lembar")
    hand = models.PositiveSmallIntegerField("pembacaan ke-")
    choices = models.JSONField("pilihan", default=list, blank=True)
    is_spoiled = models.BooleanField("rusak", default=False)
    by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "pembacaan surat suara"
        verbose_name_plural = "pembacaan surat suara"
        ordering = ["round", "serial", "hand"]
        constraints = [
            models.UniqueConstraint(fields=["round", "serial", "hand"], name="paper_hand_once"),
            models.UniqueConstraint(
                fields=["round", "serial", "by"],
                name="paper_reader_once",
                violation_error_message="Lembar ini sudah Anda baca. Minta orang lain membacanya.",
            ),
        ]

    def __str__(self) -> str:
        return f"lembar {self.serial}"
