"""What a server open to the public must not be run with; asked by `manage.py check --deploy`."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def refuses_trial_settings(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Return one Error for every setting that is meant for trying the product on one's own machine."""
    found: list[CheckMessage] = []
    if settings.DEMO:
        found.append(
            Error(
                "MUSRENBANG_DEMO is on: its logins and passwords are known to everybody.",
                hint="Unset MUSRENBANG_DEMO and start with an empty database.",
                id="musrenbang.E001",
            )
        )
    if settings.DEBUG:
        found.append(
            Error(
                "MUSRENBANG_DEBUG is on: error pages show settings and data.",
                hint="Unset MUSRENBANG_DEBUG.",
                id="musrenbang.E002",
            )
        )
    if not set(settings.ALLOWED_HOSTS) - set(settings.LOCAL_HOSTS) or "*" in settings.ALLOWED_HOSTS:
        found.append(
            Error(
                "MUSRENBANG_HOSTS does not name the host that people will open.",
                hint="Set MUSRENBANG_HOSTS=musrenbang.example.go.id (several: separated by commas).",
                id="musrenbang.E003",
            )
        )
    return found
