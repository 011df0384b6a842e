"""How a city prints, as Bappeda writes it; the logo is drawn anew before anything else sees it."""

from base64 import b64encode
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File

from proposals.forms.text import CleanCharField
from proposals.photos import reencode, small

from .documents.wording import SAID
from .models import DocumentSetting

UNREADABLE = "Berkas ini bukan gambar. Pilih lambang berupa PNG atau JPG."


class DocumentSettingForm(forms.ModelForm[DocumentSetting]):
    """The words as they are, and a logo to put in or take off."""

    new_logo = forms.FileField(
        label="Lambang baru",
        required=False,
        help_text="PNG atau JPG di bawah 10 MB. Dicetak di atas judul berita acara.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        error_messages={"empty": "Berkas ini kosong. Pilih berkas lain."},
    )
    drops_logo = forms.BooleanField(label="Lepas lambang", required=False)

    class Meta:
        model = DocumentSetting
        fields = ("city", "size", "city_said", *SAID, "has_reasons")
        field_classes = dict.fromkeys(("city_said", *SAID), CleanCharField)

    def clean_new_logo(self) -> str | None:
        file: File[bytes] | None = self.cleaned_data["new_logo"]
        if not file:
            return None
        try:
            return b64encode(small(reencode(file))).decode()
        except ValidationError as refusal:
            raise refusal if refusal.code != "not_a_photo" else ValidationError(UNREADABLE) from refusal

    def save(self, commit: bool = True) -> Any:
        logo = self.cleaned_data["new_logo"]
        if logo or self.cleaned_data["drops_logo"]:
            self.instance.logo = logo or ""
            self.instance.logo_digest = sha256(logo.encode()).hexdigest()[:12] if logo else ""
        return super().save(commit)
