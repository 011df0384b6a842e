"""The form of a usulan: the same for the group's own page, for entry on behalf, and for the admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import Q
from django.forms import BoundField

from accounts.models import ProposerGroup
from catalogue.land import LandStatus
from catalogue.models import KamusItem
from proposals import kamus_facts, texts
from proposals.actions.documents import MOST
from proposals.kamus_facts import Told
from proposals.models import Cycle, Proposal
from proposals.models.photo import MAX_PHOTOS
from regions import codes
from regions.models import Region

from .document import DocumentField
from .measures import STORED, MeasuresForm
from .numbers import VolumeField
from .photo import PhotosField
from .text import CleanCharField
from .ticked import ManyField

__all__ = ["PlacesField", "ProposalForm", "VolumeField", "places_of", "written"]

Kind = ProposerGroup.Kind
EVIDENCE = "berkas_bukti"
EVIDENCE_HINT = "Misalnya surat hibah tanah, atau surat dari perangkat daerah. PDF, JPG, atau PNG, di bawah 10 MB."
REASON_HINT = (
    "Bila tidak ada bukti baru, atau kamus menjawab tidak sesuai."
    " Paling sedikit 10 huruf; dibaca petugas yang memutuskan."
)
RANK_IN_TEXT = "Jangan tulis urutan seperti RW 05 P2 di sini. Urutan diatur di halaman Urutkan usulan."
WRITTEN = (
    *("item", "volume", "problem", "address", "target_group", "households", "people", "land_status", "receiver"),
    *("override_reason", *STORED),
)
"""Fields that go to the verb under their own name."""


class PlacesField(ManyField[Region]):
    """Places below the group's own, by the name people use: RT 04."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Region) -> str:
        return obj.label


class ProposalForm(MeasuresForm):
    """What a group writes about one usulan. Everything may be left out while it is a draft; Kirim asks for the rest."""

    item = forms.ModelChoiceField(
        KamusItem.objects.none(),
        label="Pekerjaan dari kamus",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Item ini tidak ada di kamus tahun ini. Cari lagi di kamus."},
    )
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
    override_reason = CleanCharField(
        label="Alasan tetap mengirim",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Hanya bila kamus menjawab tidak sesuai. Paling sedikit 10 huruf; dibaca petugas yang memutuskan.",
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
        self.ask(self.chosen_item())
        if proposal is not None and proposal.needs_evidence:
            self.fields[EVIDENCE] = DocumentField(label="Tambah bukti", required=False, help_text=EVIDENCE_HINT)
            self.fields["override_reason"].help_text = REASON_HINT

    def evidence_field(self) -> BoundField | None:
        """The field for what is new since an old refusal; None where nothing new is asked for."""
        return self[EVIDENCE] if EVIDENCE in self.fields else None

    def new_evidence(self) -> tuple[ContentFile[bytes], str] | None:
        """The new evidence that came with a valid form: file and label."""
        found: tuple[ContentFile[bytes], str] | None = self.cleaned_data.get(EVIDENCE)
        return found

    def clean_berkas_bukti(self) -> tuple[ContentFile[bytes], str] | None:
        sent: tuple[ContentFile[bytes], str] | None = self.cleaned_data[EVIDENCE]
        stored = self.proposal.documents.all() if self.proposal else ()
        asked = {rule.pk for rule in self.papers}  # a newer one takes the older one's place, and each may come yet
        if sent and sum(one.rule_id not in asked for one in stored) + len(asked) >= MOST:
            raise ValidationError(f"Berkas paling banyak {MOST}. Hapus satu lebih dulu.", code="too_many")
        return sent

    def chosen_item(self) -> KamusItem | None:
        """The kamus item as it stands in the form now, typed or stored, with its rules; None where there is none."""
        if not hasattr(self, "_chosen"):
            raw = self["item"].value()
            pk = str(raw.pk if isinstance(raw, KamusItem) else raw or "")
            known = pk.isascii() and pk.isdigit() and len(pk) < 19
            offered = KamusItem.objects.active().filter(version_id=self.cycle.kamus_id).select_related("agency")
            self._chosen = offered.with_rules().filter(pk=pk).first() if known else None
        return self._chosen

    def asks_receiver(self) -> bool:
        """Say whether the field of the receiver is worth showing: an item that needs one, or one typed."""
        typed = bool(self["receiver"].value()) or "receiver" in self.errors
        return typed or kamus_facts.needs_receiver(self.chosen_item())

    def typed(self) -> Proposal:
        """The usulan as it stands in the form now, for the check alone; never saved."""
        found = Proposal(cycle=self.cycle, group=self.group, item=self.chosen_item(), volume=self.volume_now())
        for name in STORED:
            value = self.said(name)
            setattr(found, name, "" if name == "condition" and value is None else value)
        found.land_status, found.receiver = self.said("land_status") or "", self.said("receiver") or ""
        found.answers = self.told(self.proposal.answers if self.proposal else None).kept()
        found.copy_item()
        stored = self.proposal
        if stored is not None:
            found.pk, found.status, found.kecamatan_id = stored.pk, stored.status, stored.kecamatan_id
            found.current_volume = stored.current_volume
        elif kamus_facts.has_quota(found.item):
            code = codes.cut(self.group.region.code, codes.DISTRICT)
            found.kecamatan = Region.objects.current().get(code=code)
        return found

    def amount(self) -> int | None:
        """The cost in rupiah as the form stands now; None while volume, price, choice or months are missing."""
        return self.amount_of(self.typed())

    def amount_of(self, typed: Proposal) -> int | None:
        """The same for what `typed` has read already."""
        is_open = any(getattr(typed, name) is None for name in {"variant", "periods"} & set(self.shown))
        return None if typed.volume is None or typed.unit_price is None or is_open else typed.amount

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
        told = self.told(self.proposal.answers if self.proposal else None)
        return {name: data[name] for name in WRITTEN} | {
            "title": title,
            "locations": list(data["locations"]),
            "answers": told.kept(),
        }

    def warnings(self) -> list[str]:
        """Sentences about private things in public text; they warn, they do not refuse."""
        data = self.cleaned_data
        said = " ".join(str(data.get(name) or "") for name in ("problem", "address", "target_group", "receiver"))
        return texts.private_warnings(said) + ([self.difference()] if self.difference() else [])


def written(proposal: Proposal) -> dict[str, Any]:
    """What stands on a usulan, as initial values of the form; the whole area of a group is said by no tick."""
    told = Told.read(proposal.answers)
    return {
        **{name: getattr(proposal, name) for name in WRITTEN if name not in {"item", "variant"}},
        **{f"jawab_{key}": said for key, said in told.answers.items()},
        "youngest": told.youngest,
        "oldest": told.oldest,
        "listed": told.listed,
        "item": proposal.item_id,
        "variant": proposal.variant_id,
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
