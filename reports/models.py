"""What reports keep of their own: how a city prints, papers of forums as they were locked, filters of offices."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from accounts.models import Office, OfficeHolding
from proposals.models import Amendment
from regions.models import Region
from reports.querysets import DocumentQuerySet
from rounds.models import Forum


class DocumentSetting(models.Model):
    """How one city prints its official papers: Kota Malang on F4, with its lambang, `Delegasi Kecamatan` in Form 2.1.

    What is empty is printed as the circular and the list of regions say it. Papers that are locked keep their own.
    """

    class Size(models.TextChoices):
        F4 = "f4", "F4 (215 × 330 mm)"
        A4 = "a4", "A4 (210 × 297 mm)"

    city = models.OneToOneField(Region, models.PROTECT, related_name="+", verbose_name="kota")
    size = models.CharField("ukuran kertas", max_length=2, choices=Size, default=Size.F4)
    city_said = models.CharField(
        "nama kota tercetak",
        max_length=80,
        blank=True,
        help_text="Seperti dalam kalimat: Kota Malang. Bila kosong, menurut daftar wilayah.",
    )
    city_name = models.CharField(
        "nama kota saja", max_length=80, blank=True, help_text="Untuk tempat dan tanggal: Malang, 8 Januari 2026."
    )
    province = models.CharField(
        "nama provinsi tercetak", max_length=80, blank=True, help_text="Tanpa kata Provinsi: Jawa Timur."
    )
    sent_by_district = models.CharField(
        "sebutan delegasi kecamatan",
        max_length=80,
        blank=True,
        help_text="Kata pertama butir 2 pada Form 2.1. Surat edaran menulisnya Delegasi Kelurahan.",
    )
    months_kelurahan = models.CharField(
        "bulan pada formulir kelurahan",
        max_length=40,
        blank=True,
        help_text="Untuk tanggal yang belum diketahui: Januari.",
    )
    months_district = models.CharField(
        "bulan pada berita acara kecamatan",
        max_length=40,
        blank=True,
        help_text="Surat edaran menulisnya Januari/Pebruari.",
    )
    months_attendance = models.CharField(
        "bulan pada daftar hadir kecamatan",
        max_length=40,
        blank=True,
        help_text="Surat edaran menulisnya Januari/Februari.",
    )
    has_reasons = models.BooleanField(
        "kolom Alasan pada Form 2.4", default=False, help_text="Kolom keenam, di luar bentuk surat edaran."
    )
    logo = models.TextField("lambang daerah", blank=True, editable=False)
    """A JPEG drawn anew, 400 pixels at most, in base64: it is printed from the text of a paper alone."""
    logo_digest = models.CharField("sidik lambang", max_length=12, blank=True, editable=False)
    history = HistoricalRecords(excluded_fields=["logo"])

    class Meta:
        verbose_name = "cetakan dokumen"
        verbose_name_plural = "cetakan dokumen"
        ordering = ["city__code"]

    def __str__(self) -> str:
        return f"Cetakan dokumen {self.city.name}"


class Document(models.Model):
    """One paper of one forum as it stood when the forum was closed, every word of it: Form 1.1 of Kauman, version 1.

    Never changed and never deleted. A signed addendum writes the next version, and the one before stays. `text` is
    canonical JSON, and holds names of those who came: only its hash is public. A BA perubahan of one usulan belongs to
    its amendment instead, and has one version.
    """

    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="forum"
    )
    amendment = models.OneToOneField(
        Amendment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="BA perubahan"
    )
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
        constraints = [
            models.UniqueConstraint(fields=["forum", "code", "version"], name="document_version_once"),
            models.CheckConstraint(
                condition=Q(forum=None, amendment__isnull=False) | Q(forum__isnull=False, amendment=None),
                name="document_of_one_thing",
            ),
        ]

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
