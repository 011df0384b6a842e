"""The kamus answers while one types, with JavaScript and without, and takes its papers with the draft."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalogue.models import KamusVariant
from proposals import actions
from proposals.forms.proposal import ProposalForm, written
from proposals.models import Document, Proposal
from tests.proposals.kamus import K, gutters, hotmix, rule, trained, training
from tests.world import NOW, World, key

PDF = b"%PDF-1.4\n%%EOF\n"
TYPED = {
    "problem": "Got buntu dan air masuk rumah tiap hujan.",
    "address": "Gang 4",
    "target_group": "Warga RT 01",
    "households": "40",
    "land_status": "aset_pemkot",
}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def check(world: World, **said: Any) -> str:
    answer = world.client("rw").post(reverse("kelompok-periksa", args=[world.groups["rw01"].pk]), said)
    assert answer.status_code == 200
    return text(answer)


def new(world: World, **said: Any) -> Any:
    url = reverse("kelompok-baru", args=[world.groups["rw01"].pk])
    return world.client("rw").post(url, {**TYPED, "submission_key": key(), **said})


def form(world: World, item: str, **said: Any) -> ProposalForm:
    return ProposalForm({"item": world.items[item].pk, **TYPED, **said}, cycle=world.cycle, group=world.groups["rw01"])


def test_the_panel_says_the_verdict_quotes_the_note_and_offers_the_fitting_item(world: World) -> None:
    short, long = gutters(world)
    said = check(world, item=short.pk, volume="250", bagian="panel")
    assert "Kamus: tidak sesuai" in said
    assert "kurang dari 200 m" in said
    assert f'name="ganti" value="{long.pk}"' in said
    assert "Ganti ke Gorong-gorong Diameter 40 cm (DPU, Rp\u00a0401.500 per m)" in said
    assert "Rp\u00a091.250.000" in said
    assert "<input" not in said
    fine = check(world, item=short.pk, volume="120", bagian="panel")
    assert "Kamus: lolos" in fine
    assert "Ganti ke" not in fine


def test_the_part_of_an_item_shows_what_it_asks_and_keeps_what_was_typed(world: World) -> None:
    hotmix(world)
    said = check(world, item=world.items["paving"].pk, length_m="480", width_m="2,5", damage_pct="60")
    assert 'name="length_m" value="480"' in said
    assert 'name="width_m" value="2,5"' in said
    assert '<input type="hidden" name="damage_pct" value="60"' in said
    assert 'name="participants"' not in said
    assert "Panjang × lebar = 1.200 m²." in said
    assert "Rp\u00a0240.000.000" in said
    assert "hx-swap-oob" not in said


def test_changing_to_the_fitting_item_draws_the_list_anew_and_keeps_everything(world: World) -> None:
    short, long = gutters(world)
    said = check(world, item=short.pk, volume="250", ganti=long.pk, override_reason="Sudah disanggupi.")
    assert 'hx-swap-oob="innerHTML:#pilihan-kamus"' in said
    assert f'value="{long.pk}" checked' in said
    assert 'name="volume" value="250"' in said
    assert "Kamus: lolos" in said
    assert "Rp\u00a0100.375.000" in said
    assert "Sudah disanggupi." in said


@pytest.mark.parametrize("button", [{"ganti": "long"}, {"aksi": "periksa"}])
def test_the_same_buttons_work_without_javascript_and_write_nothing(world: World, button: dict[str, str]) -> None:
    short, long = gutters(world)
    pressed = {name: str(long.pk) if value == "long" else value for name, value in button.items()}
    said = text(new(world, item=short.pk, volume="250", **pressed))
    assert "Got buntu dan air masuk rumah tiap hujan." in said
    assert 'name="volume" value="250"' in said
    assert ("Kamus: lolos" if "ganti" in button else "Kamus: tidak sesuai") in said
    assert "errorlist" not in said
    assert not Proposal.objects.exists()


def test_changing_a_stored_draft_keeps_it_stored_until_it_is_saved(world: World) -> None:
    short, long = gutters(world)
    draft = world.draft(volume="250")
    url = reverse("draf", args=[draft.public_id])
    before = text(world.client("rw").get(url))
    assert "Kamus: tidak sesuai" in before
    said = text(world.client("rw").post(url, {**TYPED, "item": short.pk, "volume": "250", "ganti": str(long.pk)}))
    assert f'value="{long.pk}" checked' in said
    draft.refresh_from_db()
    assert draft.item == short
    world.client("rw").post(url, {**TYPED, "item": long.pk, "volume": "250"})
    draft.refresh_from_db()
    assert (draft.item, draft.amount, draft.agency) == (long, 100_375_000, world.agencies["pu"])


def test_answers_are_kept_with_the_draft_and_come_back(world: World) -> None:
    item = training(world)
    question = item.rules.get(kind=K.QUESTION)
    new(
        world,
        item=item.pk,
        volume="15",
        youngest="18",
        oldest="40",
        listed="15",
        **{f"jawab_{question.pk}": "ya"},
    )
    draft = Proposal.objects.get()
    assert draft.answers == trained(item)
    back = written(draft)
    assert (back["youngest"], back["oldest"], back["listed"], back[f"jawab_{question.pk}"]) == (18, 40, 15, "ya")
    said = text(world.client("rw").get(reverse("draf", args=[draft.public_id])))
    assert 'value="ya" id="id_jawab' in said.replace(" checked", "") or "checked" in said
    assert "Usia peserta 18–40 tahun" in said


def test_length_times_width_fills_the_volume_and_a_typed_volume_wins(world: World) -> None:
    hotmix(world)
    filled = form(world, "paving", length_m="480,5", width_m="2.5")
    assert filled.is_valid(), filled.errors
    assert str(filled.fields_for_verb()["volume"]) == "1201.25"
    typed = form(world, "paving", length_m="480", width_m="2,5", volume="1100")
    assert typed.is_valid()
    assert str(typed.fields_for_verb()["volume"]) == "1100"
    assert typed.warnings() == ["Volume 1.100 m² berbeda dari panjang × lebar = 1.200 m². Yang dipakai 1.100 m²."]
    absurd = form(world, "paving", length_m="99999", width_m="99999")
    assert absurd.errors["volume"] == ["Volume terlalu besar. Periksa lagi angkanya."]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("length_m", "0", "Ukuran harus lebih dari 0."),
        ("length_m", "-3", "Ukuran harus lebih dari 0."),
        ("length_m", "NaN", "Tulis ukuran dengan angka, misalnya 118,5."),
        ("length_m", "1e5", "Tulis ukuran dengan angka, misalnya 118,5."),
        ("width_m", "100000", "Ukuran terlalu besar. Periksa lagi angkanya."),
        ("width_m", "9" * 400, "Pastikan nilai ini mengandung paling banyak 20 karakter"),
        ("width_m", "2\0", "Karakter null"),
    ],
)
def test_a_wrong_measure_is_said_beside_its_field(world: World, field: str, value: str, sentence: str) -> None:
    hotmix(world)
    typed = form(world, "paving", **{"volume": "1200", field: value})
    assert str(typed.errors[field][0]).startswith(sentence), typed.errors[field]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("damage_pct", "101"),
        ("damage_pct", "-1"),
        ("damage_pct", "1" * 5000),
        ("damage_pct", "Infinity"),
        ("youngest", "121"),
        ("oldest", "10"),
        ("listed", "100001"),
        ("jawab", "mungkin"),
        ("jawab", "ya\0"),
        ("condition", "hancur"),
    ],
)
def test_an_impossible_number_or_answer_is_refused_without_a_failure(world: World, name: str, value: str) -> None:
    item = training(world)
    rule(item, K.MEASURE, measure="kerusakan", comparison="lebih", value=50)
    field = f"jawab_{item.rules.get(kind=K.QUESTION).pk}" if name == "jawab" else name
    said = {"volume": "5", "youngest": "17", "oldest": "45", field: value}
    typed = form(world, "pelatihan", **said)
    assert not typed.is_valid()
    assert field in typed.errors
    assert check(world, item=item.pk, bagian="panel", **said)


def test_a_wrong_value_for_another_item_neither_refuses_nor_is_kept(world: World) -> None:
    typed = form(world, "got", volume="120", length_m="x", damage_pct="999", variant="7", youngest="-1", periods="ribu")
    assert typed.is_valid(), typed.errors
    fields = typed.fields_for_verb()
    assert {fields[name] for name in ("length_m", "damage_pct", "variant", "periods")} == {None}
    assert fields["answers"] == {}


def test_the_choice_of_a_price_and_the_months_make_the_sum(world: World) -> None:
    item = world.items["gerobak"]
    item.price_period = "bulan"
    item.save()
    choice = KamusVariant.objects.create(item=item, label="Ukuran besar", unit_price=9_000_000)
    foreign = KamusVariant.objects.create(item=world.items["got"], label="Asing", unit_price=1)
    asked = check(world, item=item.pk, volume="2")
    assert "Ukuran besar, Rp\u00a09.000.000" in asked
    assert "Perkiraan biaya" not in asked
    said = check(world, item=item.pk, volume="2", variant=choice.pk, periods="3", bagian="panel")
    assert "× Rp\u00a09.000.000 × 3 bulan" in said
    assert "Rp\u00a054.000.000" in said
    assert "variant" in form(world, "gerobak", volume="2", variant=foreign.pk, periods="3").errors
    new(world, item=item.pk, volume="2", variant=choice.pk, periods="3")
    assert Proposal.objects.get().amount == 54_000_000


def test_papers_come_along_with_the_draft_and_can_be_taken_off(world: World) -> None:
    item = training(world)
    field = f"berkas_{item.rules.get(kind=K.DOCUMENT).pk}"
    sent = SimpleUploadedFile("surat\u202edomisili <b>.pdf", PDF, "text/html")
    new(world, item=item.pk, volume="15", **{field: sent})
    document = Document.objects.get()
    assert (document.label, document.size, document.rule) == (
        "suratdomisili <b>.pdf",
        len(PDF),
        item.rules.get(kind=K.DOCUMENT),
    )
    draft = Proposal.objects.get()
    url, client = reverse("draf", args=[draft.public_id]), world.client("rw")
    said = text(client.get(url))
    assert "Sudah dilampirkan" in said
    assert "suratdomisili &lt;b&gt;.pdf" in said
    newer = SimpleUploadedFile("baru.pdf", PDF, "application/pdf")
    client.post(url, {**TYPED, "item": item.pk, "volume": "15", field: newer})
    assert [one.label for one in Document.objects.all()] == ["baru.pdf"]
    remove = reverse("berkas-hapus", args=[draft.public_id, Document.objects.get().public_id])
    assert client.post(remove)["Location"] == url
    assert not Document.objects.exists()
    assert client.post(remove).status_code == 404


def test_a_wrong_file_is_one_clear_sentence_and_nothing_is_lost(world: World) -> None:
    item = training(world)
    field = f"berkas_{item.rules.get(kind=K.DOCUMENT).pk}"
    bad = SimpleUploadedFile("surat.pdf", b"<script>alert(1)</script>", "application/pdf")
    said = text(new(world, item=item.pk, volume="15", **{field: bad}))
    assert "Berkas ini bukan PDF, JPG, atau PNG. Pilih berkas lain." in said
    assert TYPED["problem"] in said
    assert not Proposal.objects.exists()


def test_the_stored_papers_of_a_draft_count_while_typing_and_those_of_others_do_not(world: World) -> None:
    item = training(world)
    paper = item.rules.get(kind=K.DOCUMENT)
    own, other = world.draft(item="pelatihan", volume="5"), world.draft(group="pkk", item="pelatihan", volume="5")
    for draft, by in ((own, "rw"), (other, "lembaga")):
        actions.documents.add_document(
            draft,
            SimpleUploadedFile("surat.pdf", PDF),  # type: ignore[arg-type]
            label="surat",
            rule=paper,
            by=world.offices[by],
            at=NOW,
        )
    said = {"item": item.pk, "volume": "5", "bagian": "panel"}
    assert "Sudah dilampirkan" in check(world, draf=own.public_id, **said)
    for foreign in (other.public_id, uuid4(), "x\0", ""):
        assert "Sudah dilampirkan" not in check(world, draf=foreign, **said)


@pytest.mark.parametrize("pk", ["", "0", "-1", "x", "9" * 30, "٣", "1\0", "1 OR 1=1"])
def test_an_item_that_is_none_asks_and_answers_nothing(world: World, pk: str) -> None:
    gutters(world)
    for said in ({"item": pk}, {"item": world.items["gerobak"].pk, "ganti": pk}):
        assert "Kamus:" not in check(world, volume="5", **said)
    answer = world.client("publik").get(reverse("kebutuhan-periksa"), {"item": str(pk), "volume": "5"})
    assert (answer.status_code, "Kamus:" in text(answer)) == (200, False)


def test_a_resident_reads_the_answer_and_may_choose_the_fitting_item(world: World) -> None:
    short, long = gutters(world)
    url, client = reverse("kebutuhan-periksa"), world.client("publik")
    said = text(client.get(url, {"item": str(short.pk), "volume": "250"}))
    assert "Kamus: tidak sesuai" in said
    assert f'<input type="radio" name="item" value="{long.pk}"' in said
    for volume in ("", "x", "-1", "1e99", "9" * 500, "\0"):
        assert client.get(url, {"item": str(short.pk), "volume": volume}).status_code == 200
    assert client.post(url).status_code == 405


def test_the_answer_while_typing_costs_the_same_for_many_rules(world: World) -> None:
    item = training(world)

    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            check(world, item=item.pk, volume="5", bagian="panel")
        return len(found)

    before = cost()
    for number in range(10):
        rule(item, K.QUESTION, question=f"Syarat {number}")
    assert cost() == before
