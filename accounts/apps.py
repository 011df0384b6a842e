from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Jabatan dan akun"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        user_logged_in.connect(_note_login, dispatch_uid="accounts.note_login")


def _note_login(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Whichever way a person came in, the session knows with which offices and with what."""
    from . import second_factor, sessions  # noqa: PLC0415 - models cannot be imported before the apps are there

    second_factor.note_login(request, user)
    sessions.note_offices(request, sessions.running(user))
