"""Forums: the meeting itself, its agenda and invitation, who came, whom it sent on."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import OfficeHolding
from proposals.models import Cycle
from regions.models import Region
from rounds.customs import CUSTOMS, Custom
from rounds.querysets import ForumQuerySet


class Forum(models.Model):
    """One dated meeting that fixes a list: Forum Musrenbang Kelurahan Kauman, Musrenbang Kecamatan Klojen."""

    class Kind(models.TextChoices):
        KELURAHAN = "kelurahan", "Forum Musrenbang Kelurahan"
        DISTRICT = "kecamatan", "Musrenbang Kecamatan"

    class Status(models.TextChoices):
        PLANNED = "direncanakan", "Direncanakan"
        OPEN = "dibuka", "Sedang berlangsung"
        CLOSED = "ditutup", "Selesai"
        NIL = "nihil", "Nihil"

    class Mode(models.TextChoices):
        HALL = "luring", "Tatap muka"
        ONLINE = "daring", "Daring"
        HYBRID = "hibrida", "Tatap muka dan daring"

    class Method(models.TextChoices):
        CONSENSUS = "mufakat", "Musyawarah mufakat/aklamasi"
        VOTING = "suara", "Pemungutan suara"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="forums", verbose_name="siklus")
    kind = models.CharField("jenis", max_length=10, choices=Kind)
    region = models.ForeignKey(Region, models.PROTECT, related_name="forums", verbose_name="wilayah")
    number = models.CharField("nomor", max_length=40, editable=False)
    status = models.CharField("status", max_length=14, choices=Status, default=Status.PLANNED, editable=False)
    starts_at = models.DateTimeField("mulai", null=True, blank=True)
    ends_at = models.DateTimeField("selesai", null=True, blank=True)
    place = models.CharField("tempat", max_length=160, blank=True)
    mode = models.CharField("cara", max_length=8, choices=Mode, default=Mode.HALL)
    announced_on = models.DateField("diumumkan pada", null=True, blank=True)
    topic = models.CharField("materi atau topik", max_length=300, blank=True)
    chair = models.CharField("pimpinan rapat", max_length=120, blank=True)
    chair_from = models.CharField("pimpinan dari", max_length=120, blank=True)
    secretary = models.CharField("notulis", max_length=120, blank=True)
    secretary_from = models.CharField("notulis dari", max_length=120, blank=True)
    method = models.CharField("cara kesepakatan", max_length=8, choices=Method, blank=True)
    votes_for = models.PositiveIntegerField("suara setuju", null=True, blank=True)
    votes_against = models.PositiveIntegerField("suara tidak setuju", null=True, blank=True)
    votes_abstain = models.PositiveIntegerField("suara abstain", null=True, blank=True)
    checkin_code = models.CharField("kode hadir", max_length=8, blank=True, editable=False)
    nil_reason = models.CharField("alasan nihil", max_length=300, blank=True)
    opened_at = models.DateTimeField("dibuka pada", null=True, blank=True, editable=False)
    opened_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dibuka oleh"
    )
    closed_at = models.DateTimeField("ditutup pada", null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditutup oleh"
    )
    history = HistoricalRecords()

    objects = ForumQuerySet.as_manager()

    class Meta:
        verbose_name = "forum"
        verbose_name_plural = "forum"
        ordering = ["cycle", "kind", "region__code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "kind", "region"],
                name="forum_once",
                violation_error_message="Forum untuk wilayah ini sudah ada.",
            ),
            models.UniqueConstraint(fields=["checkin_code"], condition=~Q(checkin_code=""), name="forum_checkin_once"),
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by=None) | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="forum_opened_pair",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="forum_closed_pair",
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="forum_time_forward",
                violation_error_message="Jam selesai harus sesudah jam mulai.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """`Forum Musrenbang Kelurahan Kauman`. Needs the region loaded."""
        return f"{self.get_kind_display()} {self.region.name}"

    @property
    def custom(self) -> Custom:
        """What the circular asks of a forum of this kind."""
        return CUSTOMS[self.kind]

    @property
    def least_present(self) -> int:
        """Attendance that is asked for; unmet, the forum is still held and says so."""
        return self.custom.least_present


class Sex(models.TextChoices):
    MALE = "L", "Laki-laki"
    FEMALE = "P", "Perempuan"


class AgendaItem(models.Model):
    """One point of the agenda with its time: 09.20, pemaparan lurah."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="agenda", verbose_name="forum")
    place = models.PositiveSmallIntegerField("urutan")
    starts = models.TimeField("pukul", null=True, blank=True)
    title = models.CharField("acara", max_length=160)
    speaker = models.CharField("oleh", max_length=120, blank=True)

    class Meta:
        verbose_name = "acara"
        verbose_name_plural = "susunan acara"
        ordering = ["forum", "place"]
        constraints = [models.UniqueConstraint(fields=["forum", "place"], name="agenda_place_once")]

    def __str__(self) -> str:
        return self.title


class Invitation(models.Model):
    """One element that is invited, with the person or body where it is named: Ketua LPMK; Tokoh agama, H. Salim."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="invitations", verbose_name="forum")
    place = models.PositiveSmallIntegerField("urutan")
    element = models.CharField("unsur", max_length=120)
    name = models.CharField("nama", max_length=160, blank=True)

    class Meta:
        verbose_name = "undangan"
        verbose_name_plural = "undangan"
        ordering = ["forum", "place"]
        constraints = [models.UniqueConstraint(fields=["forum", "place"], name="invitation_place_once")]

    def __str__(self) -> str:
        return f"{self.element}, {self.name}" if self.name else self.element


class Delegate(models.Model):
    """Somebody the forum elected to speak for it one level up. Personal data, as attendance is."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="delegates", verbose_name="forum")
    place = models.PositiveSmallIntegerField("urutan")
    name = models.CharField("nama", max_length=120)
    sex = models.CharField("L/P", max_length=1, choices=Sex)
    institution = models.CharField("lembaga/unsur", max_length=120, blank=True)
    contact = models.CharField("alamat dan nomor telepon", max_length=200, blank=True)

    class Meta:
        verbose_name = "delegasi"
        verbose_name_plural = "delegasi"
        ordering = ["forum", "place"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "place"], name="delegate_place_once"),
            models.UniqueConstraint(
                fields=["forum", "name", "institution"],
                name="delegate_once",
                violation_error_message="Orang ini sudah ada di daftar delegasi.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Attendance(models.Model):
    """One person present. Personal data: for the forum's own office and Bappeda only, never public."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="attendances", verbose_name="forum")
    name = models.CharField("nama", max_length=120)
    institution = models.CharField("lembaga/instansi", max_length=120, blank=True)
    element = models.CharField("unsur", max_length=60, blank=True)
    contact = models.CharField("alamat dan nomor telepon", max_length=200, blank=True)
    sex = models.CharField("L/P", max_length=1, choices=Sex)
    is_online = models.BooleanField("hadir daring", default=False)

    class Meta:
        verbose_name = "kehadiran"
        verbose_name_plural = "daftar hadir"
        ordering = ["forum", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "name", "institution"],
                name="attendance_once",
                violation_error_message="Orang ini sudah ada di daftar hadir.",
            )
        ]

    def __str__(self) -> str:
        return self.name
