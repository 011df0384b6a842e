"""Kabar: each decision told once, with its reason, to the group that asked; and reminders before a deadline."""

from django.db import models
from django.db.models import Q

from accounts.models import Office, OfficeHolding, ProposerGroup
from catalogue.models import Agency
from proposals.querysets import NoticeQuerySet

from .cycle import Cycle
from .event import Event
from .need import Need
from .proposal import Proposal


class Notice(models.Model):
    """One thing told to one group or agency. It leaves at `leaves_at`: ten minutes after a desk's decision, so that an
    undone decision is never told. `key` makes it once: `kejadian:<id>`, `ingat:<tahap>:<kelompok>:<hari>`.
    """

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="+", verbose_name="siklus")
    key = models.CharField("kunci", max_length=80)
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kejadian")
    proposal = models.ForeignKey(
        Proposal, models.CASCADE, null=True, blank=True, related_name="notices", verbose_name="usulan"
    )
    need = models.ForeignKey(
        Need, models.CASCADE, null=True, blank=True, related_name="notices", verbose_name="kebutuhan warga"
    )
    group = models.ForeignKey(
        ProposerGroup, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="kelompok"
    )
    agency = models.ForeignKey(
        Agency, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="perangkat daerah"
    )
    title = models.CharField("judul", max_length=160)
    text = models.CharField("isi", max_length=1400)
    link = models.CharField("tautan", max_length=200, blank=True)
    created_at = models.DateTimeField("dibuat")
    leaves_at = models.DateTimeField("disampaikan mulai")
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)

    mailed = models.BooleanField("surelnya disiapkan", default=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "kabar"
        verbose_name_plural = "kabar"
        ordering = ["-leaves_at", "-pk"]
        indexes = [
            models.Index(fields=["group", "-leaves_at"], name="notice_inbox_group"),
            models.Index(fields=["agency", "-leaves_at"], name="notice_inbox_agency"),
            models.Index(fields=["mailed", "leaves_at"], name="notice_to_mail"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "key"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(group__isnull=False) | Q(agency__isnull=False) | Q(need__isnull=False),
                name="notice_has_recipient",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class NoticeReading(models.Model):
    """One office has opened one notice, or the kelurahan handed it over on paper or by WhatsApp."""

    class How(models.TextChoices):
        INBOX = "kotak_masuk", "Dibaca di kotak masuk"
        HANDED = "diserahkan", "Diserahkan kelurahan"

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="readings", verbose_name="kabar")
    office = models.ForeignKey(Office, models.CASCADE, related_name="+", verbose_name="jabatan")
    how = models.CharField("cara", max_length=12, choices=How, default=How.INBOX)
    by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("dibaca")

    class Meta:
        verbose_name = "pembacaan kabar"
        verbose_name_plural = "pembacaan kabar"
        ordering = ["notice", "at", "pk"]
        constraints = [models.UniqueConstraint(fields=["notice", "office"], name="notice_read_once")]

    def __str__(self) -> str:
        return f"{self.notice}: {self.office}"


class NoticeMail(models.Model):
    """One e-mail of one notice to one address: sent once, or tried again by the next run."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="mails", verbose_name="kabar")
    address = models.EmailField("alamat")
    tries = models.PositiveSmallIntegerField("percobaan", default=0)
    tried_at = models.DateTimeField("dicoba", null=True, blank=True)
    sent_at = models.DateTimeField("terkirim", null=True, blank=True)
    problem = models.CharField("masalah", max_length=200, blank=True)

    class Meta:
        verbose_name = "surel kabar"
        verbose_name_plural = "surel kabar"
        ordering = ["notice", "pk"]
        constraints = [models.UniqueConstraint(fields=["notice", "address"], name="notice_mail_once")]

    def __str__(self) -> str:
        return f"{self.notice}: {self.pk}"
