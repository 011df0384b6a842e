"""The tests' own nets hold."""

import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.template import Context, Engine, Origin, Template

from tests.strictness import NetworkForbidden, UndefinedVariable


def template(path: Path) -> Template:
    return Template("{{ nobody_gave_this }}", origin=Origin(str(path)), engine=Engine.get_default())


def test_an_undefined_variable_fails_in_our_templates_only() -> None:
    with pytest.raises(UndefinedVariable, match="nobody_gave_this"):
        template(Path(settings.BASE_DIR) / "templates" / "page.html").render(Context())
    assert template(Path("/package/admin/page.html")).render(Context()) == ""


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as outside, pytest.raises(NetworkForbidden):
        outside.connect(("192.0.2.1", 80))


@pytest.mark.django_db
def test_rows_without_an_order_come_in_any_order() -> None:
    Group.objects.bulk_create(Group(name=str(number)) for number in range(40))
    assert len({tuple(Group.objects.values_list("pk", flat=True)) for _ in range(3)}) > 1
    names = list(Group.objects.order_by("name").values_list("name", flat=True))
    assert names == sorted(names)
