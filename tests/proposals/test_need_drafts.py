"""The draft of a need: kept on the server while one types, found again by a secret link, swept, never with a name."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from proposals import actions
from proposals.models import Need, NeedDraft
from proposals.need_draft import OpenNeed
from tests.proposals.test_need_views import PLACE, PROBLEM, START, photo, send, step, tell_up_to, text
from tests.world import World

SAVE = f"{START}simpan/"


def keep(client: Client, number: int, **fields: Any) -> Any:
    return client.post(SAVE, {"langkah": str(number), **fields})


def test_what_is_typed_is_kept_before_any_button_and_shown_again(world: World, client: Client) -> None:
    said = keep(client, 1, kelurahan=PLACE["kelurahan"], rw=PLACE["rw"], rt=[PLACE["rt"]], problem="Got bu").json()
    assert said["pukul"] == f"{timezone.localtime():%H.%M}"
    assert said["tautan"].startswith("http://testserver/kebutuhan/lanjut/")
    page = text(client.get(f"{START}1/"))
    assert "Got bu</textarea>" in page
    assert f'value="{PLACE["rt"]}"' in page
    assert "Draf tersimpan pukul" in page
    assert step(client, 2, {})["Location"] == f"{START}1/", "what is typed is not yet a finished step"
    tell_up_to(client, world, 2)
    assert NeedDraft.objects.get().data["typed"] == {}


def test_only_the_fields_of_a_step_are_kept_and_never_who_tells(world: World, client: Client) -> None:
    keep(client, 1, problem="Got buntu", teller_name="Budi", teller_phone="0812345678", teller_email="b@contoh.id")
    tell_up_to(client, world, 4)
    keep(client, 4, teller_name="Budi", teller_phone="0812345678")
    kept = json.dumps(NeedDraft.objects.get().data) + json.dumps(dict(client.session))
    for private in ("Budi", "0812345678", "contoh.id"):
        assert private not in kept
    assert list(client.session.keys()) == ["kebutuhan"]


def test_a_secret_link_goes_on_upon_another_phone(world: World, client: Client) -> None:
    tell_up_to(client, world, 4)
    link = f"/kebutuhan/lanjut/{NeedDraft.objects.get().code}/"
    assert link in text(client.get(f"{START}4/"))
    other = Client()
    shown = other.get(link)
    assert PROBLEM in text(shown)
    assert (shown["Referrer-Policy"], shown["Cache-Control"]) == ("same-origin", "private, no-store")
    assert other.get(f"{START}4/")["Location"] == f"{START}1/", "opening the link takes nothing up"
    assert other.post(link)["Location"] == f"{START}4/"
    assert send(other, other.get(f"{START}4/")).status_code == 302
    assert Need.objects.get().photos.count() == 1
    gone = client.get(link)
    assert gone.status_code == 404


def test_codes_of_drafts_cannot_be_guessed(world: World, client: Client) -> None:
    answers = [client.get(f"/kebutuhan/lanjut/{'a' * 13}{n % 9}/").status_code for n in range(22)]
    assert answers[:20] == [404] * 20
    assert answers[-1] == 403


def test_old_drafts_are_swept_with_their_photos(
    world: World, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    tell_up_to(client, world, 4)
    row = NeedDraft.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.need_drafts.sweep(row.saved_at + timedelta(days=6, hours=23)) == 0
    assert len(default_storage.listdir("draf")[1]) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.need_drafts.sweep(row.saved_at + timedelta(days=7)) == 1
    assert default_storage.listdir("draf")[1] == []
    assert client.get(f"/kebutuhan/lanjut/{row.code}/").status_code == 404
    assert client.get(f"{START}4/")["Location"] == f"{START}1/"


def test_a_photo_without_a_draft_goes_and_one_of_a_living_draft_stays(
    world: World, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    tell_up_to(client, world, 4)
    default_storage.save("draf/yatim.jpg", photo())
    later = timezone.now() + timedelta(days=9)
    NeedDraft.objects.update(saved_at=later)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.need_drafts.sweep(later) == 0
    assert default_storage.listdir("draf")[1] == [f"{NeedDraft.objects.get().data['photos'][0]}.jpg"]


def test_typing_that_arrives_after_sending_begins_nothing_new(world: World, client: Client) -> None:
    page = tell_up_to(client, world, 4)
    key = text(page).partition('name="submission_key" value="')[2].partition('"')[0]
    receipt = send(client, page)["Location"]
    assert keep(client, 1, submission_key=key, problem="Got buntu").status_code == 409
    assert not NeedDraft.objects.exists()
    assert step(client, 1, {**PLACE, "problem": PROBLEM, "submission_key": key})["Location"] == receipt


def test_two_requests_of_one_browser_lose_nothing_of_each_other(world: World) -> None:
    first = actions.need_drafts.type_down(OpenNeed(world.cycle), step=1, fields={"problem": "Got"}, at=timezone.now())
    at = timezone.now()
    actions.need_drafts.add_photo(first, photo(), at=at)  # type: ignore[arg-type]
    actions.need_drafts.keep(first, step=1, at=at, places=[PLACE["rt"]], problem=PROBLEM)
    found = OpenNeed(world.cycle, NeedDraft.objects.get())
    assert (len(found.photos), found["problem"], found.done) == (1, PROBLEM, 1)


@pytest.mark.parametrize(
    "fields",
    [
        {"langkah": "99"},
        {"langkah": "x", "problem": "Got"},
        {"langkah": "1", "problem": "\0" * 9},
        {"langkah": "1", "rt": ["9" * 4000] * 400},
        {"langkah": "2", "item": "x" * 5000, "cari": "\0", "wish": "\u202e"},
        {"langkah": "3", "lat": "NaN", "lng": "1e999"},
        {"langkah": "1", "problem": "Got", "submission_key": "bukan-uuid"},
    ],
)
def test_odd_typing_is_cut_to_size_and_does_no_harm(world: World, client: Client, fields: dict[str, Any]) -> None:
    assert client.post(SAVE, fields).status_code in {200, 204}
    assert all(len(json.dumps(row.data)) < 6000 for row in NeedDraft.objects.all())
    for number in (1, 2, 3):
        assert client.get(f"{START}{number}/").status_code in {200, 302}


def test_an_address_that_begins_very_many_drafts_is_slowed_down(world: World, settings: Any) -> None:
    settings.NEEDS_PER_HOUR = 1
    for _ in range(4):
        assert keep(Client(), 1, problem="Got").status_code == 200
    assert keep(Client(), 1, problem="Got").status_code == 429
    refused = step(Client(), 1, {**PLACE, "problem": PROBLEM, "submission_key": str(uuid4())})
    assert "Terlalu banyak isian baru" in text(refused)
    assert PROBLEM in text(refused)


def test_names_typed_in_public_text_are_answered_at_once(world: World, client: Client) -> None:
    said = keep(client, 1, problem="Depan rumah Bapak Slamet banjir, telepon 081234567890.").json()
    assert len(said["peringatan"]) == 2
