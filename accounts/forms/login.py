"""The login form and the choice of office."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm

LOCKED = "Terlalu banyak percobaan. Tunggu setengah jam, lalu coba lagi."


class LoginForm(AuthenticationForm):
    """Name and password; one sentence whatever was wrong, so that nobody learns which names exist."""

    error_messages = {
        "invalid_login": "Nama pengguna atau kata sandi salah. Periksa huruf besar dan kecil, lalu coba lagi.",
        "inactive": "Akun ini tidak aktif. Hubungi kelurahan atau Bappeda.",
    }
    username = forms.CharField(
        label="Nama pengguna",
        max_length=150,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label="Kata sandi", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
