"""Finding a usulan or a receipt again by what stands on the paper."""

import re

from django import forms
from django.core.exceptions import ValidationError

from accounts.secret_codes import ALPHABET
from proposals.models import Need, Proposal

_CODE = re.compile(rf"(?<![a-z0-9])[{ALPHABET}]{{14}}(?![a-z0-9])")
_NUMBER = re.compile(r"\d{2,}\D{0,3}\d{4}\D{0,3}\d{6}")


class TrackForm(forms.Form):
    """One field for the number of a usulan or the secret code of a receipt, written as people write them."""

    found: Proposal | Need

    nomor = forms.CharField(
        label="Nomor usulan atau kode tanda terima",
        max_length=120,
        help_text="Contoh nomor: 3573-2027-001284. Kode tanda terima terdiri atas 14 huruf dan angka.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Isi nomor usulan atau kode tanda terima."},
    )

    def clean_nomor(self) -> str:
        said = str(self.cleaned_data["nomor"]).strip()
        low = said.lower()
        if (code := _CODE.search(low) or _CODE.search(re.sub(r"[\s-]", "", low))) and (
            need := Need.objects.filter(code=code.group()).first()
        ):
            self.found = need
            return said
        if re.match(r"k\s*-", low):
            raise ValidationError("Ini nomor kebutuhan warga. Tulis kode rahasia 14 huruf pada tanda terimanya.")
        if _NUMBER.search(said):
            digits = re.sub(r"\D", "", said)
            number = f"{digits[:-10]}-{digits[-10:-6]}-{digits[-6:]}"
            if proposal := Proposal.objects.public().filter(number=number).first():
                self.found = proposal
                return said
        raise ValidationError("Nomor usulan tidak ditemukan. Periksa lagi angka pada tanda terima.")
