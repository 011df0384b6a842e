"""Kebutuhan warga: what a resident tells, before any group takes it over."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import OfficeHolding
from accounts.secret_codes import new_code
from catalogue.models import KamusItem
from proposals.querysets import NeedQuerySet
from regions import codes
from regions.models import Region
from regions.scope import Scope

from .cycle import Cycle
from .proposal import Proposal


class Need(models.Model):
    """One problem at one place, told by a resident: `Gang 4 tergenang tiap hujan`.

    Private until an RW or the kelurahan takes it over as a usulan or answers it; the secret code is the resident's only
    key. Name and phone are for the officials of that place alone.
    """

    class Status(models.TextChoices):
        NEW = "baru", "Menunggu dibaca"
        TAKEN = "diambil", "Menjadi usulan"
        ANSWERED = "dijawab", "Sudah dijawab"
        BANKED = "bank", "Disimpan di bank usulan"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="needs", verbose_name="siklus")
    public_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    code = models.CharField("kode rahasia", max_length=20, default=new_code, unique=True, editable=False)
    number = models.CharField("nomor", max_length=24, editable=False)
    submission_key = models.UUIDField("kunci kiriman", null=True, editable=False)
    region = models.ForeignKey(Region, models.PROTECT, related_name="needs", verbose_name="wilayah")
    kelurahan = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="kelurahan")
    problem = models.TextField("masalah", max_length=500)
    item = models.ForeignKey(
        KamusItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="item kamus"
    )
    wish = models.CharField("yang diinginkan", max_length=200, blank=True)
    volume = models.DecimalField("perkiraan volume", max_digits=12, decimal_places=2, null=True, blank=True)
    address = models.CharField("alamat lokasi", max_length=255)
    places = models.ManyToManyField(Region, related_name="+", blank=True, verbose_name="RW dan RT")
    lat = models.DecimalField("lintang", max_digits=9, decimal_places=6, null=True, blank=True)
    lng = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)
    pin_note = models.CharField("alasan titik di luar kelurahan", max_length=200, blank=True)
    teller_name = models.CharField("nama", max_length=120, blank=True)
    teller_phone = models.CharField("telepon", max_length=20, blank=True)
    teller_email = models.EmailField("email", blank=True)
    told_at = models.DateTimeField("disampaikan")
    status = models.CharField("status", max_length=8, choices=Status, default=Status.NEW)
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, null=True, blank=True, related_name="needs", verbose_name="usulan"
    )
    answer = models.CharField("jawaban", max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dijawab oleh"
    )
    answered_at = models.DateTimeField("dijawab pada", null=True, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = "kebutuhan warga"
        verbose_name_plural = "kebutuhan warga"
        ordering = ["-told_at", "pk"]
        indexes = [models.Index(fields=["cycle", "status", "kelurahan"], name="need_worklist")]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="need_number_once"),
            models.UniqueConstraint(
                fields=["cycle", "submission_key"],
                condition=Q(submission_key__isnull=False),
                name="need_submission_once",
            ),
            models.CheckConstraint(
                condition=~Q(status="diambil") | Q(proposal__isnull=False), name="need_taken_has_proposal"
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None, answered_at=None)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="need_answer_pair",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["dijawab", "bank"]) | ~Q(answer=""),
                name="need_answered_has_answer",
                violation_error_message="Tulis jawaban untuk warga.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.problem[:60]}"

    def get_absolute_url(self) -> str:
        return reverse("tanda-terima", args=[self.code])

    @property
    def where(self) -> str:
        """The places as people say them: `RT 02, 03 RW 05`; prefetch `places` for a list."""
        return codes.spell([place.code for place in self.places.all()] or [self.region.code])

    @property
    def place_codes(self) -> list[str]:
        """Where it lies and what it names: the RW, then the RT; prefetch `places` for a list."""
        return list(dict.fromkeys([self.region.code, *(place.code for place in self.places.all())]))

    def concerns(self, scope: Scope) -> bool:
        """Say whether it lies within a scope, or names one of its places among several: RT 02 of `RT 01, 02 RW 05`."""
        return scope.covers(self.region) or any(scope.covers_code(code) for code in self.place_codes)

    @property
    def teller(self) -> str:
        """Who told it and how to reach them, for the officials of the place alone: `Budi · 0812 3456 7890`."""
        return " · ".join(part for part in (self.teller_name, self.teller_phone, self.teller_email) if part)

    @property
    def pin(self) -> str:
        """Latitude and longitude as a map takes them: `-7.983908, 112.621391`; empty without a pin."""
        return f"{self.lat}, {self.lng}" if self.lat is not None else ""
