"""Write a sheet of offices and holders: what is missing is made, a new name is a new term."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accounts.identity import free_name
from accounts.models import LoginCode, Office, OfficeHolding, ProposerGroup, User
from accounts.office_list import Known, ListedHolder, Verdict
from accounts.roles import GROUP_ROLES
from regions.import_report import Outcome
from regions.models import Region

BATCH = 500
REFUSED = "Data jabatan berubah sejak berkas ini diperiksa. Periksa lagi berkasnya."


@transaction.atomic
def take_holders(
    city: Region, listed: Sequence[ListedHolder], *, by: OfficeHolding | None, at: datetime
) -> list[Verdict]:
    """Write the good rows of a sheet, all or none, in a fixed number of queries for any number of rows.

    Sheets of one city wait for each other, and each row is judged again by what stands now: the same sheet twice
    changes nothing. Raises ValidationError where a row that was good is good no more.
    """
    Region.objects.select_for_update(of=("self",)).get(pk=city.pk)
    today = timezone.localdate(at)
    known = Known.read(city, listed, by=by, on=today)
    verdicts = [known.judge(one) for one in listed]
    if any(verdict.outcome == Outcome.REFUSED for verdict in verdicts):
        raise ValidationError(REFUSED)
    _Writing(city, known, by=by, at=at).write([one for one in verdicts if one.outcome != Outcome.SAME])
    return verdicts


class _Writing:
    """The bulk writes of one sheet, with their history."""

    def __init__(self, city: Region, known: Known, *, by: OfficeHolding | None, at: datetime) -> None:
        self.city, self.known, self.today = city, known, timezone.localdate(at)
        self.at = at
        self.trail: dict[str, Any] = {
            "default_user": by.user if by else None,
            "default_date": at,
            "default_change_reason": "Impor jabatan",
            "batch_size": BATCH,
        }

    def write(self, verdicts: Sequence[Verdict]) -> None:
        begun = [one for one in verdicts if one.outcome == Outcome.NEW or one.is_hand_over]
        self._groups(begun)
        offices = self._offices(begun)
        self._end([one for one in begun if one.running is not None])
        self._correct([one for one in verdicts if one not in begun])
        self._terms([(one, offices[one.listed.key]) for one in begun])

    def _groups(self, verdicts: Iterable[Verdict]) -> None:
        missing: dict[tuple[int, str], ProposerGroup] = {}
        for listed in (one.listed for one in verdicts if one.office is None):
            key = (listed.region.pk, listed.group_name.casefold())
            if listed.group_kind is not None and key not in self.known.groups:
                missing[key] = ProposerGroup(
                    city=self.city, kind=listed.group_kind, name=listed.group_name, region=listed.region
                )
        ProposerGroup.objects.bulk_create(missing.values(), batch_size=BATCH)
        self.known.groups |= missing

    def _offices(self, verdicts: Sequence[Verdict]) -> dict[tuple[int, str], Office]:
        found = {one.listed.key: one.office for one in verdicts if one.office is not None}
        missing = [one.listed for one in verdicts if one.office is None]
        wanted = {listed.code for listed in missing}
        taken = set(Office.objects.filter(city=self.city).values_list("code", flat=True)) if wanted else set()
        made = []
        for listed in missing:
            code = free_name(listed.code, taken)
            taken.add(code)
            group = self.known.groups.get((listed.region.pk, listed.group_name.casefold()))
            made.append(
                Office(
                    city=self.city,
                    code=code,
                    name=listed.office_name,
                    role=listed.role,
                    is_head=listed.is_head,
                    region=listed.region,
                    group=group if listed.role in GROUP_ROLES else None,
                )
            )
        if made:
            bulk_create_with_history(made, Office, **self.trail)
        return found | {(office.region_id, office.name.casefold()): office for office in made}

    def _end(self, verdicts: Sequence[Verdict]) -> None:
        """End what runs the day before its successor begins; its open codes go."""
        ended = []
        for one in verdicts:
            begins = one.listed.starts or self.today
            for term in self.known.terms[one.running.office_id] if one.running else []:
                if term.ends is None or term.ends >= begins:
                    term.ends = begins - timedelta(days=1)
                    ended.append(term)
        if ended:
            bulk_update_with_history(ended, OfficeHolding, ["ends"], **self.trail)
            LoginCode.objects.open().filter(holding__in=ended).update(voided_at=self.at)

    def _correct(self, verdicts: Sequence[Verdict]) -> None:
        terms, users = [], []
        for one in verdicts:
            term, listed = one.running, one.listed
            if term is None:
                continue
            term.ends, term.decree = listed.ends or term.ends, listed.decree or term.decree
            term.status = OfficeHolding.Status(listed.status or term.status)
            term.user.phone, term.user.email = listed.phone or term.user.phone, listed.email or term.user.email
            terms.append(term)
            users.append(term.user)
        if terms:
            bulk_update_with_history(terms, OfficeHolding, ["ends", "decree", "status"], **self.trail)
            bulk_update_with_history(users, User, ["phone", "email"], **self.trail)

    def _terms(self, begun: Sequence[tuple[Verdict, Office]]) -> None:
        taken = set(User.objects.values_list("username", flat=True)) if begun else set()
        people: dict[tuple[str, str], User] = {}
        fresh: list[User] = []
        terms = []
        for one, office in begun:
            listed = one.listed
            same = (listed.phone, listed.name.casefold())
            user = one.person or (people.get(same) if listed.phone else None)
            if user is None:
                username = free_name(office.code, taken)
                taken.add(username)
                user = User(
                    username=username,
                    name=listed.name,
                    phone=listed.phone,
                    email=listed.email,
                    password=make_password(None),
                )
                fresh.append(user)
            people[same] = user
            terms.append(
                OfficeHolding(
                    office=office,
                    user=user,
                    starts=listed.starts or self.today,
                    ends=listed.ends,
                    decree=listed.decree,
                    status=OfficeHolding.Status(listed.status or OfficeHolding.Status.DEFINITIVE),
                )
            )
        if fresh:
            bulk_create_with_history(fresh, User, **self.trail)
        for term in terms:
            term.user_id = term.user.pk
        if terms:
            bulk_create_with_history(terms, OfficeHolding, **self.trail)
