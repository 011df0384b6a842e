"""What an item of the kamus asks for, as data that can be checked, and its price variants."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from catalogue import words
from catalogue.land import LandStatus
from catalogue.money import MAX_RUPIAH
from catalogue.querysets import KamusRuleQuerySet

from .kamus import KamusItem


class KamusVariant(models.Model):
    """One of several prices of an item: `Uji nutrisi` Rp 5.500.000, `Sertifikasi halal` Rp 3.100.000."""

    item = models.ForeignKey(KamusItem, models.CASCADE, related_name="variants", verbose_name="item kamus")
    label = models.CharField("pilihan", max_length=80)
    unit_price = models.PositiveBigIntegerField("harga per satuan (rupiah)")
    order = models.PositiveSmallIntegerField("urutan", default=1)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "pilihan harga"
        verbose_name_plural = "pilihan harga"
        ordering = ["item", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "label"], name="variant_once", violation_error_message="Pilihan ini sudah ada."
            ),
            models.CheckConstraint(
                condition=Q(unit_price__gt=0, unit_price__lte=MAX_RUPIAH),
                name="variant_price_positive",
                violation_error_message="Harga harus lebih dari Rp 0.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class KamusRule(models.Model):
    """One condition of an item, told from its printed note.

    `minimal total panjang saluran 200m` of Gorong-gorong Diameter 40 cm (DPUPRPKP) is kind `ukuran`, measure `volume`,
    at least 200, with the Kecamatan's item as `other_item`: what does not fit here is offered there.
    """

    class Kind(models.TextChoices):
        MEASURE = "ukuran", "Batas ukuran"
        SPACING = "jarak", "Jarak antar titik (saran)"
        LAND = "lahan", "Status lahan"
        RECEIVER = "penerima", "Lembaga penerima"
        REGISTERED = "terdaftar", "Kelompok terdaftar"
        QUESTION = "syarat", "Syarat ya atau tidak"
        DOCUMENT = "dokumen", "Dokumen"
        AGES = "usia", "Usia peserta"
        PEOPLE = "peserta", "Daftar peserta"
        QUOTA = "kuota", "Kuota kota dan kecamatan"
        SURVEY = "survei", "Survei perangkat daerah"

    class Measure(models.TextChoices):
        VOLUME = "volume", "Volume"
        LENGTH = "panjang", "Panjang (m)"
        WIDTH = "lebar", "Lebar (m)"
        HEIGHT = "tinggi", "Tinggi (m)"
        AREA = "luas", "Luas, panjang × lebar (m²)"
        DAMAGE = "kerusakan", "Kerusakan (%)"
        PARTICIPANTS = "peserta", "Peserta (orang)"

    class Comparison(models.TextChoices):
        AT_LEAST = "min", "paling sedikit"
        MORE_THAN = "lebih", "lebih dari"
        AT_MOST = "maks", "paling banyak"
        LESS_THAN = "kurang", "kurang dari"

    item = models.ForeignKey(KamusItem, models.CASCADE, related_name="rules", verbose_name="item kamus")
    kind = models.CharField("jenis aturan", max_length=10, choices=Kind)
    measure = models.CharField("yang diukur", max_length=10, choices=Measure, blank=True)
    comparison = models.CharField("perbandingan", max_length=6, choices=Comparison, blank=True)
    value = models.DecimalField("batas", max_digits=12, decimal_places=2, null=True, blank=True)
    value_area = models.DecimalField(
        "batas kedua",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Usia: usia tertua. Kuota: paling banyak tiap kecamatan.",
    )
    allowed = models.JSONField(
        "pilihan yang boleh", default=list, blank=True, help_text="Status lahan atau jenis kelompok yang memenuhi."
    )
    question = models.CharField("pertanyaan atau nama dokumen", max_length=200, blank=True)
    other_item = models.ForeignKey(
        KamusItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="item yang cocok bila tidak memenuhi",
    )
    person_at_limit = models.BooleanField(
        "tepat di batas: petugas memilih", default=False, help_text="Misalnya kerusakan tepat 50 %."
    )
    quote = models.CharField("bunyi keterangan kamus", max_length=500, blank=True)
    order = models.PositiveSmallIntegerField("urutan", default=1)
    history = HistoricalRecords()

    objects = KamusRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "aturan kamus"
        verbose_name_plural = "aturan kamus"
        ordering = ["item", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="ukuran") | (~Q(measure="") & ~Q(comparison="") & Q(value__isnull=False)),
                name="rule_measure_complete",
                violation_error_message="Batas ukuran memerlukan yang diukur, perbandingan, dan batasnya.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["jarak", "usia", "peserta", "kuota"]) | Q(value__gt=0),
                name="rule_value_given",
                violation_error_message="Isi batasnya dengan angka lebih dari 0.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["syarat", "dokumen", "terdaftar"]) | ~Q(question=""),
                name="rule_question_given",
                violation_error_message="Tulis pertanyaan atau nama dokumennya.",
            ),
        ]

    def __str__(self) -> str:
        return self.quote or self.question or self.get_kind_display()

    def clean(self) -> None:
        if faults := self.faults():
            raise ValidationError(faults)

    def faults(self) -> dict[str, str]:
        """Why the rule cannot be checked yet: a sentence for each field that is wrong. Reads its item and the other."""
        found = self._faults_of_limits()
        if self.kind == self.Kind.LAND and not set(self.allowed) & (set(LandStatus) - {LandStatus.UNKNOWN}):
            found["allowed"] = "Pilih paling sedikit satu status lahan."
        asks = {self.Kind.QUESTION, self.Kind.DOCUMENT, self.Kind.REGISTERED}
        if self.kind in asks and not self.question.strip():
            found["question"] = "Tulis pertanyaan atau nama dokumennya."
        if self.other_item_id and self.other_item_id == self.item_id:
            found["other_item"] = "Ini item yang sama. Pilih item lain."
        elif self.other_item is not None and self.other_item.version_id != self.item.version_id:
            found["other_item"] = "Item ini dari kamus tahun lain. Pilih dari kamus yang sama."
        if words.plain(self.quote) not in words.plain(self.item.note):
            found["quote"] = "Kalimat ini tidak ada di keterangan item. Salin persis dari keterangan."
        return found

    def _faults_of_limits(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.kind == self.Kind.MEASURE:
            found |= {} if self.measure else {"measure": "Pilih apa yang diukur."}
            found |= {} if self.comparison else {"comparison": "Pilih perbandingannya."}
            found |= {} if self.value is not None and self.value >= 0 else {"value": "Isi batasnya dengan angka."}
            if self.measure == self.Measure.DAMAGE and self.value is not None and self.value > 100:
                found["value"] = "Kerusakan paling banyak 100 %."
        elif self.kind in {self.Kind.SPACING, self.Kind.AGES, self.Kind.PEOPLE, self.Kind.QUOTA}:
            if self.value is None or self.value <= 0:
                found["value"] = "Isi batasnya dengan angka lebih dari 0."
            elif self.value_area is not None and self.kind == self.Kind.AGES and self.value_area < self.value:
                found["value_area"] = "Usia tertua tidak boleh lebih kecil dari usia termuda."
            elif self.value_area is not None and self.kind == self.Kind.QUOTA and self.value_area > self.value:
                found["value_area"] = "Kuota kecamatan tidak boleh lebih dari kuota kota."
        return found
