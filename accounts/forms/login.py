"""The login form: a name, an office's code or a telephone, and the password."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.logins import meant
from accounts.models import User

SEVERAL = "Jabatan ini dipegang lebih dari satu orang. Tulis nama pengguna Anda sendiri, bukan kode jabatan."


class LoginForm(AuthenticationForm):
    """One sentence whatever was wrong, so that nobody learns which names exist; one hash for every try."""

    error_messages = {
        "invalid_login": "Nama atau kata sandi salah. Periksa huruf besar dan kecil, lalu coba lagi.",
        "inactive": "Akun ini tidak aktif. Hubungi kelurahan atau Bappeda.",
    }
    username = forms.CharField(
        label="Nama pengguna, kode jabatan, atau nomor telepon",
        max_length=150,
        widget=forms.TextInput(
            attrs={
                "autofocus": True,
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    password = forms.CharField(
        label="Kata sandi",
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest | None = None, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.on = on

    def clean(self) -> dict[str, Any]:
        typed, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if typed and password:
            found = meant(typed, on=self.on)
            user = authenticate(self.request, username=found.name, password=password)
            if found.several:
                raise ValidationError(SEVERAL, code="several")
            if not isinstance(user, User):
                raise self.get_invalid_login_error()
            self.user_cache = user
            self.confirm_login_allowed(user)
        return self.cleaned_data
