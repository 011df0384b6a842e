from typing import Any

import pytest
from pytest_django import Settings

from musrenbang.checks import refuses_trial_settings


def found(settings: Settings, **changed: Any) -> set[str | None]:
    settings.ALLOWED_HOSTS = ["musrenbang.example.go.id"]
    for name, value in changed.items():
        setattr(settings, name, value)
    return {message.id for message in refuses_trial_settings(None)}


def test_a_public_server_with_default_settings_passes(settings: Settings) -> None:
    assert found(settings) == set()


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"DEMO": True}, "musrenbang.E001"),
        ({"DEBUG": True}, "musrenbang.E002"),
        ({"ALLOWED_HOSTS": ["127.0.0.1", "localhost"]}, "musrenbang.E003"),
        ({"ALLOWED_HOSTS": ["*"]}, "musrenbang.E003"),
    ],
)
def test_settings_for_trying_are_refused(settings: Settings, changed: dict[str, Any], error: str) -> None:
    assert found(settings, **changed) == {error}
