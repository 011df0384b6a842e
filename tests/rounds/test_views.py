"""The pages of forums: what they show, what they keep of what was typed, and how much they ask of the database."""

import re
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.models import Ceiling, Proposal, Quota, Stage
from rounds import actions
from rounds.actions import ordering
from rounds.models import Attendance, Candidate, Forum, Move
from tests.rounds.town import act, closed, complete, district, lane, opened, planned, results, round_of
from tests.world import NOW, World


def page(world: World, row: str, name: str, *args: Any, **query: str) -> str:
    answer = world.client(row).get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def post(world: World, row: str, name: str, forum: Forum, /, **body: Any) -> Any:
    return world.client(row).post(reverse(name, args=[forum.number]), body)


# --- the hall ---


def test_the_hall_shows_money_rows_and_the_cut_line(world: World) -> None:
    Quota.objects.filter(per="daftar").update(maximum=2)
    forum = opened(world)
    html = page(world, "lurah", "forum-urutan", forum.number)
    assert "Batas kuota 2" in html
    assert "muat di sisa pagu" in html
    assert "kuota 2 dari 2" in html
    assert "Rp\u00a0300.000.000" in html
    assert html.index("Batas kuota 2") > html.index(lane(forum, "SARPRAS")[1].proposal.number)


def test_what_the_pagu_lacks_stands_in_its_row(world: World) -> None:
    Ceiling.objects.filter(region=world.regions["mawar"]).update(amount=40_000_000)
    forum = opened(world)
    html = page(world, "kelurahan", "forum-urutan", forum.number)
    assert "Batas pagu" in html
    assert re.search(r"kurang [0-9.]+", html)


def test_a_move_by_arrow_place_and_drag(world: World) -> None:
    forum = opened(world)
    a, b, c = [row.proposal.number for row in lane(forum, "SARPRAS")]
    post(world, "kelurahan", "forum-pindah", forum, ke=f"{b}:1", revisi="0")
    assert [row.proposal.number for row in lane(forum, "SARPRAS")] == [b, a, c]
    post(world, "kelurahan", "forum-pindah", forum, pindah=c, tempat="1", revisi="1")
    assert [row.proposal.number for row in lane(forum, "SARPRAS")] == [c, b, a]
    answer = post(world, "kelurahan", "forum-pindah", forum, pindah=c, urutan=f"{b},{a},{c}", revisi="2")
    assert [row.proposal.number for row in lane(forum, "SARPRAS")] == [b, a, c]
    assert answer["Location"].endswith(f"?pindah={c}#u-{c}")
    post(world, "kelurahan", "forum-urungkan", forum, revisi="3")
    assert [row.proposal.number for row in lane(forum, "SARPRAS")] == [c, b, a]


def test_the_second_of_two_people_is_told_who_was_first(world: World) -> None:
    forum = opened(world)
    _, b, c = [row.proposal.number for row in lane(forum, "SARPRAS")]
    post(world, "lurah", "forum-pindah", forum, ke=f"{b}:1", revisi="0")
    client = world.client("kelurahan")
    answer = client.post(reverse("forum-pindah", args=[forum.number]), {"ke": f"{c}:1", "revisi": "0"}, follow=True)
    assert "baru saja diubah oleh Lurah Mawar" in answer.content.decode()
    assert Move.objects.count() == 1


def test_nonsense_in_a_move_changes_nothing(world: World) -> None:
    forum = opened(world)
    first = lane(forum, "SARPRAS")[0].proposal.number
    for body in ({"ke": f"{first}:abc"}, {"pindah": first}, {"ke": f"{first}:-1"}, {"ke": f"{first}:٣"}):
        assert post(world, "kelurahan", "forum-pindah", forum, revisi="0", **body).status_code == 302
    for key in ("9999-2027-000001", "", "x' or 1=1"):
        assert post(world, "kelurahan", "forum-pindah", forum, ke=f"{key}:1", revisi="0").status_code == 404
    assert Move.objects.count() == 0


def test_a_refused_mark_keeps_what_was_typed(world: World) -> None:
    forum = opened(world)
    first = lane(forum, "SARPRAS")[0].proposal.number
    answer = post(world, "kelurahan", "forum-tandai", forum, calon=first, aksi="tahan", reason="Ditunda", revisi="0")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Ditunda</textarea>" in html
    assert "Pilih alasan dari daftar." in html
    body = {"calon": first, "aksi": "tahan", "reason_code": "prioritas", "reason": "Dikerjakan swadaya tahun ini"}
    assert post(world, "kelurahan", "forum-tandai", forum, revisi="0", **body).status_code == 302
    assert "ditahan forum: Dikerjakan swadaya tahun ini" in page(world, "lurah", "forum-urutan", forum.number)


def test_the_chosen_row_opens_its_controls(world: World) -> None:
    forum = opened(world)
    first = lane(forum, "SARPRAS")[0].proposal.number
    html = page(world, "kelurahan", "forum-urutan", forum.number, pilih=first)
    assert 'id="tandai"' in html
    assert "Tahan usulan ini" in html
    assert 'id="tandai"' not in page(world, "bappeda", "forum-urutan", forum.number, pilih=first)


def test_before_its_opening_a_forum_has_no_order(world: World) -> None:
    forum = planned(world)
    assert world.client("lurah").get(reverse("forum-urutan", args=[forum.number])).status_code == 302
    assert post(world, "lurah", "forum-pindah", forum, ke="x:1").status_code == 404


def test_a_closed_stage_says_so_before_anybody_tries(world: World) -> None:
    forum = opened(world)
    assert "tidak dapat diubah sekarang" not in page(world, "lurah", "forum-urutan", forum.number)
    Stage.objects.filter(kind="kelurahan").update(closed_at=NOW)
    for name in ("forum-urutan", "forum-satu"):
        html = page(world, "lurah", name, forum.number)
        assert "tidak dapat diubah sekarang" in html
        assert "Hubungi Bappeda bila perlu perpanjangan." in html


# --- the meeting ---


def test_an_office_prepares_the_forum_of_its_own_place(world: World) -> None:
    assert "belum disiapkan" in page(world, "kelurahan", "forum")
    answer = world.client("kelurahan").post(reverse("forum-siapkan"))
    forum = Forum.objects.get()
    assert answer["Location"] == reverse("forum-satu", args=[forum.number])
    assert forum.region == world.regions["mawar"]
    assert "belum disiapkan" not in page(world, "kelurahan", "forum")


def test_the_data_of_the_meeting_is_kept(world: World) -> None:
    forum = opened(world)
    body = {
        "held_on": "2026-01-15",
        "from_time": "09:00",
        "until_time": "12:00",
        "place": "Balai Kelurahan\x00 Mawar",
        "mode": "hibrida",
        "chair": "Hj. Aminah",
        "secretary": "Joko",
        "method": "mufakat",
        "speaker_1": "Dr. Siti",
        "speaker_1_from": "Bappeda",
        "speaker_3": "Camat",
    }
    assert post(world, "kelurahan", "forum-satu", forum, **body).status_code == 302
    saved = Forum.objects.get()
    assert saved.speakers == [["Dr. Siti", "Bappeda"], ["Camat", ""]]
    assert saved.speakers_said == "Dr. Siti (Bappeda), Camat"
    assert (saved.place, saved.mode, saved.method) == ("Balai Kelurahan Mawar", "hibrida", "mufakat")
    assert saved.starts_at is not None
    assert saved.starts_at.isoformat() == "2026-01-15T02:00:00+00:00"
    bad = {"until_time": "08:00", "place": "Lain", "speaker_1": ""}
    wrong = post(world, "kelurahan", "forum-satu", forum, **(body | bad))
    assert "Tulis nama narasumbernya, atau kosongkan asalnya." in wrong.content.decode()
    assert "Jam selesai harus sesudah jam mulai." in wrong.content.decode()
    assert 'value="Lain"' in wrong.content.decode()
    assert Forum.objects.get().place == "Balai Kelurahan Mawar"


def test_a_pasted_list_is_recorded_whole_or_not_at_all(world: World) -> None:
    forum = opened(world)
    good = "Siti Aminah; PKK; PKK/perempuan; P\nBudi\tRW 01\tRW\tL\n\nRahmat; ; ; laki-laki"
    bad = f"{good}\nTanpa jenis kelamin; RW 02"
    answer = post(world, "kelurahan", "forum-hadir", forum, aksi="tempel", lines=bad)
    assert "Baris 5: tulis L atau P di akhir baris." in answer.content.decode()
    assert "Tanpa jenis kelamin; RW 02" in answer.content.decode()
    assert not Attendance.objects.exists()
    for _ in range(2):
        assert post(world, "pendamping", "forum-hadir", forum, aksi="tempel", lines=good).status_code == 302
    people = {
        person.name: (person.institution, person.element, person.sex) for person in forum.attendances.order_by("pk")
    }
    assert people == {
        "Siti Aminah": ("PKK", "PKK/perempuan", "P"),
        "Budi": ("RW 01", "RW", "L"),
        "Rahmat": ("", "", "L"),
    }


def test_one_person_is_added_and_taken_off(world: World) -> None:
    forum = opened(world)
    assert (
        "Pilih laki-laki atau perempuan."
        in post(world, "kelurahan", "forum-hadir", forum, aksi="satu", name="Agus").content.decode()
    )
    post(world, "kelurahan", "forum-hadir", forum, aksi="satu", name="Agus", sex="L")
    person = forum.attendances.get()
    post(world, "kelurahan", "forum-hadir-hapus", forum, orang=str(person.pk))
    assert not forum.attendances.exists()


def test_few_people_are_a_warning_and_no_bar(world: World) -> None:
    forum = complete(world, opened(world))
    html = page(world, "lurah", "forum-satu", forum.number)
    assert "kurang dari 30. Forum tetap dilaksanakan dan sah. Dicatat di berita acara." in html
    assert "Semua syarat terpenuhi" in html


def test_the_lock_says_what_it_closes_and_closes_it(world: World) -> None:
    forum = opened(world)
    html = page(world, "lurah", "forum-tutup", forum.number)
    assert "Daftar hadir masih kosong" in html
    answer = world.client("lurah").post(reverse("forum-tutup", args=[forum.number]), {"revisi": "0"}, follow=True)
    assert "Isi nama notulis." in answer.content.decode()
    complete(world, forum)
    html = page(world, "lurah", "forum-tutup", forum.number)
    assert "4 usulan</b> menjadi prioritas" in html
    assert "terkirim ke kecamatan" in html
    post(world, "lurah", "forum-tutup", forum, revisi="0")
    assert Forum.objects.get().status == Forum.Status.CLOSED
    assert "Hasil forum" in page(world, "kelurahan", "forum-satu", forum.number)


def test_opening_without_some_kelurahan_asks_why_on_the_same_page(world: World) -> None:
    closed(world)
    forum = planned(world, "melati")
    assert "Belum mengirim (1):" in page(world, "camat", "forum-satu", forum.number)
    answer = post(world, "camat", "forum-buka", forum, **{"lanjut-reason": "segera"})
    assert answer.status_code == 200
    assert "Belum mengirim: Kenanga." in answer.content.decode()
    assert "segera</textarea>" in answer.content.decode()
    answer = post(world, "camat", "forum-buka", forum, **{"lanjut-reason": "Kenanga menyusul besok pagi"})
    assert answer["Location"] == reverse("forum-urutan", args=[forum.number])


def test_nihil_is_written_from_the_page(world: World) -> None:
    forum = planned(world)
    assert "Alasan nihil" in page(world, "lurah", "forum-satu", forum.number)
    assert "10 huruf" in post(world, "lurah", "forum-nihil", forum, **{"nihil-reason": "sepi"}).content.decode()
    post(world, "lurah", "forum-nihil", forum, **{"nihil-reason": "Tidak ada warga yang datang"})
    assert Forum.objects.get().status == Forum.Status.NIL
    assert "Tidak ada warga yang datang" in page(world, "publik", "hasil-forum-satu", forum.number)


def test_a_list_that_changed_is_brought_up_to_date_by_a_button(world: World) -> None:
    forum = opened(world)
    late = world.accepted(group="pkk", item="pelatihan", volume="10")
    assert "Daftar berubah sejak forum dibuka" in page(world, "lurah", "forum-urutan", forum.number)
    post(world, "kelurahan", "forum-perbarui", forum)
    assert late.number in page(world, "lurah", "forum-urutan", forum.number)


# --- board and results ---


def test_the_board_tells_who_has_sent(world: World) -> None:
    closed(world)
    html = page(world, "camat", "kiriman-kelurahan")
    assert "Terkirim" in html
    assert "Belum mengirim" in html
    assert "Kenanga" in html
    assert "97.700.000" in html
    assert "Anggrek" not in html
    assert "Anggrek" in page(world, "bappeda", "kiriman-kelurahan")
    assert "Anggrek" not in page(world, "bappeda", "kiriman-kelurahan", kecamatan="99.01.01")


def test_lists_stand_side_by_side(world: World) -> None:
    forum = closed(world)
    html = page(world, "camat", "kiriman-banding")
    for candidate in lane(forum, "SARPRAS"):
        assert candidate.proposal.number in html
    assert "Belum ada kelurahan" in page(world, "bappeda", "kiriman-banding", kecamatan="99.01.02")


def test_everybody_reads_the_result_with_its_reasons(world: World) -> None:
    Ceiling.objects.filter(region=world.regions["mawar"]).update(amount=70_000_000)
    forum = closed(world)
    html = page(world, "publik", "hasil-forum-satu", forum.number)
    assert "Belum terpilih karena pagu Kel. Mawar tidak cukup" in html
    assert "Batas daftar" in html
    assert forum.title in page(world, "publik", "hasil-forum")


def test_an_unfinished_order_is_not_public(world: World) -> None:
    forum = opened(world)
    html = page(world, "publik", "hasil-forum-satu", forum.number)
    assert lane(forum, "SARPRAS")[0].proposal.number not in html
    assert "Forum belum selesai" in html
    unknown = reverse("hasil-forum-satu", args=["9901-2027-F099999"])
    assert world.client("publik").get(unknown).status_code == 404


def test_a_forum_without_a_date_is_not_public(world: World) -> None:
    forum = planned(world)
    address = reverse("hasil-forum-satu", args=[forum.number])
    assert world.client("publik").get(address).status_code == 404
    actions.meeting.update_forum(forum, starts_at=NOW, by=None, at=NOW)
    assert world.client("publik").get(address).status_code == 200


# --- how much a page asks ---


def asked_of(world: World, forum: Forum, pages: dict[str, str]) -> dict[str, int]:
    """How many queries each page takes, as the row that reads it; `forum` and the lists of a kecamatan name none."""
    found = {}
    for name, row in pages.items():
        whole = name in {"forum", "kiriman-kelurahan", "kiriman-banding"}
        client = world.client(row)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(reverse(name, args=[] if whole else [forum.number]))
        assert answer.status_code == 200, name
        found[name] = len(asked)
    return found


def test_pages_of_a_running_forum_ask_as_much_for_30_as_for_3(world: World) -> None:
    of_lurah = ("forum-urutan", "forum-satu", "forum-tutup", "forum-hadir")
    pages = dict.fromkeys(of_lurah, "lurah") | {"forum": "bappeda"}

    def cost(count: int) -> dict[str, int]:
        with transaction.atomic():
            forum = complete(world, opened(world, count))
            people = [actions.attendance.Person(f"Warga {n}", "L") for n in range(count)]
            actions.attendance.record_attendance(forum, people, by=None, at=NOW)
            found = asked_of(world, forum, pages)
            transaction.set_rollback(True)
        return found

    few = cost(3)
    assert cost(30) == few
    assert max(few.values()) <= 20, few


def test_pages_of_closed_lists_ask_as_much_for_30_as_for_3(world: World) -> None:
    pages = {"kiriman-kelurahan": "camat", "kiriman-banding": "camat", "hasil-forum-satu": "publik"}

    def cost(count: int) -> dict[str, int]:
        with transaction.atomic():
            found = asked_of(world, closed(world, count), pages)
            transaction.set_rollback(True)
        return found

    few = cost(3)
    assert cost(30) == few
    assert max(few.values()) <= 16, few


def test_a_long_district_hall_asks_no_more_than_a_short_one(world: World) -> None:
    forum = district(world)
    client = world.client("camat")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("forum-urutan", args=[forum.number])).status_code == 200
        return len(asked)

    before = cost()
    found = round_of(forum)
    model = Proposal.objects.filter(status="prioritas_kel").order_by("number").first()
    assert model is not None
    copies = []
    for n in range(40):
        copy = Proposal.objects.get(pk=model.pk)
        copy.pk, copy.number, copy.public_id = None, f"9901-2027-9{n:05d}", uuid4()
        copies.append(copy)
    Proposal.objects.bulk_create(copies)
    Candidate.objects.bulk_create(
        Candidate(round=found, proposal=copy, lane=f"OPD {n % 12}", cost=1_000_000, position=n // 12 + 1)
        for n, copy in enumerate(copies)
    )
    assert cost() == before


def test_the_hall_is_told_when_a_risen_cost_pushes_out_what_it_let_in(world: World) -> None:
    Quota.objects.filter(per="daftar").update(maximum=1)
    Ceiling.objects.filter(region=world.regions["mawar"]).update(amount=80_000_000)
    forum = opened(world)
    last = lane(forum, "SARPRAS")[1]
    ordering.insist(last, reason="Menutup genangan di jalan utama", **act(world))
    assert results(forum)[last.proposal.number] == "MENANG"
    Proposal.objects.filter(pk=last.proposal_id).update(current_amount=90_000_000)
    back = world.client("lurah").post(reverse("forum-perbarui", args=[forum.number]), follow=True).content.decode()
    assert f"{last.proposal.number} yang dimasukkan forum tidak termuat lagi karena biayanya naik." in back
