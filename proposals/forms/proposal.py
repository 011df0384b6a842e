"""The form of a usulan: the same for the group's own page, for entry on behalf, and for the admin."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import Q

from accounts.models import ProposerGroup
from catalogue.models import KamusItem
from catalogue.money import cost, decimal_text, read_volume, rupiah
from proposals import texts
from proposals.models import Cycle, Proposal
from proposals.models.photo import MAX_PHOTOS
from proposals.models.proposal import MAX_VOLUME, LandStatus
from regions import codes
from regions.models import Region

from .photo import PhotosField
from .text import CleanCharField

Kind = ProposerGroup.Kind
RANK_IN_TEXT = "Jangan tulis urutan seperti RW 05 P2 di sini. Urutan diatur di halaman Urutkan usulan."
WRITTEN = ("item", "volume", "problem", "address", "target_group", "households", "people", "land_status", "receiver")
"""Fields that go to the verb under their own name."""


class VolumeField(forms.CharField):
    """A volume as people write it: `118,5`, `569.5`, `1.250`; becomes a Decimal, or None where it is left out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if not said:
            return None
        try:
            volume = read_volume(said.lstrip("-")) if said.startswith("-") else read_volume(said)
        except ValueError as wrong:
            raise ValidationError(str(wrong), code="invalid") from wrong
        if said.startswith("-"):
            raise ValidationError("Volume harus lebih dari 0.", code="negative")
        if volume > MAX_VOLUME:
            raise ValidationError("Volume terlalu besar. Periksa lagi angkanya.", code="absurd")
        return volume

    def prepare_value(self, value: Any) -> Any:
        return decimal_text(value).replace(".", "") if isinstance(value, Decimal) else value


class PlacesField(forms.ModelMultipleChoiceField[Region]):
    """Places below the group's own, by the name people use: RT 04."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Region) -> str:
        return obj.label


class ProposalForm(forms.Form):
    """What a group writes about one usulan. Everything may be left out while it is a draft; Kirim asks for the rest."""

    all_optional = True

    item = forms.ModelChoiceField(
        KamusItem.objects.none(),
        label="Pekerjaan dari kamus",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Item ini tidak ada di kamus tahun ini. Cari lagi di kamus."},
    )
    volume = VolumeField(label="Volume", required=False, help_text="Boleh memakai koma: 118,5.")
    problem = CleanCharField(
        label="Masalahnya",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Apa yang terjadi, sejak kapan, siapa yang terkena. Paling sedikit 20 huruf.",
    )
    locations = PlacesField(
        Region.objects.none(),
        label="RT dan RW",
        required=False,
        error_messages={
            "invalid_choice": "Wilayah itu berada di luar kelompok ini. Pilih dari daftar.",
            "invalid_pk_value": "Wilayah itu berada di luar kelompok ini. Pilih dari daftar.",
        },
    )
    address = CleanCharField(
        label="Alamat lokasi",
        required=False,
        max_length=255,
        help_text="Nama gang atau patokan, bukan nama warga. Misalnya: depan pos kamling Gang 4.",
    )
    target_group = CleanCharField(
        label="Kelompok sasaran", required=False, max_length=120, help_text="Siapa yang terbantu, misalnya warga RT 04."
    )
    households = forms.IntegerField(label="Penerima manfaat", required=False, min_value=1, max_value=1_000_000)
    people = forms.IntegerField(label="Atau jumlah orang", required=False, min_value=1, max_value=10_000_000)
    land_status = forms.ChoiceField(
        label="Status lahan", required=False, choices=[("", "Belum dipilih"), *LandStatus.choices]
    )
    receiver = CleanCharField(
        label="Lembaga penerima",
        required=False,
        max_length=120,
        help_text="Lembaga yang menerima dan merawat barangnya, misalnya Karang Taruna RW 05.",
    )
    photos = PhotosField(
        label="Tambah foto",
        required=False,
        help_text="Paling banyak 3 foto, masing-masing di bawah 10 MB. Pekerjaan fisik diperiksa lewat fotonya.",
    )
    submission_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, cycle: Cycle, group: ProposerGroup, proposal: Proposal | None = None, **kwargs: Any
    ) -> None:
        if proposal is not None:
            kwargs.setdefault("initial", written(proposal))
        super().__init__(*args, **kwargs)
        self.cycle, self.group, self.proposal = cycle, group, proposal
        item, places = self.fields["item"], self.fields["locations"]
        assert isinstance(item, forms.ModelChoiceField)
        assert isinstance(places, forms.ModelMultipleChoiceField)
        item.queryset = KamusItem.objects.active().filter(version_id=cycle.kamus_id).select_related("agency")
        places.queryset = places_of(group, proposal)
        places.label, places.help_text = _places_words(group)
        for name, unit in (("households", "KK"), ("people", "jiwa")):
            self.fields[name].unit = unit  # type: ignore[attr-defined]
        chosen = self.chosen_item()
        self.fields["volume"].unit = chosen.unit if chosen else "\u00a0"  # type: ignore[attr-defined]

    def chosen_item(self) -> KamusItem | None:
        """The kamus item as it stands in the form now, typed or stored; None where there is none."""
        if not hasattr(self, "_chosen"):
            raw = self["item"].value()
            field = self.fields["item"]
            assert isinstance(field, forms.ModelChoiceField)
            pk = raw.pk if isinstance(raw, KamusItem) else str(raw or "")
            known = field.queryset is not None and str(pk).isascii() and str(pk).isdigit() and len(str(pk)) < 19
            self._chosen = field.queryset.filter(pk=pk).first() if known and field.queryset is not None else None
        return self._chosen

    def asks_receiver(self) -> bool:
        """Say whether the field of the receiver is worth showing: no item yet, an item that needs one, or one typed."""
        item = self.chosen_item()
        return item is None or item.needs_receiver or bool(self["receiver"].value()) or "receiver" in self.errors

    def amount(self) -> int | None:
        """Volume times kamus price in rupiah as the form stands now; None while one of them is missing."""
        item = self.chosen_item()
        try:
            volume = self.fields["volume"].clean(self["volume"].value())
        except (ValidationError, TypeError):
            return None
        if isinstance(volume, Decimal) and item is not None and item.unit_price is not None:
            return cost(volume, item.unit_price)
        return None

    def sum_words(self) -> dict[str, str]:
        """The sum card in words; `total` is empty while something is missing."""
        item, amount = self.chosen_item(), self.amount()
        if item is None or amount is None:
            return {"volume": "", "price": "", "total": ""}
        volume = self["volume"].value()
        said = decimal_text(volume) if isinstance(volume, Decimal) else str(volume).strip()
        return {"volume": f"{said} {item.unit}", "price": rupiah(item.unit_price or 0), "total": rupiah(amount)}

    def clean_problem(self) -> str:
        return self._without_rank("problem")

    def clean_address(self) -> str:
        return self._without_rank("address")

    def clean_target_group(self) -> str:
        return self._without_rank("target_group")

    def clean_photos(self) -> list[ContentFile[bytes]]:
        added: list[ContentFile[bytes]] = self.cleaned_data["photos"]
        stored = len(self.proposal.photos.all()) if self.proposal else 0
        if stored + len(added) > MAX_PHOTOS:
            raise ValidationError(f"Foto paling banyak {MAX_PHOTOS}. Hapus satu lebih dulu.", code="too_many")
        return added

    def _without_rank(self, name: str) -> str:
        said = str(self.cleaned_data[name])
        if texts.names_rank(said):
            raise ValidationError(RANK_IN_TEXT, code="rank")
        return said

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not (data.get("item") or data.get("problem")):
            self.add_error("problem", "Pilih pekerjaan dari kamus, atau tulis masalahnya lebih dulu.")
        return data

    def fields_for_verb(self) -> dict[str, Any]:
        """The cleaned fields as `drafting.start` and `drafting.change` take them."""
        data = self.cleaned_data
        item: KamusItem | None = data["item"]
        title = item.name if item else (data["problem"] or "Usulan tanpa judul")[:200].replace("\n", " ")
        return {name: data[name] for name in WRITTEN} | {"title": title, "locations": list(data["locations"])}

    def warnings(self) -> list[str]:
        """Sentences about private things in public text; they warn, they do not refuse."""
        data = self.cleaned_data
        said = " ".join(str(data.get(name) or "") for name in ("problem", "address", "target_group", "receiver"))
        return texts.private_warnings(said)


def written(proposal: Proposal) -> dict[str, Any]:
    """What stands on a usulan, as initial values of the form; the whole area of a group is said by no tick."""
    return {
        **{name: getattr(proposal, name) for name in WRITTEN if name != "item"},
        "item": proposal.item_id,
        "locations": [place.pk for place in proposal.locations.all() if place.pk != proposal.group.region_id],
    }


def places_of(group: ProposerGroup, proposal: Proposal | None) -> Any:
    """Where a group may place a usulan: RT of an RW, RW of a kelurahan, kelurahan of a kecamatan, none below an RT."""
    wanted = Q(pk__in=[])
    if group.kind != Kind.RT and group.region.level < codes.RT:
        wanted = Q(code__within=group.region.code, level=group.region.level + 1, valid_until=None)
    if proposal is not None:
        wanted |= Q(pk__in=written(proposal)["locations"])
    return Region.objects.filter(wanted).in_order()


def _places_words(group: ProposerGroup) -> tuple[str, str]:
    label = group.region.label
    if group.region.level == codes.RW:
        return f"RT yang terkena di {label}", f"Kosongkan bila untuk seluruh {label}."
    if group.region.level == codes.DISTRICT:
        return f"Kelurahan di {label}", f"Kosongkan bila untuk seluruh {label}."
    return f"RW yang terkena di {label}", f"Kosongkan bila untuk seluruh {label}."
