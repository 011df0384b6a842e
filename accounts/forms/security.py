"""One's own password, and the reason for taking the second factor off another person."""

from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm


class OwnPasswordForm(PasswordChangeForm):
    """Django's own form; it says what a password needs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Kata sandi sekarang"
        self.fields["new_password1"].label = "Kata sandi baru"
        self.fields["new_password2"].label = "Kata sandi baru, sekali lagi"
        self.fields["new_password1"].help_text = "Paling sedikit 10 huruf atau angka, tidak hanya angka."
        self.fields["new_password2"].help_text = ""


class RemovalForm(forms.Form):
    """Why the second factor of another person is taken off."""

    reason = forms.CharField(
        label="Alasan",
        help_text="Dibaca pemilik akun saat masuk lagi. Misalnya: ponsel hilang, dilaporkan langsung ke kantor.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
