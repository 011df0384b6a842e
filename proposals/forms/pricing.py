"""Another price than the kamus says, and why."""

from django import forms
from django.core.exceptions import ValidationError

from catalogue.money import MAX_RUPIAH, read_rupiah

from .text import CleanCharField


class PriceForm(forms.Form):
    """A price per unit as people write it, and the sentence that stays beside it."""

    unit_price = forms.CharField(
        label="Harga per satuan",
        max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Angka saja, misalnya 375.000.",
        error_messages={"required": "Isi harganya, misalnya 375.000."},
    )
    reason = CleanCharField(
        label="Alasan harga lain",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Paling sedikit 10 huruf. Warga membacanya di samping harga.",
        error_messages={"required": "Tulis alasannya paling sedikit 10 huruf."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2_000_000_000)

    def clean_unit_price(self) -> int:
        try:
            price = read_rupiah(str(self.cleaned_data["unit_price"]))
        except ValueError as wrong:
            raise ValidationError(str(wrong), code="invalid") from wrong
        if not 0 < price <= MAX_RUPIAH:
            raise ValidationError("Harga harus lebih dari Rp 0 dan masuk akal. Periksa lagi.", code="absurd")
        return price
