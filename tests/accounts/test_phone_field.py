"""One number, one form."""

import pytest

from accounts.models import User
from accounts.phone_field import normal


@pytest.mark.parametrize(
    "typed",
    ["081234567890", "0812-3456-7890", "+62 812 3456 7890", "62812.3456.7890", "0062 812 34567890", "812 3456 7890"],
)
def test_every_way_of_typing_gives_one_number(typed: str) -> None:
    assert normal(typed) == "081234567890"


@pytest.mark.parametrize("typed", ["", "08", "lurah", "rw02", "+1 202 555 0100", "0812345678901234567", "٠٨١٢٣٤٥٦٧٨٩٠"])
def test_what_is_no_number_gives_none(typed: str) -> None:
    assert normal(typed) == ""


@pytest.mark.django_db
def test_a_number_is_kept_and_looked_up_in_its_form_whoever_writes_it() -> None:
    User.objects.bulk_create([User(username="a", phone="+62 812-3456-7890"), User(username="b", phone=" 112 ekst 3 ")])
    assert User.objects.get(phone="0812 3456 7890").username == "a"
    assert dict(User.objects.order_by("pk").values_list("username", "phone")) == {
        "a": "081234567890",
        "b": "112 ekst 3",
    }
