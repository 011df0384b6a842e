"""The two steps of an activation: the code of the card, then name, phone and a password of one's own."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation

from accounts.models import User

from .holders import PersonFields
from .text import CleanCharField


class CodeForm(forms.Form):
    """The code as it is printed; blanks, dashes and capitals do not matter."""

    kode = forms.CharField(
        label="Kode pada kartu",
        max_length=40,
        help_text="14 huruf dan angka, misalnya abcd-efgh-jkmnpq.",
        error_messages={"required": "Ketik kode pada kartu."},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "data-kode": ""}
        ),
    )


class ActivationForm(PersonFields):
    """What the holder confirms and chooses."""

    kode = forms.CharField(max_length=40, widget=forms.HiddenInput)
    name = CleanCharField(label="Nama lengkap", max_length=120, error_messages={"required": "Isi nama lengkap Anda."})
    phone = CleanCharField(
        label="Nomor telepon",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "class": "w-m"}),
    )
    password = forms.CharField(
        label="Kata sandi baru",
        strip=False,
        max_length=128,
        help_text="Paling sedikit 10 huruf. Tiga kata yang tidak berhubungan mudah diingat.",
        error_messages={"required": "Buat kata sandi Anda sendiri."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Kata sandi sekali lagi",
        strip=False,
        max_length=128,
        error_messages={"required": "Ketik kata sandi sekali lagi."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["phone"].help_text = hint

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        password = data.get("password")
        if password and data.get("again") and password != data["again"]:
            self.add_error("again", "Kedua kata sandi tidak sama. Ketik lagi.")
        if password:
            self.user.name = data.get("name") or self.user.name
            try:
                password_validation.validate_password(password, self.user)
            except forms.ValidationError as refusal:
                self.add_error("password", refusal)
        return data
