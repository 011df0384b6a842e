"""The office's pages of a counted round, and the public one: what each step shows, refuses and never tells."""

import re
from typing import Any

import pytest

from rounds import actions
from rounds.counting import advice, lists
from rounds.models import Forum, Guarantee, Round
from rounds.models.round import where
from tests.counting import queries
from tests.rounds import counted, town
from tests.rounds.counted import act, fresh
from tests.world import World

pytestmark = pytest.mark.django_db


def step(world: World, round_: Round, name: str, row: str = "lurah", **data: Any) -> str:
    """Take a step on the page and read what it says."""
    url = f"/kantor/putaran/{round_.code}/langkah/{name}/"
    return world.client(row).post(url, data, follow=True).content.decode()


def page(world: World, round_: Round, row: str = "lurah", part: str = "") -> str:
    return world.client(row).get(f"/kantor/putaran/{round_.code}/{part}").content.decode()


def test_a_round_is_begun_on_the_page_of_the_forum(world: World) -> None:
    forum = town.opened(world)
    client = world.client("kelurahan")
    assert "Siapkan putaran" in client.get(f"/kantor/forum/{forum.number}/").content.decode()
    url = f"/kantor/forum/{forum.number}/putaran/siapkan/"
    assert "Beri nama putaran" in client.post(url, {"putaran-method": "SKOR"}, follow=True).content.decode()
    said = client.post(url, {"putaran-title": "Fisik", "putaran-method": "SKOR"}, follow=True).content.decode()
    assert "Putaran Fisik" in said
    assert (
        client.post(url, {"putaran-title": "Fisik", "putaran-method": "SKOR"}, follow=True)
        .content.decode()
        .count("<h1>")
        == 1
    )
    assert Round.objects.counted().count() == 1


def test_the_page_lists_all_that_is_missing_and_the_head_alone_freezes(world: World) -> None:
    round_ = counted.drafted(world)
    actions.preparing.set_voters(round_, [], **act(world))
    assert "Belum ada pemilik suara" in page(world, round_)
    assert "Belum ada pemilik suara" in step(world, round_, "beku")
    assert fresh(round_).is_draft
    counted_again = [actions.preparing.Mandate(n, "RW 01", "Rembuk") for n in counted.VOTERS]
    actions.preparing.set_voters(round_, counted_again, **act(world))
    assert "Yang mengambil langkah ini: lurah" in page(world, round_, "kelurahan")
    assert "Hanya lurah" in step(world, round_, "beku", row="kelurahan")
    assert "Aturan dibekukan" in step(world, round_, "beku")
    assert "beku" in page(world, round_)


def test_what_came_without_a_rank_is_ranked_on_the_page(world: World) -> None:
    round_ = counted.drafted(world, method="MUFAKAT")
    Guarantee.objects.create(round=round_, code="RW", label="1 tiap RW", per="kelompok", only="kelas = RW", count=1)
    first = next(row.proposal for row in actions.freezing.drafted(round_) if row.facts["kelas"] == "RW")
    type(first).objects.filter(pk=first.pk).update(group_rank=None)
    assert "Beri urutan terakhir" in page(world, round_)
    assert "1 usulan mendapat urutan" in step(world, round_, "urutan", row="kelurahan")
    first.refresh_from_db()
    assert first.group_rank
    assert "Beri urutan terakhir" not in page(world, round_)


def test_the_lot_keeps_what_was_typed_and_a_second_person_confirms(world: World) -> None:
    round_ = counted.tied(world)
    assert "seri tepat di garis batas" in page(world, round_)
    said = step(world, round_, "undi", seed="483920", witnesses="Camat Melati")
    assert "dua saksi" in said
    assert "483920" in said
    step(world, round_, "undi", seed="483920", witnesses="Camat Melati\nKetua LPMK")
    assert "orang lain" in step(world, round_, "benar").lower()
    assert "Undian dibenarkan" in step(world, round_, "benar", row="kelurahan")
    said = page(world, round_, part="hasil/")
    assert "undian menempatkannya" in said
    assert "Seri yang menentukan" in said


def test_the_list_is_changed_with_a_reason_and_keeps_what_was_typed(world: World) -> None:
    round_ = counted.in_forum(world)
    url = f"/kantor/putaran/{round_.code}/hasil/"
    number = actions.settling.agreed_list(round_).lines[-1].number
    assert "Ubah daftar" in world.client("lurah").get(f"{url}?ubah={number}").content.decode()
    typed = {"usulan": number, "revisi": "0", "kind": "KELUAR", "reason": "", "asked_by": "Ketua RW 02"}
    refused = world.client("lurah").post(url, typed)
    assert refused.status_code == 422
    assert "Tulis alasannya" in refused.content.decode()
    assert "Ketua RW 02" in refused.content.decode()
    typed["reason"] = "Dikerjakan swadaya warga tahun ini."
    done = world.client("lurah").post(url, typed, follow=True).content.decode()
    assert f"{number} keluar dari daftar" in done
    assert "Keputusan forum" in done
    assert "diubah orang lain" in world.client("kelurahan").post(url, typed).content.decode()
    assert world.client("camat").post(url, typed).status_code in {403, 404}


def test_everybody_reads_both_lists_once_the_round_is_closed(world: World) -> None:
    round_ = counted.in_forum(world)
    public = world.client("publik")
    assert public.get(f"/putaran/{round_.code}/").status_code == 404
    assert "Putaran ditutup" in step(world, round_, "tutup")
    said = public.get(f"/putaran/{round_.code}/").content.decode()
    for piece in ("kurang Rp", "Akan terpilih bila", "Bila dihitung dengan cara lain", "Gini", "Biaya tiap wilayah"):
        assert piece in said
    for name in counted.VOTERS:
        assert name not in said
    assert public.get(f"/putaran/{round_.code}/berkas/").status_code == 404
    assert "Unggah pindaian berita acara" in step(world, round_, "terbit")
    counted.sign(world, round_.forum)
    assert "Berkas putaran terbit" in step(world, round_, "terbit")
    found = public.get(f"/putaran/{round_.code}/berkas/")
    assert (found.status_code, found["Content-Type"]) == (200, "application/zip")
    lost = round_.runs.get().results.get(code="PAGU").candidate.proposal
    usulan = public.get(f"/usulan/{lost.number}/").content.decode()
    assert "kurang Rp" in usulan
    assert f"/putaran/{round_.code}/" in usulan
    assert f"/putaran/{round_.code}/" in public.get(f"/hasil-forum/{round_.forum.number}/").content.decode()


def test_the_rule_is_written_in_the_admin_while_it_is_a_draft_and_read_after(world: World) -> None:
    round_ = counted.drafted(world, method="MUFAKAT")
    url = f"/admin/rounds/round/{round_.pk}/change/"
    client = world.client("kelurahan")
    form = client.get(url)
    data = _typed(form)
    extra = {"place": "1", "code": "RW", "label": "1 tiap RW", "per": "kelompok", "only": "kelas = RW", "count": "1"}
    data |= {f"guarantees-0-{name}": value for name, value in extra.items()}
    data |= {"guarantees-0-order": "URUTAN", "guarantees-TOTAL_FORMS": "1"}
    wrong = client.post(url, data | {"guarantees-0-per": "rukun"}).content.decode()
    assert "bukan dimensi" in wrong
    assert client.post(url, data).status_code == 302
    assert Guarantee.objects.get(round=round_).only == "kelas = RW"
    assert fresh(round_).revision == 1
    assert world.client("camat_tetangga").get(url).status_code in {302, 403, 404}
    actions.freezing.freeze(fresh(round_), **act(world))
    assert client.post(url, data).status_code == 403
    assert 'name="limits-0-maximum"' not in client.get(url).content.decode()


def _typed(form: Any) -> dict[str, Any]:
    """What a browser would send of an admin page that was not touched."""
    found: dict[str, Any] = {}
    html = form.content.decode()
    for field in re.findall(r"<input[^>]*>", html):
        name, value = re.search(r'name="([^"]+)"', field), re.search(r'value="([^"]*)"', field)
        if name and "__prefix__" not in name[1] and 'type="submit"' not in field:
            found[name[1]] = value[1] if value else ""
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        found[name] = chosen[1] if chosen else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', html, re.DOTALL):
        found[name] = text.strip()
    return {name: value for name, value in found.items() if "__prefix__" not in name and not name.startswith("_")}


def again(world: World, forum: Forum, title: str) -> Round:
    """Another round of the same forum, of its own order, brought before it."""
    round_ = fresh(actions.preparing.prepare_round(forum, title=title, method="MUFAKAT", **act(world)))
    round_.limits.update(maximum=80_000_000)
    actions.freezing.freeze(counted.apart(world, round_), **act(world))
    actions.freezing.start_collecting(round_, **act(world))
    actions.freezing.write_note(round_, note="Hadir dua orang, forum tetap sah.", **act(world))
    actions.computing.count_round(round_, **act(world))
    return fresh(actions.computing.bring_to_forum(round_, **act(world)))


@pytest.mark.parametrize("part", ["", "hasil/"])
def test_the_number_of_queries_does_not_grow_with_candidates(world: World, part: str) -> None:
    forum = town.complete(world, town.opened(world))
    few = again(world, forum, "Pertama")
    seen = queries(world.client("lurah"), f"/kantor/putaran/{few.code}/{part}")
    actions.freezing.annul(few, reason="Ada usulan yang menyusul.", **act(world))
    for n in range(12):
        world.accepted(group="rw01", item="got", volume=str(20 + n))
    many = again(world, forum, "Kedua")
    assert many.candidates.count() == few.candidates.count() + 12
    assert queries(world.client("lurah"), f"/kantor/putaran/{many.code}/{part}") == seen


def test_the_wall_follows_and_answers_304_while_nothing_changes(world: World) -> None:
    round_ = counted.collecting(world)
    client, url = world.client("kelurahan"), f"/kantor/putaran/{round_.code}/layar/isi/"
    first = client.get(url)
    assert "0 dari 0" in first.content.decode()
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304
    counted.vote(world, round_, round_.voters.order_by("number")[0], counted.numbers(round_)[:1])
    second = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (second.status_code, "1 dari 1" in second.content.decode()) == (200, True)
    assert counted.VOTERS[0] not in second.content.decode()
    whole = client.get(f"/kantor/putaran/{round_.code}/layar/").content.decode()
    assert url in whole


def test_the_consistency_of_an_ahp_sheet_is_shown_and_blocks_when_bad(world: World) -> None:
    round_ = counted.drafted(world)
    for matrix, said in (
        ("1, 2, 3\n1/2, 1, 2\n1/3, 1/2, 1", "CR 0,0079"),
        ("1, 5, 1/3\n1/5, 1, 4\n3, 1/4, 1", "CR 1,88"),
    ):
        round_.terms.ahp = matrix
        round_.terms.save()
        assert said in page(world, round_)
    assert "tidak konsisten" in page(world, round_)
    round_.terms.ahp = "1, 2"
    round_.terms.save()
    assert "matriks belum lengkap" in page(world, round_)


def test_a_refused_step_keeps_what_was_typed(world: World) -> None:
    round_ = counted.frozen(world)
    for name in ("draf", "batal"):
        said = step(world, round_, name, reason="Ragu.")
        assert "Tulis alasannya paling sedikit 10 huruf" in said
        assert ">Ragu.</textarea>" in said
    said = step(world, round_, "perpanjang", until="", reason="Banjir di jalan raya.")
    assert "Isi sampai kapan" in said
    assert "Banjir di jalan raya." in said


def test_what_a_limit_covers_is_said_in_words() -> None:
    assert where("sumber_dana", "") == "tiap sumber dana"
    assert where("wilayah, jenis", "kelas = RW; jenis = SARPRAS") == (
        "tiap wilayah, jenis, hanya kelas RW dan jenis SARPRAS"
    )
    assert where("", "") == "seluruh putaran"


def test_areas_are_left_out_where_no_usulan_has_one(world: World) -> None:
    for people in ("20", "25", "30"):
        world.accepted(group="pkk", item="pelatihan", volume=people)
    round_ = counted.in_forum(world, count=0)
    assert lists.by_area(lists.both(round_), round_.runs.get().advice) == []


def test_a_round_too_large_to_try_every_assessor_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(advice, "MOST_FOR_ASSESSORS", 2)
    round_ = counted.in_forum(world)
    actions.settling.close_round(round_, **act(world))
    page = world.client("publik").get(f"/putaran/{round_.code}/").content.decode()
    assert "Nilai terendah dan tertinggi tiap penilai tidak ikut dicoba" in page
