"""Forms of the levels after the forum: a word on one usulan, a paper for many, the work, and what its group says."""

from typing import Any

from django import forms

from catalogue.models import Nomenclature
from proposals.actions.following import Word
from proposals.actions.working import MOST_PHOTOS
from proposals.after_forum import Step
from proposals.models import Confirmation, PlanDocument, Proposal
from proposals.models.decision import Outcome
from proposals.reasons import FINAL, LATER

from .document import DocumentField
from .numbers import RupiahField, VolumeField
from .photo import PhotosField
from .text import CleanCharField
from .ticked import TickedForm

SAYS = {
    Outcome.ACCEPTED: "Setuju seperti diusulkan",
    Outcome.CHANGED: "Setuju dengan perubahan",
    Outcome.REJECTED: "Tidak diterima",
}
REASONS = [
    ("", "Pilih alasan"),
    ("Mungkin tahun depan", [(code.value, code.label) for code in LATER]),
    ("Tidak dapat diterima", [(code.value, code.label) for code in FINAL]),
]


def day_field(label: str) -> forms.DateField:
    """A day; empty or wrong gets a sentence with an example."""
    wrong = {"required": f"Isi {label.lower()}nya.", "invalid": f"Isi {label.lower()}nya, misalnya 12/01/2026."}
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages=wrong
    )


class WordForm(forms.Form):
    """What a level says; volume, amount and sub kegiatan stand as they are until they are changed."""

    all_optional = True

    outcome = forms.ChoiceField(
        label="Keputusan Anda",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih satu keputusan.", "invalid_choice": "Pilih satu keputusan dari daftar."},
    )
    volume = VolumeField(label="Volume", required=False)
    amount = RupiahField(label="Anggaran", required=False)
    subactivity = forms.ModelChoiceField(
        Nomenclature.objects.none(),
        label="Sub kegiatan",
        required=False,
        empty_label="Pilih sub kegiatan",
        error_messages={"invalid_choice": "Pilih sub kegiatan dari daftar."},
    )
    reason_code = forms.ChoiceField(
        label="Alasan", required=False, choices=REASONS, error_messages={"invalid_choice": "Pilih alasan dari daftar."}
    )
    reason = CleanCharField(
        label="Kalimat untuk pengusul",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wajib bila diubah atau tidak diterima. Warga membacanya.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2_000_000_000)

    def __init__(self, *args: Any, step: Step, proposal: Proposal, **kwargs: Any) -> None:
        subactivity = proposal.item.subactivity_id if proposal.item else None
        kwargs["initial"] = {
            "volume": proposal.current_volume, "amount": proposal.current_amount, "subactivity": subactivity,
            "version": proposal.version,
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        choices = [(one.value, SAYS.get(one, one.label)) for one in step.leads]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]
        self.fields["volume"].unit = proposal.unit  # type: ignore[attr-defined]
        if Outcome.ACCOMMODATED not in step.leads:
            del self.fields["subactivity"]
            return
        known = Nomenclature.objects.filter(city=proposal.cycle.city_id, plan_year=proposal.cycle.plan_year)
        field = self.fields["subactivity"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = known.filter(level=Nomenclature.Level.SUBACTIVITY).order_by("code", "pk")

    def word(self) -> Word:
        """What was said, as the verb takes it; an unchanged acceptance says no numbers."""
        data = self.cleaned_data
        outcome = Outcome(data["outcome"])
        said = {} if outcome == Outcome.ACCEPTED else {"volume": data["volume"], "amount": data["amount"]}
        if said and said["volume"] != self.proposal.current_volume and said["amount"] == self.proposal.current_amount:
            said["amount"] = None  # only the volume was changed: the locked price counts
        return Word(
            self.proposal, outcome, subactivity=data.get("subactivity"), reason_code=data["reason_code"],
            reason=data["reason"], may_repeat=data["reason_code"] not in {code.value for code in FINAL}, **said,
        )  # fmt: skip


class PaperForm(TickedForm):
    """The same with the number and day of the paper that they go into."""

    number = CleanCharField(
        label="Nomor dokumen",
        max_length=80,
        error_messages={"required": "Isi nomor dokumennya seperti tercetak, misalnya 26 Tahun 2026."},
    )
    dated = day_field("Tanggal dokumen")


class ReportForm(forms.Form):
    """How far the work is."""

    percent = forms.IntegerField(
        label="Kemajuan",
        min_value=0,
        max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), "Isi angka 0 sampai 99."),
    )
    note = CleanCharField(
        label="Keterangan",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Dibaca warga, jadi tanpa nama dan nomor telepon.",
    )
    photos = PhotosField(label="Foto pekerjaan", required=False, most=MOST_PHOTOS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["percent"].unit = "%"  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """Selesai: what it cost, and the paper of the hand-over."""

    final_cost = RupiahField(
        word="Biaya akhir", label="Biaya akhir", error_messages={"required": "Isi biaya akhirnya, misalnya 42.500.000."}
    )
    handover = CleanCharField(
        label="Nomor BAST atau surat serah terima",
        max_length=80,
        error_messages={"required": "Isi nomor BAST atau surat serah terimanya."},
    )
    handover_on = day_field("Tanggal serah terima")
    paper = DocumentField(label="Pindaian BAST", required=False, help_text="PDF, JPG, atau PNG.")
    note = CleanCharField(label="Keterangan", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    photos = PhotosField(label="Foto hasil", required=False, most=MOST_PHOTOS)


class CancelForm(forms.Form):
    """Batal, with its reason."""

    reason_code = forms.ChoiceField(
        label="Alasan",
        choices=REASONS,
        error_messages={"required": "Pilih alasan dari daftar.", "invalid_choice": "Pilih alasan dari daftar."},
    )
    reason = CleanCharField(
        label="Kalimat untuk pengusul",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya paling sedikit 10 huruf."},
    )


class ResultForm(forms.Form):
    """What the group says of finished work."""

    verdict = forms.ChoiceField(
        label="Apakah hasilnya sesuai usulan?",
        choices=Confirmation.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih sesuai atau tidak sesuai.",
            "invalid_choice": "Pilih sesuai atau tidak sesuai.",
        },
    )
    text = CleanCharField(
        label="Keterangan",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wajib bila tidak sesuai. Dibaca warga, jadi tanpa nama dan nomor telepon.",
    )


class DisputeAnswerForm(forms.Form):
    """What the agency answers to a group that disputes."""

    answer = CleanCharField(
        label="Jawaban",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis jawabannya paling sedikit 10 huruf. Warga membacanya."},
    )


PAPERS = {"rkpd": PlanDocument.Kind.PLAN, "apbd": PlanDocument.Kind.BUDGET}
"""Which paper belongs to which tab."""
