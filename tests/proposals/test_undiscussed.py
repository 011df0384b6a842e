"""What nobody discussed by the end of its stage: listed by area, confirmed by Bappeda at once, told to its groups."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.actions import undiscussed as verbs
from proposals.models import Notice, Proposal, Stage, StageWindow
from proposals.statuses import Status
from proposals.undiscussed import missed
from rounds import pool
from tests.counting import queries
from tests.rounds import town
from tests.world import NOW, World

URL = "/kantor/tidak-dibahas/"
WHY = "Forum tidak jadi diadakan sampai jadwalnya lewat."


def end(kind: str, *, days: int = 1) -> None:
    Stage.objects.filter(kind=kind).update(closes_at=NOW - timedelta(days=days))


def told(world: World) -> dict[str, int]:
    return {one.key: one.count for one in missed(world.cycle, NOW)}


def test_a_usulan_is_listed_once_its_last_stage_is_over_at_its_place(world: World) -> None:
    sent, accepted = world.sent(), world.accepted()
    own = world.send(world.draft(group="kecamatan", by=world.offices["kecamatan"]))
    assert told(world) == {}
    end("kelurahan")
    assert told(world) == {"kelurahan:99.01.01.1001": 2}
    end("kecamatan")
    assert told(world) == {"kelurahan:99.01.01.1001": 2, "kecamatan:99.01.01": 1}
    Proposal.objects.filter(pk=sent.pk).update(
        status=Status.RETURNED, due_at=NOW + timedelta(days=2), reason="Lengkapi."
    )
    Proposal.objects.filter(pk=accepted.pk).update(status=Status.PRIORITY_KEC)
    Proposal.objects.filter(pk=own.pk).update(status=Status.RECOMMENDED)
    assert told(world) == {}
    end("forum_pd")
    end("rkpd")
    assert told(world) == {"forum_pd:99.01.01": 1, "rkpd:99.01.01": 1}


def test_an_area_with_more_time_is_not_listed(world: World) -> None:
    world.sent()
    end("kelurahan")
    stage = Stage.objects.get(kind="kelurahan", cycle=world.cycle)
    more = {"opens_at": NOW - timedelta(days=9), "closes_at": NOW + timedelta(days=1), "reason": "Banjir di kelurahan."}
    StageWindow.objects.create(
        stage=stage, region=world.regions["melati"], set_by=world.offices["bappeda"], set_at=NOW, **more
    )
    assert told(world) == {}


def test_bappeda_confirms_many_areas_in_one_act_and_their_groups_are_told(world: World) -> None:
    one, two = world.sent(), world.accepted(group="pkk", item="pelatihan")
    other = world.sent(group="kenanga_rw01", by=world.offices["lurah_tetangga"])
    end("kelurahan")
    client = world.client("bappeda")
    page = client.get(f"{URL}?lihat=kelurahan:99.01.01.1001").content.decode()
    assert one.number in page
    assert other.number not in page
    chosen = ["kelurahan:99.01.01.1001:2", "kelurahan:99.01.01.1002:1"]
    short = client.post(URL, {"wilayah": chosen[:1], "reason": "lewat"})
    assert "Tulis alasannya paling sedikit 10 huruf." in short.content.decode()
    assert 'value="kelurahan:99.01.01.1001:2" checked' in short.content.decode()
    done = client.post(URL, {"wilayah": chosen, "reason": WHY}, follow=True).content.decode()
    assert "3 usulan ditetapkan tidak dibahas. Pengusulnya diberi tahu." in done
    assert "Tidak ada usulan yang tertinggal" in done
    for usulan in (one, two, other):
        usulan.refresh_from_db()
        assert (usulan.status, usulan.reason_code) == (Status.NOT_DISCUSSED, "terlambat")
        assert usulan.reason == f"Musrenbang kelurahan tidak selesai pada jadwalnya. {WHY}"
    groups = set(Notice.objects.filter(event__kind="tidak_dibahas").values_list("group__name", flat=True))
    assert groups == {"RW 01", "PKK Pokja 2"}


def test_what_changed_since_the_page_was_opened_is_named_and_nothing_is_written(world: World) -> None:
    world.sent()
    end("kelurahan")
    bappeda, seen = world.offices["bappeda"], {"kelurahan:99.01.01.1001": 2}
    with pytest.raises(ValidationError, match="Sudah berubah sejak halaman dibuka: Mawar"):
        verbs.confirm(world.cycle, seen, reason=WHY, by=bappeda, at=NOW)
    with pytest.raises(ValidationError, match="Pilih paling sedikit satu wilayah"):
        verbs.confirm(world.cycle, {}, reason=WHY, by=bappeda, at=NOW)
    with pytest.raises(PermissionDenied):
        verbs.confirm(world.cycle, seen, reason=WHY, by=world.offices["camat"], at=NOW)
    assert Proposal.objects.filter(status=Status.NOT_DISCUSSED).count() == 0


def test_a_confirmed_kelurahan_no_longer_holds_up_the_forum_of_its_kecamatan(world: World) -> None:
    world.sent(group="kenanga_rw01", by=world.offices["lurah_tetangga"])
    forum = town.planned(world, "melati")
    end("kelurahan")
    before = [region.name for region in pool.missing_kelurahan(forum)]
    verbs.confirm(world.cycle, {"kelurahan:99.01.01.1002": 1}, reason=WHY, by=world.offices["bappeda"], at=NOW)
    assert (before, [region.name for region in pool.missing_kelurahan(forum)]) == (["Mawar", "Kenanga"], ["Mawar"])


def test_page_and_act_ask_as_much_for_many_as_for_few(world: World) -> None:
    counted = []
    for more in (1, 5):
        Stage.objects.filter(kind="kelurahan").update(closes_at=NOW + timedelta(days=1))
        for _ in range(more):
            world.sent()
            world.sent(group="kenanga_rw01", by=world.offices["lurah_tetangga"])
        end("kelurahan")
        counted.append(queries(world.client("bappeda"), URL))
        with CaptureQueriesContext(connection) as seen:
            verbs.confirm(world.cycle, told(world), reason=WHY, by=world.offices["bappeda"], at=NOW)
        counted.append(len(seen))
    assert counted[:2] == counted[2:]
