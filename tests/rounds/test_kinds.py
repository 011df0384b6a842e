"""Forums of every kind: what stands in the table, who leads which, how each is noted, held and closed."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.permissions import allows
from accounts.roles import Role
from proposals.models import Event, Stage
from proposals.windows import ALLOWS
from rounds import actions, pool
from rounds.customs import CUSTOMS
from rounds.models import Forum
from tests.rounds.kinds import PEOPLE, Kind, found, held, note, points, rembuk
from tests.rounds.town import act, closed, complete, planned
from tests.world import NOW, World

# --- the table ---


def test_every_kind_has_its_row_and_every_row_its_stage() -> None:
    assert set(CUSTOMS) == set(Kind.values)
    for kind, custom in CUSTOMS.items():
        assert custom.act in ALLOWS, kind
        assert all((custom.agenda, custom.invited, custom.opener, custom.roles, custom.levels)), kind
    known = {kind: (custom.least_present, custom.sends and custom.sends.count) for kind, custom in CUSTOMS.items()}
    assert (known["kelurahan"], known["kecamatan"], known["kota"]) == ((30, 5), (75, 5), (150, None))
    assert {kind for kind, custom in CUSTOMS.items() if custom.ranks} == {"kelurahan", "kecamatan", "sidang_kelompok"}


LEADS = {
    "rembuk": {"rw", "kelurahan", "lurah"},
    "tematik": {"bappeda"},
    "kelurahan": {"kelurahan", "lurah"},
    "desk": {"kecamatan", "camat"},
    "kecamatan": {"kecamatan", "camat"},
    "pd": {"opd", "kepala_opd"},
    "kota": {"bappeda"},
    "terintegrasi": {"bappeda"},
    "pleno_pembuka": {"bappeda"},
    "sidang_kelompok": {"kelurahan", "lurah"},
    "pleno_penutupan": {"kecamatan", "camat"},
}


def test_who_leads_prepares_and_only_heads_open_and_close(world: World) -> None:
    whose: dict[str, dict[str, Any]] = {
        "rembuk": {"region": world.regions["rw01"], "group": world.groups["rw01"]},
        "pd": {"region": world.city, "agency": world.agencies["pu"]},
    }
    at = {"kelurahan": "mawar", "sidang_kelompok": "mawar"} | dict.fromkeys(
        ("desk", "kecamatan", "pleno_penutupan"), "melati"
    )
    for kind, leaders in LEADS.items():
        forum = Forum(cycle=world.cycle, kind=kind, **whose.get(kind, {"region": world.regions[at.get(kind, "kota")]}))
        may = {row for row, one in world.offices.items() if allows(one, "rounds.prepare_forum", forum)}
        assert may == leaders, kind
        heads = {row for row, one in world.offices.items() if allows(one, "rounds.close_forum", forum)}
        assert heads == leaders - {"kelurahan", "kecamatan", "opd"}, kind


def test_roles_that_lead_are_those_of_the_table() -> None:
    assert {role for custom in CUSTOMS.values() for role in custom.roles} == {
        Role.RT,
        Role.RW,
        Role.LK,
        Role.KEL,
        Role.KEC,
        Role.OPD,
        Role.BAP,
    }


# --- noting a forum ---


def test_numbers_and_titles_tell_forums_apart(world: World) -> None:
    made = [
        rembuk(world),
        rembuk(world, "lembaga", "pkk"),
        rembuk(world, "rt", "rt01"),
        note(world, Kind.THEMATIC, cluster="difabel"),
        note(world, Kind.THEMATIC, cluster="difabel", region=world.regions["melati"]),
        note(world, Kind.KELURAHAN, "lurah"),
        note(world, Kind.DESK, "camat"),
        note(world, Kind.DISTRICT, "camat"),
        note(world, Kind.AGENCY, "opd", agency=world.agencies["pu"]),
        note(world, Kind.CITY),
    ]
    year = world.cycle.plan_year
    assert [(forum.number.removeprefix(f"9901-{year}-"), forum.title) for forum in made] == [
        ("R011001001", "Rembuk RW 01 Kelurahan Mawar"),
        ("R011001", "Rembuk PKK Pokja 2 Kelurahan Mawar"),
        ("R011001001001", "Rembuk RT 01 RW 01 Kelurahan Mawar"),
        ("T-DIFABEL", "Musrenbang Tematik Difabel Kota Contoh"),
        ("T01-DIFABEL", "Musrenbang Tematik Difabel Kec. Melati"),
        ("F011001", "Forum Musrenbang Kelurahan Mawar"),
        ("D01", "Desk Kecamatan Melati"),
        ("F01", "Musrenbang Kecamatan Melati"),
        ("PD-DPU", "Forum Perangkat Daerah DPU"),
        ("K", "Musrenbang Kota Contoh"),
    ]
    assert [forum.signer for forum in (made[0], made[5], made[8], made[9])] == [
        "Ketua RW 01 Kelurahan Mawar",
        "Lurah Mawar",
        "Kepala DPU",
        "Kepala Bappeda Kota Contoh",
    ]


def test_two_lembaga_of_a_kelurahan_have_numbers_of_their_own(world: World) -> None:
    other = world.groups["pkk"]
    twin = type(other).objects.create(city=world.city, kind=other.kind, name="Karang Taruna", region=other.region)
    numbers = [
        rembuk(world, "lembaga", "pkk").number,
        note(world, Kind.REMBUK, "kelurahan", group=twin, region=twin.region).number,
    ]
    assert numbers[1] == f"{numbers[0]}-2"


def test_asking_again_gives_the_same_forum(world: World) -> None:
    assert rembuk(world) == rembuk(world, "kelurahan")
    assert note(world, Kind.THEMATIC, cluster="anak") == note(world, Kind.THEMATIC, cluster="anak")
    assert note(world, Kind.THEMATIC, cluster="anak") != note(world, Kind.THEMATIC, cluster="pemuda")
    for kind, more in (("kota", {}), ("tematik", {"cluster": "anak"}), ("rembuk", {"group": world.groups["rw01"]})):
        if kind == "kota":
            note(world, Kind.CITY)
        known = Forum.objects.filter(kind=kind).first()
        assert known is not None
        with pytest.raises(IntegrityError), transaction.atomic():
            Forum.objects.create(cycle=world.cycle, kind=kind, region=known.region, number=f"X-{kind}", **more)


def test_a_place_that_does_not_hold_the_kind_is_refused(world: World) -> None:
    with pytest.raises(ValidationError, match="tidak diadakan di Kel"):
        note(world, Kind.DISTRICT, region=world.regions["mawar"])
    with pytest.raises(ValidationError, match="Pilih RT, RW, atau lembaga"):
        note(world, Kind.REMBUK, group=world.groups["kelurahan"], region=world.regions["mawar"])
    with pytest.raises(ValidationError, match="Rembuk adalah rembuk satu kelompok"):
        note(world, Kind.REMBUK, region=world.regions["mawar"])
    with pytest.raises(ValidationError, match="Siapkan dulu musrenbang kecamatan terintegrasi"):
        note(world, Kind.OPENING)


def test_a_desk_sits_again_when_its_last_sitting_is_over(world: World) -> None:
    desk = note(world, Kind.DESK, "camat")
    with pytest.raises(ValidationError, match="belum ditutup"):
        found.plan_again(desk, **act(world, "camat"))
    actions.minutes.close_meeting(held(world, desk, "camat"), **act(world, "camat"))
    again = found.plan_again(desk, **act(world, "camat"))
    assert (again.title, again.number) == ("Desk Kecamatan Melati, sidang ke-2", f"{desk.number}-2")
    with pytest.raises(ValidationError, match="diadakan satu kali saja"):
        found.plan_again(planned(world), **act(world, "lurah"))


# --- a forum that ranks no list ---


def test_a_rembuk_from_its_invitation_to_its_minutes(world: World) -> None:
    forum = rembuk(world)
    assert actions.inviting.open_checkin(forum, **act(world, "rw"))
    for row in ("kelurahan", "rw_tetangga", "bappeda"):
        with pytest.raises(ValidationError, match="Hanya ketua kelompok atau lurah"):
            actions.opening.open_forum(forum, **act(world, row))
    actions.opening.open_forum(forum, **act(world, "rw"))
    with pytest.raises(ValidationError) as refused:
        actions.minutes.close_meeting(forum, **act(world, "rw"))
    assert refused.value.messages == [
        "Daftar hadir masih kosong. Catat yang hadir, dengan L atau P.",
        "Isi nama pimpinan rapat.",
        "Isi nama notulis.",
        "Keputusan rapat belum ditulis.",
    ]
    held(world, forum, "rw")
    actions.delegating.elect(forum, PEOPLE[:1], **act(world, "rw"))
    shut = actions.minutes.close_meeting(forum, **act(world, "rw"))
    assert shut.status == Forum.Status.CLOSED
    assert points(forum) == [
        ("Saluran didahulukan.", False),
        ("Delegasi hanya laki-laki atau hanya perempuan.", True),
    ]
    assert Event.objects.filter(kind=Event.Kind.FORUM_CLOSED, subject=f"forum:{forum.number}").count() == 1
    with pytest.raises(ValidationError, match="Keputusannya terkunci"):
        actions.minutes.write_minutes(forum, ["Lain lagi."], **act(world, "rw"))


def test_a_rembuk_may_be_nihil_until_its_group_has_sent(world: World) -> None:
    forum = rembuk(world)
    world.sent()
    with pytest.raises(ValidationError, match="sudah mengirim 1 usulan"):
        actions.closing.nil_forum(forum, reason="Tidak ada yang datang", **act(world, "rw"))
    other = rembuk(world, "rw_tetangga", "rw02")
    shut = actions.closing.nil_forum(other, reason="Tidak ada yang datang", **act(world, "rw_tetangga"))
    assert shut.status == Forum.Status.NIL
    with pytest.raises(ValidationError, match="Hanya rembuk dan forum kelurahan"):
        actions.closing.nil_forum(note(world, Kind.CITY), reason="Tidak ada yang datang", **act(world, "bappeda"))


@pytest.mark.parametrize(
    ("kind", "stage"), [("rembuk", "rembuk"), ("desk", "desk"), ("pd", "forum_pd"), ("kota", "kota")]
)
def test_each_kind_meets_in_its_own_stage(world: World, kind: str, stage: str) -> None:
    row = {"rembuk": "rw", "desk": "camat", "pd": "kepala_opd", "kota": "bappeda"}[kind]
    own: dict[str, dict[str, Any]] = {
        "pd": {"agency": world.agencies["pu"]},
        "rembuk": {"group": world.groups["rw01"]},
    }
    forum = note(world, kind, row, **own.get(kind, {}))
    Stage.objects.filter(kind=stage).update(closed_at=NOW)
    with pytest.raises(ValidationError, match="sudah ditutup"):
        actions.opening.open_forum(forum, **act(world, row))
    Stage.objects.exclude(kind=stage).update(closed_at=NOW)
    Stage.objects.filter(kind=stage).update(closed_at=None)
    assert actions.opening.open_forum(forum, **act(world, row)).status == Forum.Status.OPEN


def test_what_was_not_met_is_a_sentence_of_the_minutes_and_no_bar(world: World) -> None:
    forum = closed(world)
    assert points(forum) == [
        ("Hadir 2 orang, kurang dari 30. Forum tetap dilaksanakan dan sah.", True),
        ("Delegasi 0 dari 5 orang.", True),
        ("Tanggal pengumuman belum diisi. Forum diumumkan paling sedikit 7 hari sebelumnya.", True),
    ]
    public = world.client("publik").get(reverse("hasil-forum-satu", args=[forum.number])).content.decode()
    assert "kurang dari 30. Forum tetap dilaksanakan dan sah." in public


def test_a_kecamatan_that_went_on_without_a_list_says_so_in_its_minutes(world: World) -> None:
    closed(world)
    forum = planned(world, "melati")
    actions.opening.open_forum(forum, go_on_reason="Kenanga menyusul besok pagi", **act(world, "camat"))
    complete(world, forum, "camat")
    actions.closing.close_forum(forum, **act(world, "camat"))
    said = [text for text, is_condition in points(forum) if is_condition]
    assert "Forum dibuka tanpa daftar dari Kenanga. Alasannya: Kenanga menyusul besok pagi" in said


# --- the kecamatan forum in four parts ---


def test_four_parts_have_one_parent_and_end_before_it(world: World) -> None:
    parent = found.plan_in_parts(world.cycle, **act(world, "bappeda"))
    parts = {(part.kind, part.region.name) for part in parent.parts.select_related("region")}
    assert parts == {
        ("pleno_pembuka", "Kota Contoh"),
        *(("sidang_kelompok", name) for name in ("Mawar", "Kenanga", "Anggrek")),
        *((kind, name) for kind in ("kecamatan", "pleno_penutupan") for name in ("Melati", "Seroja")),
    }
    assert found.plan_in_parts(world.cycle, **act(world, "bappeda")) == parent
    assert parent.parts.count() == len(parts)
    with pytest.raises(ValidationError, match="sidang kelompok, bagian dari musrenbang terintegrasi"):
        planned(world)
    actions.opening.open_forum(parent, **act(world, "bappeda"))
    with pytest.raises(ValidationError, match="8 bagian belum selesai: Sidang Pleno Pembuka Kota Contoh"):
        actions.minutes.close_meeting(parent, **act(world, "bappeda"))
    parent.parts.update(status=Forum.Status.CLOSED)
    assert actions.minutes.close_meeting(parent, **act(world, "bappeda")).status == Forum.Status.CLOSED


def test_a_kelurahan_forum_keeps_the_city_from_the_four_parts(world: World) -> None:
    planned(world)
    with pytest.raises(ValidationError, match="Sudah ada forum kelurahan"):
        found.plan_in_parts(world.cycle, **act(world, "bappeda"))


def test_a_sidang_kelompok_ranks_and_sends_as_a_forum_of_the_kelurahan_does(world: World) -> None:
    parent = found.plan_in_parts(world.cycle, **act(world, "bappeda"))
    usulan = world.accepted()
    sitting = parent.parts.get(kind=Kind.GROUP, region=world.regions["mawar"])
    actions.opening.open_forum(sitting, **act(world, "lurah"))
    complete(world, sitting)
    actions.closing.close_forum(sitting, **act(world, "lurah"))
    district = parent.parts.get(kind=Kind.DISTRICT, region=world.regions["melati"])
    assert [region.name for region in pool.missing_kelurahan(district)] == ["Kenanga"]
    assert [one.number for one in pool.pool(district)] == [usulan.number]
