"""Ganti pemegang: an office goes from one person to the next; the old term stays as it was."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from accounts.identity import SHARED, foreign_people, free_name, same_name
from accounts.models import LoginCode, Office, OfficeHolding, User

CHANGED = "Pemegang jabatan ini baru saja berganti. Periksa lagi sebelum mengganti."
MAX_AHEAD = timedelta(days=366)


@transaction.atomic
def hand_over(
    office: Office,
    *,
    name: str,
    phone: str,
    starts: date,
    status: OfficeHolding.Status,
    decree: str,
    by: OfficeHolding | None,
    at: datetime,
    user: User | None = None,
    email: str = "",
    ends: date | None = None,
    follows: int | None = None,
) -> OfficeHolding:
    """Give an office to a new holder from a day on. Running terms end the day before; open codes go.

    `follows` is the term (its pk) that the page showed as running: another one by now refuses the act. A person who
    is known already (`user`, or the same name and phone) gets no second account.
    """
    office = Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    today = timezone.localdate(at)
    if starts > today + MAX_AHEAD:
        raise ValidationError({"starts": "Tanggal mulai paling jauh setahun dari sekarang."})
    before = list(OfficeHolding.objects.filter(office=office).select_related("user").order_by("-starts", "-pk"))
    running = [term for term in before if term.ends is None or term.ends >= starts]
    if follows is not None and (before[0].pk if before else 0) != follows:
        raise ValidationError(CHANGED)
    if before and starts <= before[0].starts:
        since = date_format(before[0].starts, "j F Y")
        raise ValidationError({"starts": f"Pemegang terakhir mulai {since}. Tanggal mulai harus sesudahnya."})
    if by is not None and any(term.user_id == by.user_id for term in running):
        raise ValidationError("Ini jabatan Anda sendiri. Minta rekan atau tingkat di atasnya mengganti pemegangnya.")
    if any(same_name(term.user.name, name) for term in running):
        raise ValidationError({"name": f"{name} sedang memegang jabatan ini."})
    person = user or known_person(name, phone, by=by, on=today)
    if person is not None and person.is_superuser:
        raise ValidationError(SHARED)
    if user is not None:
        refuse_shared([user.pk], by=by, on=today)
    for term in running:
        term.ends = starts - timedelta(days=1)
        term.save(update_fields=["ends"])
    LoginCode.objects.open().filter(holding__office=office).update(voided_at=at)
    person = person or new_person(office.code, name=name, phone=phone, email=email)
    holding = OfficeHolding(office=office, user=person, starts=starts, ends=ends, status=status, decree=decree)
    holding.full_clean()
    holding.save()
    return holding


@transaction.atomic
def write_signer(holding: OfficeHolding, *, rank: str, nip: str) -> OfficeHolding:
    """Write what is printed below the holder's name. Papers that are locked keep what they said."""
    holding = OfficeHolding.objects.select_for_update(of=("self",)).get(pk=holding.pk)
    holding.rank, holding.nip = rank, nip
    holding.full_clean()
    holding.save(update_fields=["rank", "nip"])
    return holding


def new_person(code: str, *, name: str, phone: str, email: str) -> User:
    """Make a person without a password; the login name is the office's code, with a number where it is taken."""
    taken = set(User.objects.filter(username__startswith=code).values_list("username", flat=True))
    user = User(username=free_name(code, taken), name=name, phone=phone, email=email, password=make_password(None))
    user.full_clean(exclude=["password"])
    user.save()
    return user


def known_person(name: str, phone: str, *, by: OfficeHolding | None, on: date) -> User | None:
    """Find the one person of that phone and name whom `by` may give an office; None where nobody or several fit."""
    if not phone:
        return None
    found = [one for one in User.objects.filter(phone=phone).order_by("pk")[:20] if same_name(one.name, name)]
    if len(found) != 1 or not found[0].is_active or foreign_people([found[0].pk], by=by, on=on):
        return None
    return found[0]


def refuse_shared(users: Sequence[int], *, by: OfficeHolding | None, on: date) -> None:
    """Refuse an act on the access of somebody who also holds an office elsewhere, or of oneself."""
    if foreign_people(users, by=by, on=on):
        raise ValidationError(SHARED)
    if by is not None and by.user_id in users:
        raise ValidationError("Ini akun Anda sendiri. Ganti kata sandi lewat pengaturan akun.")
