"""The ballot on a phone: code, choices, check, cast, receipt; and that nothing of it is left anywhere else."""

import logging
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.views.debug import SafeExceptionReporterFilter

from proposals.models import Event
from rounds import actions
from rounds.counting import blank
from rounds.forms.ballot import read_choices
from rounds.models import Ballot, Receipt, Round, Voter
from rounds.views import ballot as page_of_ballot
from tests.counting import queries
from tests.rounds import counted
from tests.rounds.counted import act, fresh
from tests.world import World

pytestmark = pytest.mark.django_db
SUARA = "/suara/"


@pytest.fixture(autouse=True)
def no_tries() -> None:
    cache.clear()


def coded(world: World, round_: Round) -> tuple[Voter, str]:
    """A delegate who is here, with a code."""
    voter = round_.voters.order_by("number")[0]
    actions.balloting.mark_present(round_, [voter], **act(world))
    return voter, actions.balloting.give_code(voter, **act(world))


def send(client: Client, code: str, step: str, *choices: str, ranked: bool = True) -> str:
    marks = {f"pilih-{number}": str(n) if ranked else "1" for n, number in enumerate(choices, start=1)}
    return str(client.post(SUARA, {"kode": code, "langkah": step, **marks}).content.decode())


def test_a_delegate_votes_from_code_to_receipt(world: World, client: Client) -> None:
    round_ = counted.collecting(world)
    known = counted.numbers(round_)
    voter, code = coded(world, round_)
    page = client.post(SUARA, {"kode": code.upper()}).content.decode()
    assert "Pilih 1 sampai 2 usulan dan beri urutan." in page
    assert "Yang terbit hanya jumlah suara tiap usulan" in page
    assert all(f'name="pilih-{number}"' in page for number in known)
    check = send(client, code, "periksa", known[1], known[0])
    assert "Pilihan Anda" in check
    assert check.index(f'name="pilih-{known[1]}" value="1"') < check.index(f'name="pilih-{known[0]}" value="2"')
    assert not Ballot.objects.exists()
    back = send(client, code, "ubah", known[1], known[0])
    assert back.count(" selected") == 2
    done = send(client, code, "kirim", known[1], known[0])
    receipt = Receipt.objects.get().code
    assert f"{receipt[:4]}-{receipt[4:8]}-{receipt[8:]}" in done
    assert "tidak menunjukkan apa yang Anda pilih" in done
    assert Ballot.objects.get().choices == [known[1], known[0]]
    assert Voter.objects.get(pk=voter.pk).is_used
    assert "sudah dipakai memilih" in send(client, code, "kirim", known[0])
    assert Ballot.objects.count() == 1


def test_approval_is_ticked(world: World, client: Client) -> None:
    round_ = counted.collecting(world, ballot="SETUJU")
    known = counted.numbers(round_)
    code = coded(world, round_)[1]
    page = client.post(SUARA, {"kode": code}).content.decode()
    assert page.count('type="checkbox"') == len(known)
    assert "Semua pilihan sama kuatnya." in page
    many = send(client, code, "periksa", *known[:3], ranked=False)
    assert "Anda memilih 3 usulan. Paling banyak 2." in many
    assert many.count(" checked") == 3
    send(client, code, "kirim", known[2], known[0], ranked=False)
    assert Ballot.objects.get().choices == sorted([known[0], known[2]])


@pytest.mark.parametrize(
    ("areas", "promise"),
    [(1, "Yang terbit setiap surat suara tanpa nama"), (2, "Yang terbit hanya jumlah suara tiap usulan")],
)
def test_the_ballot_says_what_will_be_published(world: World, client: Client, areas: int, promise: str) -> None:
    """Whole ballots only where every area has five delegates or more, whatever the rule says."""
    round_ = counted.drafted(world, publication="PENUH")
    people = [actions.preparing.Mandate(name, f"RW {n % areas}", "Rembuk") for n, name in enumerate(counted.VOTERS)]
    actions.preparing.set_voters(round_, people, **act(world))
    actions.freezing.freeze(round_, **act(world))
    round_ = fresh(actions.freezing.start_collecting(fresh(round_), **act(world)))
    assert promise in client.post(SUARA, {"kode": coded(world, round_)[1]}).content.decode()


@pytest.mark.parametrize(
    ("marks", "sentence"),
    [
        ({}, "Belum ada usulan yang dipilih."),
        ({0: "1", 1: "1"}, "Pilihan 1 diberikan kepada"),
        ({0: "2"}, "Pilihan 1 belum diberikan. Isi berurutan mulai dari pilihan 1."),
        ({0: "3"}, "Pilih angka 1 sampai 2 untuk"),
        ({0: "satu"}, "Pilih angka 1 sampai 2 untuk"),
        ({0: "²"}, "Pilih angka 1 sampai 2 untuk"),
    ],
)
@pytest.mark.parametrize("step", ["periksa", "kirim"])
def test_a_ballot_that_cannot_count_is_refused_in_one_sentence(
    world: World, client: Client, marks: dict[int, str], sentence: str, step: str
) -> None:
    round_ = counted.collecting(world)
    known, code = counted.numbers(round_), coded(world, round_)[1]
    body = {"kode": code, "langkah": step} | {f"pilih-{known[n]}": mark for n, mark in marks.items()}
    page = client.post(SUARA, body).content.decode()
    assert sentence in page
    assert page.count(" selected") == sum(mark in {"1", "2"} for mark in marks.values())
    assert not Ballot.objects.exists()


def test_too_few_choices_are_told(world: World) -> None:
    round_ = counted.collecting(world, choices_least=2)
    sheet = blank.read(round_)
    chosen = read_choices(sheet, {f"pilih-{sheet.lines[0].number}": "1"})
    assert chosen.error == "Anda baru memilih 1 usulan. Pilih paling sedikit 2."


def test_only_wrong_codes_are_counted_as_tries(world: World, client: Client) -> None:
    round_ = counted.collecting(world)
    code = coded(world, round_)[1]
    for _ in range(page_of_ballot.GUESSES):
        assert "tidak dikenal" in client.post(SUARA, {"kode": "abcd-efgh-jkmnpq"}).content.decode()
    answer = client.post(SUARA, {"kode": code})
    assert answer.status_code == 429
    assert "Terlalu banyak kode yang salah" in answer.content.decode()
    cache.clear()
    for _ in range(page_of_ballot.GUESSES + 5):
        assert client.post(SUARA, {"kode": code}).status_code == 200
    assert "Surat suara" in client.post(SUARA, {"kode": code}).content.decode()


def test_after_the_window_no_code_opens_a_ballot(world: World, client: Client, monkeypatch: Any) -> None:
    round_ = counted.collecting(world)
    code = coded(world, round_)[1]
    monkeypatch.setattr("django.utils.timezone.now", lambda: counted.AFTER)
    assert "Waktu memilih sudah berakhir." in client.post(SUARA, {"kode": code}).content.decode()
    with pytest.raises(ValidationError, match="sudah berakhir"):
        actions.balloting.cast(code, counted.numbers(round_)[:1], at=counted.AFTER)


def test_nothing_of_a_ballot_is_left_but_the_ballot(world: World, client: Client, caplog: Any) -> None:
    """Not in an address, a session, a cookie, the cache's keys, an event, or a line of a log: refused or cast."""
    caplog.set_level(logging.DEBUG)
    round_ = counted.collecting(world)
    known, code = counted.numbers(round_), coded(world, round_)[1]
    before = Event.objects.count()
    for step, choices in (("periksa", known[:1]), ("kirim", [known[0], "tidak-ada"]), ("kirim", known[:2])):
        send(client, code, step, *choices)
    receipt = Receipt.objects.get().code
    secrets = [code, receipt, *known]
    own = " ".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert not [secret for secret in secrets if secret in own]
    assert Event.objects.count() == before
    assert not Session.objects.exists()
    cookies = " ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())
    assert not [secret for secret in secrets if secret in cookies]


def test_what_is_posted_is_hidden_from_reports_of_errors(world: World, client: Client, monkeypatch: Any) -> None:
    round_ = counted.collecting(world)
    known, code = counted.numbers(round_), coded(world, round_)[1]
    seen: list[Any] = []

    def fails(request: Any, *_: Any) -> None:
        seen.append(request)
        raise RuntimeError("listrik padam")

    monkeypatch.setattr(page_of_ballot, "render", fails)
    with pytest.raises(RuntimeError, match="listrik padam"):
        send(client, code, "periksa", *known[:2])
    shown = SafeExceptionReporterFilter().get_post_parameters(seen[0])
    assert set(shown.values()) == {SafeExceptionReporterFilter.cleansed_substitute}


def test_the_page_is_not_kept_and_names_nobody_where_one_came_from(client: Client) -> None:
    answer = client.get(SUARA)
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert 'method="post"' in answer.content.decode()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(SUARA, {"kode": "abcd-efgh-jkmnpq"}).status_code == 403


def test_the_ballot_asks_as_often_for_many_candidates(world: World) -> None:
    found = []
    for extra in (0, 3):
        for n in range(extra):
            world.accepted(volume=str(71 + n))
        round_ = counted.drafted(world, count=4 if not extra else 0)
        round_ = fresh(actions.freezing.freeze(round_, **act(world)))
        with CaptureQueriesContext(connection) as seen:
            blank.read(round_)
        found.append(len(seen))
        actions.freezing.annul(round_, reason="Diulang untuk menghitung.", **act(world))
    assert found[0] == found[1]


def test_receipts_are_listed_after_the_count_alone(world: World, client: Client) -> None:
    drafted = counted.drafted(world)
    address = reverse("putaran-bukti", args=[drafted.code])
    assert client.get(address).status_code == 404
    actions.freezing.freeze(drafted, **act(world))
    round_ = fresh(actions.freezing.start_collecting(fresh(drafted), **act(world)))
    known = counted.numbers(round_)
    counted.score_all(world, round_)
    few = counted.vote(world, round_, round_.voters.order_by("number")[0], known[:2])
    waiting = client.get(address).content.decode()
    assert "terbit sesudah suara dihitung" in waiting
    assert few[:4] not in waiting
    for voter in round_.voters.filter(is_used=False).order_by("number"):
        counted.vote(world, round_, voter, known[:2])
    actions.computing.count_round(round_, **act(world, at=counted.AFTER))
    page = client.get(address).content.decode()
    codes = sorted(Receipt.objects.values_list("code", flat=True))
    shown = [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]
    assert [page.index(code) for code in shown] == sorted(page.index(code) for code in shown)
    assert len(shown) == len(counted.VOTERS)
    assert not any(name in page for name in counted.VOTERS)
    assert not any(number in page for number in known)
    assert queries(client, address) <= 8
