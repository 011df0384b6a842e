"""What the chosen item of the kamus asks for besides its volume: measures, people, months, yes or no, files.

Each field is asked only where a rule needs it. What was typed for another item is carried along unseen, so that nobody
who changes the item types twice.
"""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.forms import BoundField

from catalogue.models import KamusItem, KamusRule, KamusVariant
from catalogue.money import decimal_text, rupiah
from proposals import kamus_facts
from proposals.kamus_facts import NO, SQUARE_METRES, YES, Told
from proposals.models.proposal import Condition

from .document import DocumentField
from .numbers import MetreField, VolumeField

STORED = ("length_m", "width_m", "height_m", "damage_pct", "condition", "participants", "periods", "variant")
"""Fields that have a column of their own; the rest is kept among the answers."""
TOLD = ("youngest", "oldest", "listed")
MOST_AGE = 120


class VariantField(forms.ModelChoiceField[KamusVariant]):
    """One of several prices of an item, with its price."""

    def label_from_instance(self, obj: KamusVariant) -> str:
        return f"{obj.label}, {rupiah(obj.unit_price)}"


class MeasuresForm(forms.Form):
    """The fields that items may ask for; `ask` shows those of one item and adds its questions and files."""

    all_optional = True

    volume = VolumeField(label="Volume", required=False, help_text="Boleh memakai koma: 118,5.")
    length_m = MetreField(label="Panjang", required=False)
    width_m = MetreField(label="Lebar", required=False)
    height_m = MetreField(label="Tinggi", required=False)
    damage_pct = forms.IntegerField(
        label="Kerusakan", required=False, min_value=0, max_value=100, help_text="Perkiraan dalam persen, 0 sampai 100."
    )
    condition = forms.ChoiceField(
        label="Kondisi sekarang", required=False, choices=[("", "Belum dipilih"), *Condition.choices]
    )
    participants = forms.IntegerField(label="Jumlah peserta", required=False, min_value=1, max_value=100_000)
    youngest = forms.IntegerField(label="Usia peserta termuda", required=False, min_value=0, max_value=MOST_AGE)
    oldest = forms.IntegerField(label="Usia peserta tertua", required=False, min_value=0, max_value=MOST_AGE)
    listed = forms.IntegerField(label="Jumlah nama pada daftar peserta", required=False, min_value=0, max_value=100_000)
    periods = forms.IntegerField(label="Lamanya", required=False, min_value=1, max_value=120)
    variant = VariantField(
        KamusVariant.objects.none(), label="Pilihan harga", required=False, empty_label="Belum dipilih"
    )

    def ask(self, item: KamusItem | None) -> None:
        """Show what this item asks and hide the rest."""
        wanted = kamus_facts.asked(item)
        self.shown = [name for name in (*STORED, *TOLD) if name in wanted]
        self.unasked = [name for name in (*STORED, *TOLD) if name not in wanted]
        self.questions, self.papers = kamus_facts.questions(item), kamus_facts.papers(item)
        for name, unit in (("length_m", "m"), ("width_m", "m"), ("height_m", "m"), ("damage_pct", "%")):
            self.fields[name].unit = unit  # type: ignore[attr-defined]
        for name, unit in (("participants", "orang"), ("youngest", "tahun"), ("oldest", "tahun"), ("listed", "orang")):
            self.fields[name].unit = unit  # type: ignore[attr-defined]
        self.fields["volume"].unit = item.unit if item else "\u00a0"  # type: ignore[attr-defined]
        self.fields["periods"].unit = item.price_period if item else ""  # type: ignore[attr-defined]
        if item is not None and "variant" in wanted:
            variants = self.fields["variant"]
            assert isinstance(variants, VariantField)
            variants.queryset = KamusVariant.objects.filter(item=item)
        if self._in_square_metres():
            self.fields["volume"].help_text = "Kosongkan bila sama dengan panjang × lebar."
        for name in self.unasked:
            self.fields[name].widget = forms.HiddenInput()
        for rule in self.questions:
            self.fields[f"jawab_{rule.pk}"] = forms.ChoiceField(
                label=rule.question, required=False, choices=[(YES, "Ya"), (NO, "Tidak")], widget=forms.RadioSelect
            )
        for rule in self.papers:
            self.fields[f"berkas_{rule.pk}"] = DocumentField(
                label=rule.question, required=False, help_text="PDF, JPG, atau PNG, di bawah 10 MB."
            )

    def asked_fields(self) -> list[BoundField]:
        """The measures of the item, in the order of the page."""
        return [self[name] for name in self.shown]

    def question_fields(self) -> list[BoundField]:
        """The questions that are answered by ya or tidak."""
        return [self[f"jawab_{rule.pk}"] for rule in self.questions]

    def paper_fields(self) -> list[BoundField]:
        """The files."""
        return [self[f"berkas_{rule.pk}"] for rule in self.papers]

    def carried(self) -> list[BoundField]:
        """What was typed for another item, as hidden fields."""
        return [self[name] for name in self.unasked if self[name].value() not in (None, "")]

    def said(self, name: str) -> Any:
        """What stands in one field now, read as it would be when saved; None where it is empty or wrong."""
        field = self.fields[name]
        try:
            value = field.clean(self[name].value())
        except (ValidationError, TypeError):
            return None
        return None if value == "" else value

    def area(self) -> Decimal | None:
        """Length times width as typed, for an item that is counted in m²; else None."""
        return kamus_facts.area_of(self.said("length_m"), self.said("width_m")) if self._in_square_metres() else None

    def volume_now(self) -> Decimal | None:
        """The volume as typed, else what length and width make."""
        typed: Decimal | None = self.said("volume")
        return typed if typed is not None or self["volume"].value() not in (None, "") else self.area()

    def difference(self) -> str:
        """Say that the typed volume is another than length times width; empty where it is not."""
        area, volume = self.area(), self.said("volume")
        if area is None or volume is None or area == volume:
            return ""
        words = f"{decimal_text(volume)} {SQUARE_METRES}", f"{decimal_text(area)} {SQUARE_METRES}"
        return f"Volume {words[0]} berbeda dari panjang × lebar = {words[1]}. Yang dipakai {words[0]}."

    def told(self, kept: Any = None) -> Told:
        """The answers as typed, over those kept for other items."""
        answers = dict(Told.read(kept).answers)
        for rule in self.questions:
            answers.pop(str(rule.pk), None)
            if said := self.said(f"jawab_{rule.pk}"):
                answers[str(rule.pk)] = said
        return Told(answers, *(self.said(name) for name in TOLD))

    def new_papers(self) -> list[tuple[KamusRule, ContentFile[bytes], str]]:
        """The files that came with a valid form: rule, file, label."""
        sent = [(rule, self.cleaned_data.get(f"berkas_{rule.pk}")) for rule in self.papers]
        return [(rule, *found) for rule, found in sent if found]

    def _in_square_metres(self) -> bool:
        return str(getattr(self.fields["volume"], "unit", "")) == SQUARE_METRES and {"length_m", "width_m"} <= set(
            self.shown
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in self.unasked:  # typed for another item: kept where it can be read, no matter where not
            if name in self.errors:
                del self.errors[name]
                data[name] = None
        if "volume" not in self.errors and data.get("volume") is None:
            self._fill_volume(data)
        youngest, oldest = data.get("youngest"), data.get("oldest")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("oldest", "Usia tertua lebih kecil dari usia termuda. Periksa lagi.")
        return data

    def _fill_volume(self, data: dict[str, Any]) -> None:
        area = self.area()
        if area is None:
            return
        try:
            data["volume"] = self.fields["volume"].clean(decimal_text(area).replace(".", ""))
        except ValidationError as wrong:
            self.add_error("volume", wrong)
