"""Persons, the offices they hold for a term, and the groups that propose."""

from functools import cached_property
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from simple_history.models import HistoricalRecords

from accounts.phone_field import PhoneField
from accounts.querysets import OfficeHoldingQuerySet, OfficeQuerySet, ProposerGroupQuerySet
from accounts.roles import Role
from catalogue.models import Agency
from regions import codes
from regions.models import Region
from regions.scope import Scope


class User(AbstractUser):
    """A person. What the person may do comes from the office held now, never from the person."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("nama lengkap", max_length=120, blank=True)
    phone = PhoneField("telepon", max_length=20, blank=True, db_index=True)
    session_serial = models.PositiveIntegerField("nomor sesi", default=0, editable=False)
    """Part of the digest of every session: one more, and all sessions of the person end."""
    history = HistoricalRecords(excluded_fields=["password", "last_login", "session_serial"])

    holding: "OfficeHolding | None" = None
    """The office this person acts as in the running request; set by the middleware."""

    objects: ClassVar[UserManager[Self]] = UserManager()

    class Meta:
        verbose_name = "orang"
        verbose_name_plural = "orang"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What Django compares at every request: it changes with the password and with `session_serial`."""
        said = f"{self.session_serial}:{self.password}"
        return salted_hmac("accounts.User.session", said, secret=secret, algorithm="sha256").hexdigest()


class ProposerGroup(models.Model):
    """The unit inside which ranks and quotas count: RW 05, PKK Pokja 2, Forum Anak, Kelurahan Kauman."""

    class Kind(models.TextChoices):
        RT = "rt", "RT"
        RW = "rw", "RW"
        BODY = "lembaga", "Lembaga kemasyarakatan"
        THEMATIC = "tematik", "Kelompok tematik"
        KELURAHAN = "kelurahan", "Kelurahan"
        DISTRICT = "kecamatan", "Kecamatan"

    city = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="kota")
    kind = models.CharField("jenis", max_length=10, choices=Kind)
    name = models.CharField("nama", max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, related_name="groups", verbose_name="wilayah")
    is_active = models.BooleanField("aktif", default=True)

    objects = ProposerGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "kelompok pengusul"
        verbose_name_plural = "kelompok pengusul"
        ordering = ["region__code", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "region", "name"],
                name="group_name_once_per_region",
                violation_error_message="Kelompok dengan nama ini sudah ada di wilayah tersebut.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kelurahan_code(self) -> str:
        """The code of the kelurahan it belongs to; of the kecamatan for a kecamatan's own group."""
        return codes.cut(self.region.code, codes.KELURAHAN)


class Office(models.Model):
    """A jabatan: Ketua RW 05 Kel. Kauman, Operator Kel. Kauman, Lurah Kauman, Camat Klojen.

    It stands at one region; an OPD's office stands at the city and names its agency; an office of RT, RW or lembaga
    names the group it speaks for. Elections change the holder, never the usulan.
    """

    city = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="kota")
    code = models.CharField("kode jabatan", max_length=60)
    name = models.CharField("nama jabatan", max_length=120)
    role = models.CharField("peran", max_length=4, choices=Role)
    is_head = models.BooleanField("pimpinan", default=False, help_text="Lurah, camat, atau kepala: mengunci hasil.")
    region = models.ForeignKey(Region, models.PROTECT, related_name="offices", verbose_name="wilayah")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="offices", verbose_name="perangkat daerah"
    )
    group = models.ForeignKey(
        ProposerGroup, models.PROTECT, null=True, blank=True, related_name="offices", verbose_name="kelompok pengusul"
    )
    history = HistoricalRecords()

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "jabatan"
        verbose_name_plural = "jabatan"
        ordering = ["region__code", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "code"],
                name="office_code_once",
                violation_error_message="Kode jabatan ini sudah dipakai.",
            ),
            models.CheckConstraint(
                condition=~Q(role="OPD") | Q(agency__isnull=False),
                name="office_opd_has_agency",
                violation_error_message="Jabatan perangkat daerah harus menyebut perangkat daerahnya.",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=["RT", "RW", "LK"]) | Q(group__isnull=False),
                name="office_group_named",
                violation_error_message="Jabatan RT, RW, dan lembaga harus menyebut kelompok pengusulnya.",
            ),
            models.CheckConstraint(
                condition=Q(is_head=False) | Q(role__in=["KEL", "KEC", "OPD"]),
                name="office_head_of_what",
                violation_error_message="Hanya kelurahan, kecamatan, dan perangkat daerah yang mempunyai pimpinan.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def scope(self) -> Scope:
        """The places this office answers for."""
        return Scope.of(self.region.code)


EIGHTEEN_DIGITS = RegexValidator(r"^[0-9]{18}\Z", "NIP terdiri atas 18 angka.")


class OfficeHolding(models.Model):
    """One person in one office for a dated term; every act names it. Hj. Siti is Plt. Lurah Kauman since 2 January."""

    class Status(models.TextChoices):
        DEFINITIVE = "definitif", "Definitif"
        ACTING = "plt", "Plt."
        DAILY = "plh", "Plh."

    office = models.ForeignKey(Office, models.PROTECT, related_name="holdings", verbose_name="jabatan")
    user = models.ForeignKey(User, models.PROTECT, related_name="holdings", verbose_name="pemegang")
    starts = models.DateField("mulai")
    ends = models.DateField("selesai", null=True, blank=True)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.DEFINITIVE)
    decree = models.CharField("nomor SK", max_length=80, blank=True)
    rank = models.CharField(
        "pangkat", max_length=60, blank=True, help_text="Seperti pada tanda tangan: Penata Tingkat I (III/d)."
    )
    nip = models.CharField(
        "NIP", max_length=18, blank=True, validators=[EIGHTEEN_DIGITS], help_text="18 angka. Tercetak di bawah nama."
    )
    """Rank and number of a civil servant who signs papers, as they are in this term; of nobody else."""
    history = HistoricalRecords()

    objects = OfficeHoldingQuerySet.as_manager()

    class Meta:
        verbose_name = "pemegang jabatan"
        verbose_name_plural = "pemegang jabatan"
        ordering = ["office__code", "-starts", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "user", "starts"],
                name="holding_once",
                violation_error_message="Masa jabatan ini sudah dicatat.",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")),
                name="holding_period_forward",
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def nip_said(self) -> str:
        """The number in its four parts: `19700131 199503 1 002`; empty where it is not known."""
        return " ".join((self.nip[:8], self.nip[8:14], self.nip[14], self.nip[15:])) if self.nip else ""

    @property
    def label(self) -> str:
        """The office as it signs: `Plt. Lurah Kauman`. Never the person's name."""
        prefix = "" if self.status == self.Status.DEFINITIVE else f"{self.get_status_display()} "
        return f"{prefix}{self.office.name}"

    @property
    def role(self) -> str:
        return self.office.role

    @property
    def is_head(self) -> bool:
        return self.office.is_head

    @property
    def scope(self) -> Scope:
        """The places this office answers for."""
        return self.office.scope

    @property
    def city_code(self) -> str:
        return codes.cut(self.office.region.code, codes.CITY)
