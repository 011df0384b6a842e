"""The four forms by which a resident tells a need."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.http import QueryDict

from catalogue.models import KamusItem
from proposals import texts
from proposals.models import Cycle
from proposals.models.photo import MAX_PHOTOS
from regions import codes
from regions.models import Region

from .degrees import PinForm
from .photo import PhotosField
from .proposal import VolumeField
from .text import CleanCharField

NOT_THERE = {"invalid_choice": "Wilayah ini tidak ada dalam pilihan sebelumnya. Pilih lagi."}


class PlaceForm(forms.Form):
    """Step 1: kelurahan, then RW, then RT; each list follows from the one before, also without JavaScript."""

    kelurahan = forms.ChoiceField(label="Kelurahan", error_messages={"required": "Pilih kelurahan.", **NOT_THERE})
    rw = forms.ChoiceField(label="RW", required=False, error_messages={"required": "Pilih RW.", **NOT_THERE})
    rt = forms.MultipleChoiceField(
        label="RT",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Boleh lebih dari satu. Kosongkan bila seluruh RW, atau tidak tahu.",
        error_messages=NOT_THERE,
    )
    problem = CleanCharField(
        label="Apa masalahnya?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Apa yang terjadi, sejak kapan, siapa yang terkena. Paling sedikit 20 huruf.",
        error_messages={"required": "Tulis masalahnya paling sedikit 20 huruf."},
    )

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kelurahan = self._said("kelurahan")
        rw = self._said("rw")
        if not rw.startswith(f"{kelurahan}."):
            rw = ""
        self.rws = _below(kelurahan, codes.KELURAHAN)
        self.rts = _below(rw, codes.RW)
        self.fields["rw"].required = bool(self.rws)
        self._offer("kelurahan", [("", "Pilih kelurahan"), *_kelurahan_of(cycle.city.code)])
        self._offer("rw", [("", "Pilih RW"), *((place.code, place.name) for place in self.rws)])
        self._offer("rt", [(place.code, place.name) for place in self.rts])

    def _said(self, name: str) -> str:
        value = str(self[name].value() or "")
        return value if codes.is_code(value) else ""

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_problem(self) -> str:
        said = str(self.cleaned_data["problem"])
        if len(said) < texts.MIN_PROBLEM:
            raise ValidationError(texts.short_problem(said), code="short")
        return said

    def place(self) -> str:
        """The RW or kelurahan that stands in the form now, checked or not; empty before the first choice."""
        return self._said("rw") or self._said("kelurahan")

    def region_codes(self) -> list[str]:
        """The RT that were chosen, else the RW, else the kelurahan."""
        data = self.cleaned_data
        return sorted(set(data["rt"])) or [str(data.get("rw") or data["kelurahan"])]


def place_initial(places: Sequence[str]) -> dict[str, Any]:
    """Stored places as initial values of the three lists."""
    if not places:
        return {}
    level = codes.level_of(places[0])
    return {
        "kelurahan": codes.cut(places[0], codes.KELURAHAN),
        "rw": codes.cut(places[0], codes.RW) if level >= codes.RW else "",
        "rt": [code for code in places if codes.level_of(code) >= codes.RT],
    }


def _below(code: str, level: int) -> list[Region]:
    if not code or codes.level_of(code) != level:
        return []
    return list(Region.objects.current().children_of(code).in_order())


def _kelurahan_of(city: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Kelurahan under the heading of their kecamatan."""
    places = list(Region.objects.current().within(city).filter(level__in=[codes.DISTRICT, codes.KELURAHAN]).in_order())
    names = {place.code: place.label for place in places if place.level == codes.DISTRICT}
    found = [place for place in places if place.level == codes.KELURAHAN]
    return [
        (names.get(above, above), [(place.code, place.name) for place in sorted(group, key=lambda one: one.name)])
        for above, group in groupby(found, key=lambda place: codes.parent_of(place.code))
    ]


class WishForm(forms.Form):
    """Step 2: an item of the kamus, or the wish in own words; the volume where it is known."""

    item = forms.ModelChoiceField(
        KamusItem.objects.none(),
        label="Pekerjaan dari kamus",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Item ini tidak ada di kamus tahun ini. Cari lagi di kamus."},
    )
    wish = CleanCharField(
        label="Yang Anda inginkan",
        required=False,
        max_length=200,
        help_text="Isi bila tidak ada yang cocok di kamus. Kelurahan menyimpannya untuk kamus tahun depan.",
    )
    volume = VolumeField(label="Perkiraan volume", required=False, help_text="Boleh memakai koma: 118,5.")

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item = self.fields["item"]
        assert isinstance(item, forms.ModelChoiceField)
        self.items = KamusItem.objects.active().filter(version_id=cycle.kamus_id).select_related("agency")
        item.queryset = self.items

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not data.get("item") and not data.get("wish"):
            self.add_error("wish", "Pilih satu pekerjaan dari kamus, atau tulis yang Anda inginkan.")
        return data


class SomePhotosField(PhotosField):
    """Keeps the photos that can be read although another cannot: `good` holds them after cleaning."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.good: list[ContentFile[bytes]] = []

    def clean(self, data: Any, initial: Any = None) -> list[ContentFile[bytes]]:
        self.good = []
        files = [one for one in (data if isinstance(data, (list, tuple)) else [data]) if one]
        bad = [] if len(files) <= MAX_PHOTOS else [f"Foto paling banyak {MAX_PHOTOS}. Sisanya tidak diambil."]
        for file in files[:MAX_PHOTOS]:
            try:
                self.good += super().clean([file])
            except ValidationError as refusal:
                bad.append(f"{str(file.name)[:40]}: {refusal.messages[0]}")
        if bad:
            raise ValidationError(bad)
        return self.good


class SpotForm(PinForm):
    """Step 3: where exactly, a pin that may be left out, and up to three photos."""

    address = CleanCharField(
        label="Alamat atau patokan",
        max_length=255,
        help_text="Nama gang atau patokan, bukan nama warga. Misalnya: depan pos kamling Gang 4.",
        error_messages={"required": "Isi alamat lokasi, misalnya nama gang atau patokan."},
    )
    photos = SomePhotosField(
        label="Foto lokasi",
        help_text="Paling banyak 3 foto, masing-masing di bawah 10 MB. Data lokasi di foto dihapus.",
    )
    pin_note = CleanCharField(
        label="Mengapa titiknya di luar kelurahan?",
        required=False,
        max_length=200,
        help_text="Misalnya: got ini berada di batas dua kelurahan.",
    )
    field_order = ("address", "lat", "lng", "pin_note", "photos")

    @property
    def good_photos(self) -> list[ContentFile[bytes]]:
        """Photos that could be read, whether or not the rest of the form is right."""
        field = self.fields["photos"]
        assert isinstance(field, SomePhotosField)
        return field.good


class SendForm(forms.Form):
    """Step 4: who tells, for the officials of the place alone, and the last look."""

    teller_name = CleanCharField(
        label="Nama Anda",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="Hanya dibaca ketua RT, RW, dan kelurahan. Tidak ditampilkan untuk umum.",
    )
    teller_phone = CleanCharField(
        label="Nomor telepon",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text="Agar pengurus dapat bertanya. Tidak ditampilkan untuk umum.",
    )
    teller_email = forms.EmailField(
        label="Email",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Agar jawaban sampai kepada Anda. Tidak ditampilkan untuk umum.",
        error_messages={"invalid": "Tulis alamat email seperti nama@contoh.id."},
    )
    keep_private_text = forms.BooleanField(label="Tetap kirim seperti ini", required=False)
    website = forms.CharField(
        label="Kosongkan isian ini",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    submission_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, warnings: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.warnings = warnings
        if not warnings:
            del self.fields["keep_private_text"]

    def clean_teller_phone(self) -> str:
        said = str(self.cleaned_data["teller_phone"])
        if said and sum(sign.isdigit() for sign in said) < 6:
            raise ValidationError("Tulis nomor telepon dengan angka, misalnya 0812 3456 7890.")
        return said

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("website"):
            # A browser that fills in by itself did this to a person: the page comes back with the field empty.
            self.data = {**self.data.dict(), "website": ""} if isinstance(self.data, QueryDict) else self.data
            raise ValidationError("Kiriman ini tampak buatan mesin. Periksa isian Anda, lalu tekan Kirim sekali lagi.")
        if self.warnings and not data.get("keep_private_text"):
            self.add_error("keep_private_text", "Ubah tulisannya, atau centang bila memang harus begitu.")
        return data
