"""Forums: the meeting itself, its agenda and invitation, who came, whom it sent on."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import OfficeHolding, ProposerGroup
from catalogue.models import Agency
from proposals.models import Cycle
from regions.models import Region
from rounds.customs import CUSTOMS, DISTRICT_LIST, KELURAHAN_LIST, Custom
from rounds.querysets import ForumQuerySet

MOST_SPEAKERS = 3
"""Places for a narasumber in Forms 1.1 and 2.1."""
_PARTS = sorted(kind for kind, custom in CUSTOMS.items() if custom.is_part)


class Forum(models.Model):
    """One dated meeting: Rembuk RW 05, Forum Musrenbang Kelurahan Kauman, Musrenbang Kota Malang.

    What each kind asks stands in `rounds.customs`. Where a city holds its kecamatan forum in four parts (Jakarta Pusat,
    26 February 2024), one forum of kind `terintegrasi` is the parent, and each part a forum of its own below it.
    """

    class Kind(models.TextChoices):
        REMBUK = "rembuk", "Rembuk"
        THEMATIC = "tematik", "Musrenbang Tematik"
        KELURAHAN = "kelurahan", "Forum Musrenbang Kelurahan"
        DESK = "desk", "Desk Kecamatan"
        DISTRICT = "kecamatan", "Musrenbang Kecamatan"
        AGENCY = "pd", "Forum Perangkat Daerah"
        CITY = "kota", "Musrenbang Kota"
        IN_PARTS = "terintegrasi", "Musrenbang Kecamatan Terintegrasi"
        OPENING = "pleno_pembuka", "Sidang Pleno Pembuka"
        GROUP = "sidang_kelompok", "Sidang Kelompok Kelurahan"
        ENDING = "pleno_penutupan", "Sidang Pleno Penutupan Kecamatan"

    class Cluster(models.TextChoices):
        DISABLED = "difabel", "Difabel"
        WOMEN = "perempuan", "Perempuan"
        ELDERLY = "lansia", "Lanjut Usia"
        CHILDREN = "anak", "Anak"
        YOUTH = "pemuda", "Pemuda"

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
    kind = models.CharField("jenis", max_length=16, choices=Kind)
    region = models.ForeignKey(Region, models.PROTECT, related_name="forums", verbose_name="wilayah")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="bagian dari"
    )
    group = models.ForeignKey(
        ProposerGroup, models.PROTECT, null=True, blank=True, related_name="forums", verbose_name="kelompok"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="forums", verbose_name="perangkat daerah"
    )
    cluster = models.CharField("klaster", max_length=10, choices=Cluster, blank=True)
    sitting = models.PositiveSmallIntegerField("sidang ke-", default=1)
    name = models.CharField("nama", max_length=160, blank=True, editable=False)
    """What stands behind the kind in the title where the place alone does not say it: `RW 05 Kelurahan Kauman`."""
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
    speakers = models.JSONField("narasumber", default=list, blank=True)
    """Three at most, in order, each a pair of name and where from: `["Dr. Siti", "Bappeda"]`."""
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
                fields=["cycle", "kind", "region", "sitting"],
                condition=Q(group=None, agency=None, cluster=""),
                name="forum_once",
                violation_error_message="Forum untuk wilayah ini sudah ada.",
            ),
            models.UniqueConstraint(
                fields=["cycle", "kind", "group"],
                condition=Q(group__isnull=False),
                name="forum_once_per_group",
                violation_error_message="Rembuk kelompok ini sudah ada.",
            ),
            models.UniqueConstraint(
                fields=["cycle", "kind", "agency"],
                condition=Q(agency__isnull=False),
                name="forum_once_per_agency",
                violation_error_message="Forum perangkat daerah ini sudah ada.",
            ),
            models.UniqueConstraint(
                fields=["cycle", "kind", "cluster", "region"],
                condition=~Q(cluster=""),
                name="forum_once_per_cluster",
                violation_error_message="Musrenbang tematik klaster ini sudah ada.",
            ),
            models.UniqueConstraint(fields=["number"], name="forum_number_once"),
            models.CheckConstraint(
                condition=Q(kind="rembuk", group__isnull=False) | (~Q(kind="rembuk") & Q(group=None)),
                name="forum_rembuk_of_group",
                violation_error_message="Rembuk adalah rembuk satu kelompok.",
            ),
            models.CheckConstraint(
                condition=Q(kind="pd", agency__isnull=False) | (~Q(kind="pd") & Q(agency=None)),
                name="forum_pd_of_agency",
                violation_error_message="Forum perangkat daerah menyebut perangkat daerahnya.",
            ),
            models.CheckConstraint(
                condition=(Q(kind="tematik") & ~Q(cluster="")) | (~Q(kind="tematik") & Q(cluster="")),
                name="forum_tematik_of_cluster",
                violation_error_message="Musrenbang tematik menyebut klasternya.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=_PARTS, parent__isnull=False)
                | Q(kind="kecamatan")
                | (~Q(kind__in=[*_PARTS, "kecamatan"]) & Q(parent=None)),
                name="forum_part_has_parent",
                violation_error_message="Sidang ini adalah bagian dari musrenbang terintegrasi.",
            ),
            models.CheckConstraint(
                condition=Q(sitting=1) | Q(kind="desk", sitting__gt=1),
                name="forum_sitting_of_desk",
                violation_error_message="Hanya desk yang bersidang lebih dari sekali.",
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
    def is_over(self) -> bool:
        return self.status in OVER

    @property
    def speakers_said(self) -> str:
        """All in one line: `Dr. Siti (Bappeda), Camat Klojen`."""
        return ", ".join(f"{name} ({place})" if place else name for name, place in self.speakers)

    @property
    def title(self) -> str:
        """`Forum Musrenbang Kelurahan Kauman`. Needs the region loaded."""
        again = f", sidang ke-{self.sitting}" if self.sitting > 1 else ""
        return f"{self.get_kind_display()} {self.name or self.region.name}{again}"

    @property
    def short(self) -> str:
        """Whose meeting it is, for heads of pages: `Kel. Kauman`, `RW 05 Kelurahan Kauman`. Needs the region."""
        return self.name or self.region.label

    @property
    def signer(self) -> str:
        """Who signs for it: `Lurah Kauman`, `Ketua RW 05 Kelurahan Kauman`. Needs the region loaded."""
        own = self.group_id is not None or self.agency_id is not None
        return f"{self.custom.head} {self.name if own else self.region.name}"

    @property
    def custom(self) -> Custom:
        """What is asked of a forum of this kind."""
        return CUSTOMS[self.kind]

    @property
    def least_present(self) -> int | None:
        """Attendance that is asked for; unmet, the forum is still held and says so."""
        return self.custom.least_present

    @property
    def ranks_kelurahan(self) -> bool:
        """It puts the list of a kelurahan in order."""
        return self.custom.ranks == KELURAHAN_LIST

    @property
    def ranks_district(self) -> bool:
        """It puts the list of a kecamatan in order."""
        return self.custom.ranks == DISTRICT_LIST


OVER = frozenset({Forum.Status.CLOSED, Forum.Status.NIL})
"""Where a forum has ended: nothing of it changes any more, and nobody waits for it."""


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


YOUNGEST, OLDEST = 10, 110
"""Years of a delegate; Forum Anak sends on too."""


class Delegate(models.Model):
    """Somebody the forum elected to speak for it one level up. Personal data, as attendance is."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="delegates", verbose_name="forum")
    place = models.PositiveSmallIntegerField("urutan")
    name = models.CharField("nama", max_length=120)
    sex = models.CharField("L/P", max_length=1, choices=Sex)
    age = models.PositiveSmallIntegerField("usia", null=True, blank=True)
    institution = models.CharField("lembaga/unsur", max_length=120, blank=True)
    contact = models.CharField("alamat dan nomor telepon", max_length=200, blank=True)
    occupation = models.CharField("pekerjaan/profesi", max_length=80, blank=True)

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
            models.CheckConstraint(
                condition=Q(age=None) | Q(age__gte=YOUNGEST, age__lte=OLDEST),
                name="delegate_age_sound",
                violation_error_message="Tulis usia dalam tahun, misalnya 45.",
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


class Resolution(models.Model):
    """One point of the minutes: what was decided, or (`is_condition`) what the circular asks and was not met.

    `Hadir 22 orang, kurang dari 30. Forum tetap dilaksanakan dan sah.` is written by the closing itself.
    """

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="resolutions", verbose_name="forum")
    place = models.PositiveSmallIntegerField("urutan")
    text = models.CharField("keputusan", max_length=600)
    is_condition = models.BooleanField("syarat yang tidak terpenuhi", default=False)

    class Meta:
        verbose_name = "butir keputusan"
        verbose_name_plural = "butir keputusan"
        ordering = ["forum", "place"]
        constraints = [models.UniqueConstraint(fields=["forum", "place"], name="resolution_place_once")]

    def __str__(self) -> str:
        return self.text
