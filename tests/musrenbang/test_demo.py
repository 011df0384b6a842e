"""The demo city: what stands in it, and that every row of it could have come about by the verbs."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import groupby

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.test import Client

from accounts.models import Office, OfficeHolding, User
from accounts.roles import Role
from catalogue.models import KamusItem, KamusVersion
from musrenbang.demo import calendar, counted, kamus, people, places
from musrenbang.demo.stories import STORIES
from musrenbang.demo.town import JATIMULYO, KAUMAN, KLOJEN, LOWOKWARU, NIL_KELURAHAN, TULUSREJO
from proposals.models import Cycle, Event, LevelDecision, Need, Proposal, Stage
from proposals.models.decision import Level
from proposals.statuses import Status
from regions.models import Region
from rounds import sheet
from rounds.models import Candidate, Forum, Round

S = Status
BY_LAW = {S.SUBMITTED: {Event.Kind.SUBMITTED, Event.Kind.RESUBMITTED}}
MOMENTS = [
    datetime(2027, 1, 1, 0, 10, tzinfo=UTC),
    datetime(2026, 12, 31, 16, 59, tzinfo=UTC),
    datetime(2028, 2, 29, 5, 0, tzinfo=UTC),
    datetime(2026, 11, 26, 2, 0, tzinfo=UTC),
    datetime(2027, 6, 15, 18, 0, tzinfo=UTC),
]


@pytest.mark.usefixtures("demo_city")
class TestCity:
    """One database with the demo city, looked at from all sides."""

    def test_loading_again_changes_nothing_and_tells_the_logins_again(self) -> None:
        before = (Event.objects.count(), User.objects.count(), Proposal.objects.count())
        said = StringIO()
        call_command("load_demo", stdout=said)
        assert (Event.objects.count(), User.objects.count(), Proposal.objects.count()) == before
        assert "sudah ada" in said.getvalue()
        for login in people.LOGINS:
            assert login.username in said.getvalue()
        assert people.PASSWORD in said.getvalue()

    def test_it_is_malang_with_all_its_places(self) -> None:
        levels = Counter(Region.objects.within(places.CITY).values_list("level", flat=True))
        assert (levels[2], levels[3], levels[4]) == (1, 5, 57)
        for kelurahan in Region.objects.within(places.CITY).at(4).in_order():
            below = Region.objects.children_of(kelurahan.code).count()
            assert below == places.rw_count(kelurahan.code)

    def test_the_kamus_has_some_sixty_to_eighty_items_of_a_dozen_agencies_in_two_versions(self) -> None:
        this_year, last_year = KamusVersion.objects.order_by("-plan_year")
        for version in (this_year, last_year):
            items = KamusItem.objects.filter(version=version)
            assert 55 <= items.count() <= 90
            assert 12 <= items.order_by().values("agency").distinct().count() <= 14
            assert {item.kind for item in items.in_order()} == set(KamusItem.Kind.values)
        dearer = KamusItem.objects.get(version=this_year, name="Gorong-gorong diameter 40 cm")
        assert (dearer.unit_price or 0) > (KamusItem.objects.get(version=last_year, name=dearer.name).unit_price or 0)

    def test_only_the_printed_logins_have_a_password(self, settings: object) -> None:
        for login in people.LOGINS:
            assert authenticate(None, username=login.username, password=people.PASSWORD) is not None, login
        usable = [user.username for user in User.objects.order_by("username") if user.has_usable_password()]
        assert usable == sorted(login.username for login in people.LOGINS)

    def test_every_role_can_be_tried_and_heads_too(self) -> None:
        held = OfficeHolding.objects.filter(user__username__in=[login.username for login in people.LOGINS])
        offices = list(Office.objects.filter(holdings__in=held).order_by("code"))
        assert {office.role for office in offices} == set(Role.values)
        assert {office.role for office in offices if office.is_head} == {Role.KEL, Role.KEC, Role.OPD}
        assert len(held) == len(people.LOGINS)

    def test_every_rw_has_an_office_with_a_holder(self) -> None:
        rw = Region.objects.within(places.CITY).at(5).count()
        assert Office.objects.filter(role=Role.RW, holdings__isnull=False).distinct().count() == rw

    def test_klojen_stands_where_its_forum_of_2021_stood(self) -> None:
        cycle = _running()
        forum = Forum.objects.get(cycle=cycle, kind=Forum.Kind.DISTRICT, region__code=KLOJEN)
        assert forum.status == Forum.Status.OPEN
        assert Candidate.objects.filter(round__forum=forum).count() == 260
        statuses = Counter(
            Forum.objects.filter(cycle=cycle, kind=Forum.Kind.KELURAHAN, region__code__within=KLOJEN)
            .order_by()
            .values_list("status", flat=True)
        )
        assert statuses == {Forum.Status.CLOSED: 10, Forum.Status.NIL: 1}
        assert Forum.objects.get(cycle=cycle, region__code=NIL_KELURAHAN).nil_reason
        kinds = Counter(
            Candidate.objects.filter(round__forum=forum).order_by().values_list("proposal__kind", flat=True)
        )
        assert min(kinds[KamusItem.Kind.PHYSICAL], kinds[KamusItem.Kind.NON_PHYSICAL]) > 60

    def test_the_forum_in_klojen_can_be_gone_on_with(self) -> None:
        round_ = Round.objects.select_related("forum__region", "forum__cycle__city").get(
            forum__cycle=_running(), forum__region__code=KLOJEN, forum__kind=Forum.Kind.DISTRICT
        )
        found = sheet.read(round_)
        assert 0 < found.chosen < found.total == 260
        assert found.pagu is not None
        assert 0 < found.pagu.used <= found.pagu.maximum

    def test_jatimulyo_counts_in_three_rounds_and_every_page_of_them_has_something(self) -> None:
        rounds = {one.terms.title: one for one in Round.objects.counted().for_page()}
        assert {title: one.status for title, one in rounds.items()} == {
            counted.COLLECTING: Round.Status.COLLECTING,
            counted.BEFORE_FORUM: Round.Status.AGREED,
            counted.PUBLISHED: Round.Status.PUBLISHED,
        }
        assert {one.forum.region.code for one in rounds.values()} == {JATIMULYO}
        collecting, published = rounds[counted.COLLECTING], rounds[counted.PUBLISHED]
        assert 0 < collecting.ballots.count() < collecting.voters.count()
        assert {"MENANG", "PAGU"} <= set(published.runs.get().results.order_by().values_list("code", flat=True))
        assert rounds[counted.BEFORE_FORUM].moves.count() == 1
        staff, lurah = _as("kelurahan.jatimulyo"), _as("lurah.jatimulyo")
        for page in ("", "nilai/", "suara/", "kertas/", "layar/"):
            assert staff.get(f"{collecting.get_absolute_url()}{page}").status_code == 200, page
        for one in (rounds[counted.BEFORE_FORUM], published):
            assert "Terpilih" in lurah.get(f"{one.get_absolute_url()}hasil/").text
        assert "Unduh berkas" in Client().get(f"/putaran/{published.code}/").text

    def test_rembuk_goes_on_in_lowokwaru_and_is_over_in_klojen(self) -> None:
        now = datetime.now(tz=UTC)
        cycle = _running()
        for kind, open_at, closed_at in (("rembuk", TULUSREJO, KAUMAN), ("kelurahan", LOWOKWARU, KLOJEN)):
            assert Stage.objects.window(cycle, kind, open_at).is_open(now)  # type: ignore[union-attr]
            assert not Stage.objects.window(cycle, kind, closed_at).is_open(now)  # type: ignore[union-attr]
        assert Stage.objects.window(cycle, "kecamatan", KLOJEN).is_open(now)  # type: ignore[union-attr]
        here = Proposal.objects.filter(cycle=cycle, kelurahan__code=TULUSREJO)
        assert {S.DRAFT, S.SUBMITTED, S.RETURNED, S.ACCEPTED_KEL} <= set(
            here.order_by().values_list("status", flat=True)
        )
        waiting = Need.objects.filter(cycle=cycle, kelurahan__code=TULUSREJO).waiting()
        assert waiting.count() >= 4
        assert waiting.filter(photos__isnull=False).exists()

    def test_last_year_supplies_the_late_states(self) -> None:
        last = Cycle.objects.order_by("held_year", "pk").first()
        found = Counter(Proposal.objects.filter(cycle=last).order_by().values_list("status", flat=True))
        late = {S.ACCOMMODATED, S.IN_RKPD, S.IN_APBD, S.UNDERWAY, S.DONE, S.UNFUNDED, S.NOT_AGREED, S.REJECTED}
        assert late <= set(found)
        assert 120 <= sum(found.values()) <= 200

    def test_what_the_log_says_last_is_where_each_usulan_stands(self) -> None:
        last: dict[int, Event] = {}
        for event in Event.objects.exclude(proposal=None).order_by("seq"):
            moved = event.body.get("after", "") != event.body.get("before", "")
            if moved or event.kind in {Event.Kind.SUBMITTED, Event.Kind.RESUBMITTED}:
                last[event.proposal_id] = event  # type: ignore[index]
        for proposal in Proposal.objects.exclude(status=S.DRAFT).order_by("pk"):
            event = last[proposal.pk]
            assert event.body.get("after", S.SUBMITTED) == proposal.status, proposal
            assert event.at == proposal.status_at, proposal

    def test_the_log_has_no_gap_and_runs_by_the_clock(self) -> None:
        events = list(Event.objects.order_by("seq").values_list("seq", "at"))
        assert [seq for seq, _ in events] == list(range(1, len(events) + 1))
        moments = [at for _, at in events]
        assert moments == sorted(moments)
        assert moments[-1] <= datetime.now(tz=UTC)

    def test_ranks_have_no_gaps(self) -> None:
        ranked = Proposal.objects.exclude(group_rank=None).order_by("cycle", "group", "group_rank")
        for _, group in groupby(ranked, key=lambda one: (one.cycle_id, one.group_id)):
            ranks = [one.group_rank for one in group]
            assert ranks == list(range(1, len(ranks) + 1))
        lanes = Candidate.objects.order_by("round", "lane", "position")
        for _, lane in groupby(lanes, key=lambda one: (one.round_id, one.lane)):
            positions = [one.position for one in lane]
            assert positions == list(range(1, len(positions) + 1))

    def test_every_decided_usulan_has_the_decisions_of_its_levels(self) -> None:
        made = {(d.proposal_id, d.level) for d in LevelDecision.objects.order_by("pk")}
        for proposal in Proposal.objects.exclude(status__in=[S.DRAFT, S.SUBMITTED]).order_by("pk"):
            assert (proposal.pk, Level.KELURAHAN) in made, proposal
            if proposal.kecamatan_rank or proposal.status == S.NOT_AGREED:
                assert (proposal.pk, Level.DISTRICT) in made, proposal
        unexplained = Proposal.objects.filter(
            status__in=[S.REJECTED, S.RETURNED, S.RESERVE_KEL, S.NOT_AGREED, S.UNFUNDED, S.NOT_DISCUSSED, S.CANCELLED],
            reason="",
        )
        assert not unexplained.exists()

    def test_what_the_loader_did_not_check_twice_holds(self) -> None:
        found = Proposal.objects.order_by("pk")
        for proposal in [*found[::13], *found.filter(status=S.DONE)[:5]]:
            proposal.full_clean()
            assert proposal.status == S.DRAFT or not proposal.blockers(), proposal

    def test_texts_read_as_written_by_people(self) -> None:
        written = [*Proposal.objects.order_by("pk").values_list("problem", "address", "target_group")]
        for problem, address, target in written:
            for text in (problem, address, target):
                assert "lorem" not in text.lower()
                assert not set("{}<>_") & set(text)
            assert problem.endswith(".")
        assert len({problem for problem, _, _ in written}) > len(written) * 0.8

    def test_every_login_can_open_what_its_menu_offers(self) -> None:
        for login in people.LOGINS:
            client = _as(login.username)
            start = client.get("/kantor/", follow=True)
            assert start.status_code == 200, login
            offered = set(re.findall(r'href="(/(?:kantor|kelompok|kebutuhan-masuk|admin|peran)/[^"#?]*)"', start.text))
            assert offered, login
            for address in sorted(offered):
                assert client.get(address, follow=True).status_code == 200, (login.username, address)

    def test_every_public_page_opens(self) -> None:
        client = Client()
        for address in ("/", "/usulan/", "/jadwal/", "/kamus/", "/hasil-forum/", "/kebutuhan/baru/", "/lacak/"):
            assert client.get(address, follow=True).status_code == 200, address
        for status in Status:
            for proposal in Proposal.objects.public().filter(status=status).order_by("pk")[:1]:
                assert client.get(proposal.get_absolute_url()).status_code == 200, proposal

    def test_every_year_has_its_limits_themes_and_priorities(self) -> None:
        for cycle in Cycle.objects.order_by("pk"):
            assert cycle.ceilings.filter(agency=None).count() == 62
            assert cycle.ceilings.exclude(agency=None).count() == 18
            assert cycle.themes.count() == 5
            assert cycle.priorities.count() == 4
            assert not Proposal.objects.filter(cycle=cycle, target=None).exists()
            assert not Proposal.objects.filter(cycle=cycle, themes=None).exists()


def _as(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username), backend="accounts.permissions.TableBackend")
    return client


def _running() -> Cycle:
    return Cycle.objects.latest("held_year")


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_the_days_fit_whenever_it_is_loaded(now: datetime) -> None:
    this_year, last_year = calendar.Calendar(now), calendar.Calendar(now, years_back=1)
    assert this_year.held_year == last_year.held_year + 1 == last_year.plan_year
    assert now - timedelta(hours=36) < this_year.this_morning() <= now - timedelta(minutes=90)
    assert last_year.at(calendar.STAGES[-1][3], 16) < last_year.budget_day() <= now - timedelta(days=60)
    for days in [this_year, last_year]:
        for _, _, first, last in calendar.STAGES:
            assert days.at(first, 8) < days.at(last, 16)


def test_the_agenda_refuses_what_lies_in_the_future() -> None:
    agenda, now, done = calendar.Agenda(), MOMENTS[0], list[datetime]()
    agenda.add(now, done.append)
    agenda.add(now - timedelta(days=1), done.append)
    agenda.run(until=now)
    assert done == [now - timedelta(days=1), now]
    agenda.add(now + timedelta(seconds=1), done.append)
    with pytest.raises(ValueError, match="future"):
        agenda.run(until=now)


def test_every_item_has_a_story_and_every_story_an_item() -> None:
    assert {row["cerita"] for row in kamus.rows()} == set(STORIES)
