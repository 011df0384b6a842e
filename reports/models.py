"""What reports keep of their own: papers of forums as they were locked, and the filters that an office has named."""

from django.db import models
from django.urls import reverse

from accounts.models import Office, OfficeHolding
from reports.querysets import DocumentQuerySet
from rounds.models import Forum


class Document(models.Model):
    """One paper of one forum as it stood when the forum was closed, every word of it: Form 1.1 of Kauman, version 1.

    Never changed and never deleted. A signed addendum writes the next version, and the one before stays. `text` is
    canonical JSON, and holds names of those who came: only its hash is public.
    """

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="documents", verbose_name="forum")
    code = models.CharField("formulir", max_length=20)
    version = models.PositiveSmallIntegerField("versi")
    text = models.TextField("isi")
    digest = models.CharField("SHA-256", max_length=64, unique=True)
    locked_by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="dikunci oleh")
    locked_at = models.DateTimeField("dikunci pada")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "dokumen"
        verbose_name_plural = "dokumen"
        ordering = ["forum", "code", "version"]
        constraints = [models.UniqueConstraint(fields=["forum", "code", "version"], name="document_version_once")]

    def __str__(self) -> str:
        return f"{self.code} versi {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("dokumen", args=[self.digest])


def storage_name(stored: "StoredFile", original: str) -> str:
    """Store under the hash of the data."""
    return f"dokumen/{stored.document.digest[:2]}/{stored.document.digest}.pdf"


class StoredFile(models.Model):
    """The PDF of a locked paper as it was first printed; every later print is this file, byte for byte."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="stored", verbose_name="dokumen")
    file = models.FileField("berkas", upload_to=storage_name)
    size = models.PositiveIntegerField("ukuran (byte)")
    digest = models.CharField("SHA-256", max_length=64)
    made_at = models.DateTimeField("dicetak pertama pada")

    class Meta:
        verbose_name = "berkas dokumen"
        verbose_name_plural = "berkas dokumen"
        ordering = ["document"]

    def __str__(self) -> str:
        return self.digest

    def content(self) -> bytes:
        """The whole file."""
        with self.file.open("rb") as file:
            content: bytes = file.read()
        return content


class SavedFilter(models.Model):
    """One report with its filter, under a name of the office: `Drainase Klojen` is Per program, kecamatan Klojen.

    Of the office, not of the person: who follows in the office finds it. `query` is the end of the report's address.
    """

    office = models.ForeignKey(Office, models.CASCADE, related_name="+", verbose_name="jabatan")
    report = models.SlugField("laporan", max_length=40)
    name = models.CharField("nama saringan", max_length=80)
    query = models.CharField("saringan", max_length=500, blank=True)
    made_by = models.ForeignKey(OfficeHolding, models.PROTECT, related_name="+", verbose_name="disimpan oleh")
    made_at = models.DateTimeField("disimpan")

    class Meta:
        verbose_name = "saringan tersimpan"
        verbose_name_plural = "saringan tersimpan"
        ordering = ["report", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                name="saved_filter_name_once",
                violation_error_message="Nama ini sudah dipakai jabatan Anda. Pilih nama lain.",
            )
        ]

    def __str__(self) -> str:
        return self.name
