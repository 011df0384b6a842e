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
from rounds.actions.attendance import Person
from rounds.customs import CUSTOMS
from rounds.models import Forum
from rounds.offers import offers
from tests.counting import queries
from tests.rounds.town import act, closed, complete, opened, planned
from tests.world import NOW, World

Kind = Forum.Kind
found = actions.founding
PEOPLE = [Person("Sumiati", "P", "PKK"), Person("Bagus", "L", "RW 01")]


def note(world: World, kind: str, row: str = "bappeda", **more: Any) -> Forum:
    """A forum noted by an office, at its own place where nothing else is said."""
    own = {"region": world.offices[row].office.region} | more
    return found.plan_forum(world.cycle, kind=kind, by=world.offices[row], at=NOW, **own)


def rembuk(world: World, row: str = "rw", group: str = "rw01") -> Forum:
    return note(world, Kind.REMBUK, row, group=world.groups[group], region=world.groups[group].region)


def held(world: World, forum: Forum, row: str, decisions: tuple[str, ...] = ("Saluran didahulukan.",)) -> Forum:
    """Open it, write down who came and what was decided."""
    actions.opening.open_forum(forum, **act(world, row))
    actions.attendance.record_attendance(forum, PEOPLE, **act(world, row))
    actions.minutes.write_minutes(forum, decisions, **act(world, row))
    return actions.meeting.update_forum(forum, chair="Hj. Aminah", secretary="Joko", **act(world, row))


def points(forum: Forum) -> list[tuple[str, bool]]:
    return list(forum.resolutions.order_by("place").values_list("text", "is_condition"))


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


# --- the pages ---


def test_each_office_is_offered_its_own_forums_until_they_are_noted(world: World) -> None:
    def titles(row: str) -> list[str]:
        return [offer.title for offer in offers(world.offices[row], world.cycle)]

    assert titles("rw") == ["Rembuk RW 01"]
    assert titles("lurah") == ["Forum Musrenbang Kelurahan Mawar"]
    assert titles("camat") == ["Desk Kecamatan Melati", "Musrenbang Kecamatan Melati"]
    assert titles("opd") == ["Forum Perangkat Daerah DPU"]
    assert titles("bappeda") == ["Musrenbang Kota Contoh"]
    assert titles("pimpinan") == []
    for row, body in (
        ("rw", {}),
        ("opd", {"jenis": "pd"}),
        ("bappeda", {"jenis": "kota"}),
        ("bappeda", {"jenis": "tematik", "klaster": "anak", "wilayah": world.regions["melati"].code}),
        ("kelurahan", {"jenis": "rembuk", "kelompok": world.groups["pkk"].pk}),
    ):
        answer = world.client(row).post(reverse("forum-siapkan"), body)
        assert "/kantor/forum/99" in answer["Location"], (row, body)
    assert titles("rw") == titles("opd") == titles("bappeda") == []
    assert set(Forum.objects.values_list("kind", flat=True)) == {"rembuk", "pd", "kota", "tematik"}


def test_what_the_form_lacks_is_said(world: World) -> None:
    for row, body, said in (
        ("bappeda", {"jenis": "tematik"}, "Pilih klaster"),
        ("kelurahan", {"jenis": "rembuk"}, "Pilih kelompok yang mengadakan rembuk."),
        ("kelurahan", {"jenis": "kota"}, "Pilih jenis forum dari daftar."),
    ):
        answer = world.client(row).post(reverse("forum-siapkan"), body, follow=True)
        assert said in answer.content.decode()
    assert not Forum.objects.exists()


def test_bappeda_notes_all_four_parts_by_one_button(world: World) -> None:
    assert "Siapkan keempat bagian" in world.client("bappeda").get(reverse("forum")).content.decode()
    answer = world.client("bappeda").post(reverse("forum-siapkan"), {"jenis": "terintegrasi"}, follow=True)
    html = answer.content.decode()
    assert "Sidang Kelompok Kelurahan Anggrek" in html
    assert "Sidang Pleno Penutupan Kecamatan Melati" in html
    assert "Siapkan keempat bagian" not in world.client("bappeda").get(reverse("forum")).content.decode()
    assert [offer.title for offer in offers(world.offices["lurah"], world.cycle)] == []


def test_a_meeting_is_held_on_its_pages(world: World) -> None:
    forum, client = rembuk(world), world.client("rw")

    def page(name: str) -> str:
        return str(client.get(reverse(name, args=[forum.number]), follow=True).content.decode())

    assert "Buka forum" in page("forum-satu")
    client.post(reverse("forum-buka", args=[forum.number]))
    assert "Keputusan rapat belum ditulis." in page("forum-satu")
    assert "tidak menetapkan urutan" in page("forum-urutan")
    address = reverse("forum-notulen", args=[forum.number])
    long = client.post(address, {"lines": "x" * 601}).content.decode()
    assert "Baris 1 terlalu panjang." in long
    client.post(address, {"lines": "Saluran didahulukan.\n\n  Lampu dicatat. "})
    assert [text for text, _ in points(forum)] == ["Saluran didahulukan.", "Lampu dicatat."]
    held(world, forum, "rw")
    assert "Kunci keputusan dan tutup forum" in page("forum-tutup")
    client.post(reverse("forum-tutup", args=[forum.number]))
    html = world.client("publik").get(reverse("hasil-forum-satu", args=[forum.number])).content.decode()
    assert "Saluran didahulukan." in html
    assert "Aminah" not in html
    assert "Rembuk RW 01" not in world.client("publik").get(reverse("hasil-forum")).content.decode()
    assert "Rembuk RW 01" in world.client("publik").get(f"{reverse('hasil-forum')}?jenis=rembuk").content.decode()


def test_a_forum_that_sends_nobody_on_has_no_page_of_delegates(world: World) -> None:
    forum = note(world, Kind.CITY)
    assert world.client("bappeda").get(reverse("forum-delegasi", args=[forum.number])).status_code == 404
    with pytest.raises(ValidationError, match="tidak memilih delegasi"):
        actions.delegating.elect(forum, PEOPLE, **act(world, "bappeda"))


def test_lists_ask_as_often_for_thirty_forums_as_for_three(world: World) -> None:
    group = world.groups["pkk"]

    def more(first: int, last: int) -> None:
        for n in range(first, last):
            one = type(group).objects.create(city=world.city, kind=group.kind, name=f"Lembaga {n}", region=group.region)
            note(world, Kind.REMBUK, "kelurahan", group=one, region=one.region, starts_at=NOW)

    doors = [
        (world.client("kelurahan"), reverse("forum")),
        (world.client("bappeda"), reverse("forum")),
        (world.client("publik"), f"{reverse('hasil-forum')}?jenis=rembuk"),
    ]
    more(0, 3)
    few = [queries(*door) for door in doors]
    more(3, 30)
    assert [queries(*door) for door in doors] == few


def test_the_page_of_the_parent_asks_as_often_for_many_parts(world: World) -> None:
    parent = found.plan_in_parts(world.cycle, **act(world, "bappeda"))
    address = reverse("forum-satu", args=[parent.number])
    many = queries(world.client("bappeda"), address)
    parent.parts.filter(kind__in=[Kind.GROUP, Kind.ENDING]).delete()
    assert queries(world.client("bappeda"), address) == many


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


def test_the_pages_of_an_open_kelurahan_forum_have_no_minutes_of_others(world: World) -> None:
    forum = opened(world)
    address = reverse("forum-notulen", args=[forum.number])
    assert "Ditulis sendiri saat forum ditutup" in world.client("lurah").get(address).content.decode()
    assert world.client("rw").get(address).status_code == 404
    assert "textarea" not in world.client("pendamping").get(address).content.decode()
