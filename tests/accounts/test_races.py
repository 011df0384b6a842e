"""Two people at one office or one card at the same moment: one wins, the other is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.actions import cards, terms
from accounts.models import LoginCode, Office, OfficeHolding, User
from accounts.resources import OfficeResource
from tests.accounts.test_office_sheets import row, sheet
from tests.racing import together
from tests.world import NOW, TODAY, World

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_of_two_activations_one_wins(city: World) -> None:
    made = cards.issue([city.offices["rw"]], by=city.offices["lurah"], at=NOW)[0]

    def use(password: str) -> Callable[[], OfficeHolding]:
        return lambda: cards.activate(made.code, password=password, name="Budi", phone="", at=NOW)

    words = ["gerobak-kuning-lima", "sepeda-merah-tiga"]
    results = together(*[use(word) for word in words])
    won = [word for word, result in zip(words, results, strict=True) if isinstance(result, OfficeHolding)]
    assert len(won) == 1
    assert User.objects.get(username="rw").check_password(won[0])


def test_of_two_hand_overs_one_wins(city: World) -> None:
    office, seen = city.offices["rw"].office, city.offices["rw"].pk

    def give(name: str, days: int, by: str) -> Callable[[], OfficeHolding]:
        return lambda: terms.hand_over(
            office, name=name, phone="", starts=TODAY + timedelta(days=days), status=OfficeHolding.Status.DEFINITIVE,
            decree="", by=city.offices[by], at=NOW, follows=seen,
        )  # fmt: skip

    results = together(give("Ratna", 0, "kelurahan"), give("Sari", 1, "lurah"), give("Tuti", 2, "kecamatan"))
    assert sum(isinstance(result, OfficeHolding) for result in results) == 1
    assert OfficeHolding.objects.filter(office=office).count() == 2
    assert OfficeHolding.objects.filter(office=office, ends=None).count() == 1


def test_cards_issued_at_once_leave_one_open(city: World) -> None:
    def issue(by: str) -> Callable[[], list[cards.Card]]:
        return lambda: cards.issue([city.offices["rw"]], by=city.offices[by], at=NOW)

    together(issue("kelurahan"), issue("lurah"), issue("kecamatan"))
    assert LoginCode.objects.count() == 3
    assert LoginCode.objects.open().count() == 1


def test_one_sheet_sent_by_three_is_written_once(city: World) -> None:
    data = sheet(row(telepon="081234567890"), row(rw="", rt="", lembaga="LPMK", nama="Ani"))

    def take(by: str) -> Callable[[], None]:
        resource = OfficeResource(city.city, on=TODAY, by=city.offices[by])
        resource.read(data)
        return lambda: resource.write(at=NOW)

    results = together(take("kelurahan"), take("kecamatan"), take("bappeda"))
    assert results == [None, None, None]
    assert Office.objects.filter(code__contains=".mawar").count() == 2
    assert OfficeHolding.objects.filter(user__name__in=["Sri Wahyuni", "Ani"]).count() == 2
