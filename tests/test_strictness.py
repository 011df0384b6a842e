"""The tests' own nets hold."""

import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection
from django.template import Context, Engine, Origin, Template
from django.utils import timezone

from proposals.models import Event
from regions.models import Region
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


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["before the runner's flush", "after it"])
def test_the_event_log_is_emptied_by_the_runner_alone(time: str) -> None:
    """Twice, so that one of the two runs on triggers that the runner lifted and put back."""
    city = Region.objects.create(code="99.01", name="Kota Contoh", type=Region.Type.CITY)
    event = Event.objects.create(city=city, seq=1, kind=Event.Kind.CYCLE_COPIED, at=timezone.now())
    for forbidden in ("UPDATE proposals_event SET seq = 99", "DELETE FROM proposals_event"):
        with pytest.raises(DatabaseError, match="riwayat tidak dapat diubah"), connection.cursor() as cursor:
            cursor.execute(forbidden)
    assert list(Event.objects.values_list("pk", "seq")) == [(event.pk, event.seq)]
