"""The hint while typing, and what it offers; the old usulan of a group."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import ProposerGroup
from proposals import actions
from proposals.models import Document, Pokir, Proposal, Stage, Support
from proposals.photos import MAX_BYTES
from proposals.statuses import Status
from tests.counting import queries
from tests.proposals.test_documents import PDF, pdf, picture, upload
from tests.proposals.test_supporting import again, next_cycle, refused
from tests.world import NOW, World

GOT: dict[str, Any] = {
    "problem": "Got di Gang 4 buntu sehingga air masuk rumah warga setiap hujan deras",
    "address": "Gang 4, depan balai RW",
}


def asked(client: Client, group: ProposerGroup, **more: Any) -> str:
    return client.post(f"/kelompok/{group.pk}/mirip/", {**GOT, **more}).content.decode()


def test_the_hint_tells_years_status_and_reason_and_offers_support(world: World) -> None:
    other = world.sent(group="rw01", **GOT)
    page = asked(world.client("rt"), world.groups["rt01"], item=world.items["got"].pk)
    assert "Ada usulan yang mirip" in page
    assert f"Diusulkan {world.cycle.held_year}; sekarang sedang dibahas." in page
    assert "Dukung yang ini, tambahkan RT 01 RW 01" in page
    assert "pekerjaan sama" in page
    assert other.number.replace("-", "\u2011") in page
    seen = asked(world.client("rt"), world.groups["rt01"], item=world.items["got"].pk, berbeda=other.number)
    assert "Ada usulan yang mirip" not in seen
    assert "Berbeda dari Gorong-gorong" in seen


def test_nothing_is_hinted_of_another_place_or_of_drafts_of_others(world: World) -> None:
    world.draft(group="rw01", **GOT)
    world.sent(group="rw02", **GOT)
    got = world.items["got"].pk
    assert "mirip" not in asked(world.client("rt"), world.groups["rt01"], item=got)
    mine = asked(world.client("rw"), world.groups["rw01"], item=got)
    assert "Masih draf kelompok Anda." in mine
    draft = Proposal.objects.get(status=Status.DRAFT)
    assert "mirip" not in asked(world.client("rw"), world.groups["rw01"], item=got, usulan=draft.public_id)


def test_an_old_refusal_is_told_with_its_cause_and_may_come_again(world: World) -> None:
    old, cycle = refused(world, code="lahan", **GOT), next_cycle(world)
    Proposal.objects.filter(pk=old.pk).update(first_year=2019, times_proposed=2)
    client, group = world.client("rw"), world.groups["rw01"]
    page = asked(client, group, item=cycle.kamus.items.get(name="Gorong-gorong Diameter 40 cm").pk)  # type: ignore[union-attr]
    assert f"Diusulkan 2019 dan {world.cycle.held_year}; terakhir tidak diterima karena lahan." in page
    assert "Usulkan lagi yang lama" in page
    assert "Dukung yang ini" not in page
    answer = client.post(f"/kelompok/{group.pk}/lagi/{old.public_id}/")
    draft = Proposal.objects.get(cycle=cycle)
    assert answer["Location"] == f"/draf/{draft.public_id}/"
    assert (draft.times_proposed, draft.first_year, draft.needs_evidence) == (3, 2019, True)
    form = client.get(f"/draf/{draft.public_id}/").content.decode()
    assert "Lampirkan bukti baru" in form
    assert "Ada usulan yang mirip" not in form  # its own history is no twin
    assert client.post(f"/kelompok/{group.pk}/lagi/{old.public_id}/")["Location"] == answer["Location"]


def evidence_draft(world: World) -> tuple[Proposal, str, dict[str, Any]]:
    """A draft taken up again that asks for new evidence: itself, its page, what its form would send."""
    draft = again(world, refused(world, code="lahan"), next_cycle(world))
    page = f"/draf/{draft.public_id}/"
    fields = {"problem": "Air masih masuk rumah tiap hujan deras di Gang 4", "address": "Gang 4", "volume": "120"}
    return draft, page, {**fields, "item": draft.item_id, "aksi": "simpan"}


def test_new_evidence_goes_up_with_the_draft_that_asks_for_it(world: World) -> None:
    draft, page, typed = evidence_draft(world)
    client = world.client("rw")
    shown = client.get(page).content.decode()
    assert 'name="berkas_bukti"' in shown
    assert shown.count('name="override_reason"') == 1
    assert "more--unfit" not in shown, "the reason stands beside the evidence, in the open"
    assert 'name="berkas_bukti"' not in client.get(f"/draf/{world.draft().public_id}/").content.decode()
    client.post(page, {**typed, "berkas_bukti": upload(PDF, "surat hibah.pdf")})
    document = Document.objects.get()
    assert (document.label, document.kind, document.proposal) == ("surat hibah.pdf", "syarat", draft)
    said = client.get(page).content.decode()
    assert "surat hibah.pdf" in said
    assert "Lampirkan bukti baru" not in said
    client.post(page, {**typed, "berkas_bukti": upload(picture("PNG"), "denah.png")})
    assert Document.objects.count() == 2, "each is kept"
    client.post(f"/draf/{draft.public_id}/berkas/{document.public_id}/hapus/")
    assert [one.label for one in Document.objects.all()] == ["denah.png"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"MZ program", "bukan PDF, JPG, atau PNG"), (PDF + b"\0" * MAX_BYTES, "Pilih berkas di bawah 10 MB")],
)
def test_evidence_that_is_refused_loses_nothing_typed(world: World, content: bytes, sentence: str) -> None:
    draft, page, typed = evidence_draft(world)
    said = world.client("rw").post(page, {**typed, "berkas_bukti": upload(content)}).content.decode()
    assert sentence in said
    assert str(typed["problem"]) in said
    assert not Document.objects.exists()
    assert Proposal.objects.get(pk=draft.pk).problem == draft.problem


def test_evidence_beyond_a_dozen_files_is_refused_in_a_sentence(world: World) -> None:
    draft, page, typed = evidence_draft(world)
    for _ in range(actions.documents.MOST):
        actions.documents.add_document(draft, pdf(), label="surat", by=world.offices["rw"], at=NOW)
    said = world.client("rw").post(page, {**typed, "berkas_bukti": upload(PDF)}).content.decode()
    assert "Berkas paling banyak 12" in said
    assert str(typed["problem"]) in said


def test_a_pokir_of_the_place_is_told_with_its_state(world: World) -> None:
    Pokir.objects.create(
        cycle=world.cycle,
        number="P-17",
        title="Gorong-gorong Diameter 40 cm",
        problem=GOT["problem"],
        address=GOT["address"],
        region=world.regions["rt01"],
        item=world.items["got"],
        status=Pokir.Status.PENDING,
        recorded_at=NOW,
    )
    page = asked(world.client("rw"), world.groups["rw01"], item=world.items["got"].pk)
    assert "Pokok pikiran DPRD P-17" in page
    assert "Dipending." in page


def test_the_hint_stands_in_the_draft_without_javascript_and_holds_nothing_back(world: World) -> None:
    world.sent(group="rw02", locations=[world.regions["rw02"]], **GOT)
    draft = world.draft(group="rw02", by=world.offices["rw_tetangga"], **GOT)
    page = world.client("rw_tetangga").get(f"/draf/{draft.public_id}/").content.decode()
    assert "Ada usulan yang mirip" in page
    world.send(draft)
    draft.refresh_from_db()
    assert draft.status == Status.SUBMITTED


def test_support_is_told_on_the_public_page_without_names(world: World) -> None:
    proposal = world.sent()
    client, group = world.client("rt"), world.groups["rt01"]
    for _ in range(2):
        assert client.post(f"/kelompok/{group.pk}/dukung/{proposal.number}/")["Location"] == proposal.get_absolute_url()
    assert Support.objects.count() == 1
    page = world.client("publik").get(proposal.get_absolute_url()).content.decode()
    assert "Didukung RT 01 RW 01." in page
    assert "Pemegang rt" not in page
    own = world.client("rw").post(f"/kelompok/{world.groups['rw01'].pk}/dukung/{proposal.number}/", follow=True)
    assert "kelompok Anda sendiri" in own.content.decode()


def test_a_support_is_taken_back_on_the_page_that_shows_it(world: World) -> None:
    proposal = world.sent()
    for row, group in (("rt", "rt01"), ("lembaga", "pkk")):
        world.client(row).post(f"/kelompok/{world.groups[group].pk}/dukung/{proposal.number}/")
    said, address = "Tarik dukungan RT 01 RW 01", f"/kelompok/{world.groups['rt01'].pk}/dukung/{proposal.number}/"
    page = proposal.get_absolute_url()
    for row, sees in (("publik", False), ("rw", False), ("lembaga", False), ("rt", True), ("kelurahan", True)):
        assert (said in world.client(row).get(page).content.decode()) == sees, row
    assert world.client("lembaga").post(address, {"aksi": "tarik"}).status_code == 404
    client = world.client("rt")
    answer = client.post(address, {"aksi": "tarik"}, follow=True).content.decode()
    assert "Dukungan RT 01 RW 01 ditarik." in answer
    assert "Didukung PKK Pokja 2." in answer
    assert said not in answer
    assert "tidak mendukung usulan ini" in client.post(address, {"aksi": "tarik"}, follow=True).content.decode()


def test_the_button_goes_when_the_stage_closes_and_the_refusal_says_so(world: World) -> None:
    proposal, client = world.sent(), world.client("rt")
    address = f"/kelompok/{world.groups['rt01'].pk}/dukung/{proposal.number}/"
    client.post(address)
    Stage.objects.filter(cycle=world.cycle, kind="rembuk").update(closes_at=NOW)
    assert "Tarik dukungan" not in client.get(proposal.get_absolute_url()).content.decode()
    assert "Tarik dukungan" in world.client("kelurahan").get(proposal.get_absolute_url()).content.decode()
    assert "sudah ditutup" in client.post(address, {"aksi": "tarik"}, follow=True).content.decode()
    assert Support.objects.count() == 1


def test_the_page_asks_as_often_for_one_supporter_as_for_many(world: World) -> None:
    proposal, client = world.sent(group="rw02"), world.client("kelurahan")
    post = f"/kelompok/{{}}/dukung/{proposal.number}/".format
    client.post(post(world.groups["rt01"].pk))
    few = queries(client, proposal.get_absolute_url())
    for name in ("rw01", "pkk", "kelurahan"):
        client.post(post(world.groups[name].pk))
    assert Support.objects.count() == 4
    assert queries(client, proposal.get_absolute_url()) == few


def test_merged_usulan_are_listed_on_the_page_of_their_parent(world: World) -> None:
    child, parent = world.sent(volume="40"), world.sent(group="rw02", volume="100")
    actions.deciding.merge(child, parent=parent, add_volume=True, by=world.offices["kelurahan"], at=NOW, expected=None)
    page = world.client("publik").get(parent.get_absolute_url()).content.decode()
    assert "Digabung ke sini" in page
    assert child.number.replace("-", "\u2011") in page
    assert "40 m ditambahkan" in page


def test_a_group_takes_up_several_old_usulan_at_once(world: World) -> None:
    first, second, final = refused(world), refused(world, item="paving"), refused(world, may_repeat=False)
    cycle = next_cycle(world)
    client, group = world.client("rw"), world.groups["rw01"]
    assert "2 usulan tahun lalu" in client.get(f"/kelompok/{group.pk}/").content.decode()
    page = client.get(f"/kelompok/{group.pk}/lama/").content.decode()
    assert "Tidak memenuhi syarat teknis" in page
    assert str(final.public_id) not in page
    client.post(f"/kelompok/{group.pk}/lama/", {"usulan": [first.public_id, second.public_id, final.public_id]})
    assert Proposal.objects.filter(cycle=cycle).count() == 2
    again = client.get(f"/kelompok/{group.pk}/lama/").content.decode()
    assert again.count("Sudah menjadi draf tahun ini") == 2
    client.post(f"/kelompok/{group.pk}/lama/", {"usulan": [first.public_id]})
    assert Proposal.objects.filter(cycle=cycle).count() == 2
    nothing = client.post(f"/kelompok/{group.pk}/lama/", {}, follow=True).content.decode()
    assert "Pilih paling sedikit satu" in nothing


@pytest.mark.parametrize("page", ["mirip", "lama"])
def test_the_number_of_queries_does_not_grow(world: World, page: str) -> None:
    for _ in range(3):
        refused(world, **GOT)
    cycle = next_cycle(world)
    client, group = world.client("rw"), world.groups["rw01"]
    item = cycle.kamus.items.get(name="Gorong-gorong Diameter 40 cm").pk  # type: ignore[union-attr]

    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            if page == "mirip":
                assert "Ada usulan yang mirip" in asked(client, group, item=item)
            else:
                assert client.get(f"/kelompok/{group.pk}/lama/").status_code == 200
        return len(found)

    count()
    few = count()
    for _ in range(27):
        refused(world, **GOT)
    assert count() == few


def told(client: Client, world: World, *, item: str) -> None:
    """Walk a resident to the last step of the public form."""
    place = {"kelurahan": world.regions["mawar"].code, "rw": world.regions["rw01"].code, **GOT}
    client.post("/kebutuhan/baru/1/", place)
    client.post("/kebutuhan/baru/2/", {"item": world.items[item].pk})
    client.post("/kebutuhan/baru/3/", GOT)


def test_a_resident_is_hinted_while_typing_and_may_join_on_the_last_step(world: World) -> None:
    usulan, client = world.sent(**GOT), Client()
    told(client, world, item="got")
    typing = client.post("/kebutuhan/baru/mirip/", {"item": world.items["got"].pk, "wish": ""}).content.decode()
    assert "Ada usulan yang mirip" in typing
    assert "Dukung yang ini" not in typing
    last = client.get("/kebutuhan/baru/4/").content.decode()
    assert f'name="dukung" value="{usulan.number}"' in last
    assert "Kebutuhan saya berbeda" in last
    receipt = client.post("/kebutuhan/baru/4/", {"dukung": usulan.number})
    need = usulan.needs.get()
    assert receipt["Location"] == need.get_absolute_url()
    assert need.status == "diambil"
    page = client.get(usulan.get_absolute_url()).content.decode()
    assert "Didukung 1 warga." in page


def test_a_resident_with_another_need_sends_as_ever(world: World) -> None:
    world.sent(**GOT)
    client = Client()
    told(client, world, item="got")
    client.post("/kebutuhan/baru/4/", {"dukung": ""})
    assert not Support.objects.exists()
    assert world.cycle.needs.get().status == "baru"


def test_the_desk_offers_parents_with_score_and_reasons_and_adds_the_volume(world: World) -> None:
    parent = world.sent(group="rw01", volume="100", **GOT)
    child = world.sent(group="rt01", volume="40", locations=[world.regions["rt01"]], **GOT)
    client = world.client("kelurahan")
    page = client.get(f"/kantor/usulan-masuk/{child.number}/").content.decode()
    assert "Usulan yang mirip" in page
    assert "Mirip" in page
    assert "pekerjaan sama, RW 01 sama" in page
    answer = {"outcome": "gabung", "parent": parent.pk, "add_volume": "on", "version": child.version}
    client.post(f"/kantor/usulan-masuk/{child.number}/", answer)
    parent.refresh_from_db()
    child.refresh_from_db()
    assert (child.status, child.parent) == (Status.MERGED, parent)
    assert parent.current_volume == 140


def test_how_often_a_usulan_came_stands_in_lists_and_on_its_page(world: World) -> None:
    proposal = world.sent()
    Proposal.objects.filter(pk=proposal.pk).update(times_proposed=4, first_year=2021)
    draft = world.draft()
    Proposal.objects.filter(pk=draft.pk).update(times_proposed=2, first_year=2024)
    client = Client()
    for page in ("/usulan/", proposal.get_absolute_url()):
        assert "ke-4, sejak 2021" in client.get(page).content.decode()
    assert "ke-2, sejak 2024" in world.client("rw").get(f"/kelompok/{world.groups['rw01'].pk}/").content.decode()
