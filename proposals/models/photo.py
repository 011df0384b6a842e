"""Photos of the place, re-encoded on our side so that nothing of the sender's phone remains in them."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from .need import Need
from .proposal import Proposal
from .realisation import WorkReport
from .survey import Survey

MAX_PHOTOS = 3
"""Pictures of one usulan or need."""


def storage_name(photo: "Photo", original: str) -> str:
    """Store under our own name, never the sender's."""
    return f"foto/{photo.public_id.hex[:2]}/{photo.public_id.hex}.jpg"


class Photo(models.Model):
    """One picture of a place, three per usulan at most; served through a permission check, by no guessable path."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    need = models.ForeignKey(
        Need, models.CASCADE, null=True, blank=True, related_name="photos", verbose_name="kebutuhan"
    )
    proposal = models.ForeignKey(
        Proposal, models.CASCADE, null=True, blank=True, related_name="photos", verbose_name="usulan"
    )
    survey = models.ForeignKey(
        Survey, models.CASCADE, null=True, blank=True, related_name="photos", verbose_name="survei"
    )
    work = models.ForeignKey(
        WorkReport, models.CASCADE, null=True, blank=True, related_name="photos", verbose_name="laporan pekerjaan"
    )
    image = models.ImageField("foto", upload_to=storage_name, width_field="width", height_field="height")
    width = models.PositiveSmallIntegerField(default=0, editable=False)
    height = models.PositiveSmallIntegerField(default=0, editable=False)
    caption = models.CharField("keterangan", max_length=80, blank=True)
    added_at = models.DateTimeField("ditambahkan")

    class Meta:
        verbose_name = "foto"
        verbose_name_plural = "foto"
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(need__isnull=False)
                | Q(proposal__isnull=False)
                | Q(survey__isnull=False)
                | Q(work__isnull=False),
                name="photo_belongs_somewhere",
            )
        ]

    def __str__(self) -> str:
        return self.caption or "Foto lokasi"

    def get_absolute_url(self) -> str:
        return reverse("foto", args=[self.public_id])
