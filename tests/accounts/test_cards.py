"""Login cards: shown once, used once, kept as a digest."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import secret_codes
from accounts.actions import cards, terms
from accounts.models import LoginCode, OfficeHolding
from tests.world import NOW, TODAY, World

PASSWORD = "gerobak-kuning-lima"


def card(world: World, row: str = "rw", by: str = "kelurahan") -> cards.Card:
    return cards.issue([world.offices[row]], by=world.offices[by], at=NOW)[0]


def use(code: str, **other: object) -> OfficeHolding:
    data: dict[str, object] = {"password": PASSWORD, "name": "Budi", "phone": "", "at": NOW}
    return cards.activate(code, **(data | other))  # type: ignore[arg-type]


def test_only_the_digest_of_a_code_is_kept(world: World) -> None:
    made = card(world)
    kept = LoginCode.objects.get()
    assert len(made.code) == 14
    assert made.spoken == f"{made.code[:4]}-{made.code[4:8]}-{made.code[8:]}"
    assert kept.digest == secret_codes.digest(made.code)
    assert made.code not in str(LoginCode.objects.values())
    assert kept.expires_at == NOW + timedelta(days=60)
    assert kept.issued_by == world.offices["kelurahan"]


def test_a_card_gives_a_password_once(world: World) -> None:
    made = card(world)
    holding = use(f" {made.spoken.upper()} ", phone="081234567890")
    assert holding == world.offices["rw"]
    user = world.offices["rw"].user
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert (user.name, user.phone) == ("Budi", "081234567890")
    with pytest.raises(ValidationError, match="sudah dipakai"):
        use(made.code)


def test_a_new_card_voids_the_old_one(world: World) -> None:
    old, new = card(world), card(world)
    with pytest.raises(ValidationError, match="kartu yang lebih baru"):
        use(old.code)
    assert use(new.code)


def test_each_closed_card_says_what_to_do(world: World) -> None:
    made = card(world)
    with pytest.raises(ValidationError, match="tidak dikenal"):
        use("2222-2222-222222")
    with pytest.raises(ValidationError, match=r"berlaku sampai .* Minta kartu baru"):
        use(made.code, at=NOW + timedelta(days=60))
    world.offices["rw"].user.__class__.objects.filter(username="rw").update(is_active=False)
    with pytest.raises(ValidationError, match="dinonaktifkan"):
        use(made.code)
    OfficeHolding.objects.filter(pk=world.offices["rw"].pk).update(ends=TODAY - timedelta(days=1))
    with pytest.raises(ValidationError, match="sudah berakhir"):
        use(made.code)


def test_a_hand_over_voids_the_card_of_the_holder_before(world: World) -> None:
    made = card(world)
    new = terms.hand_over(
        world.offices["rw"].office, name="Ratna", phone="", starts=TODAY + timedelta(days=2),
        status=OfficeHolding.Status.DEFINITIVE, decree="", by=world.offices["lurah"], at=NOW,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="kartu yang lebih baru"):
        use(made.code)
    early = cards.issue([new], by=world.offices["lurah"], at=NOW)[0]
    with pytest.raises(ValidationError, match="Masa jabatan Anda mulai"):
        use(early.code)


def test_who_has_a_password_gets_a_card_only_by_starting_anew(world: World) -> None:
    use(card(world).code)
    with pytest.raises(ValidationError, match="Pakai Atur ulang"):
        card(world)
    before = world.client("rw")
    fresh = cards.start_anew(world.offices["rw"], by=world.offices["lurah"], at=NOW)
    assert before.get("/peran/").status_code == 302
    user = world.offices["rw"].user
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert use(fresh.code)


def test_two_cards_of_one_person_are_one_way_in(world: World) -> None:
    user = world.offices["rw"].user
    second = OfficeHolding.objects.create(office=world.offices["lembaga"].office, user=user, starts=TODAY)
    first = card(world)
    other = cards.issue([second], by=world.offices["kelurahan"], at=NOW)[0]
    with pytest.raises(ValidationError, match="kartu yang lebih baru"):
        use(first.code)
    use(other.code)
    assert not LoginCode.objects.open().exists()


def test_a_password_set_otherwise_closes_the_card(world: World) -> None:
    made = card(world)
    user = world.offices["rw"].user
    user.set_password("dari-admin-bappeda")
    user.save()
    with pytest.raises(ValidationError, match="sudah dipakai"):
        use(made.code)


def test_nobody_starts_the_own_account_anew(world: World) -> None:
    with pytest.raises(ValidationError, match="akun Anda sendiri"):
        cards.start_anew(world.offices["bappeda"], by=world.offices["bappeda"], at=NOW)


def test_many_cards_take_no_more_queries_than_few(world: World) -> None:
    many = [world.add_office(f"rt{n}", f"Ketua RT {n}", "RT", "rt01", group=world.groups["rt01"]) for n in range(30)]

    def queries(holdings: list[OfficeHolding]) -> int:
        with CaptureQueriesContext(connection) as found:
            made = cards.issue(holdings, by=world.offices["lurah"], at=NOW)
        assert [one.holding for one in made] == holdings
        return len(found)

    assert queries(many[:3]) == queries(many)
