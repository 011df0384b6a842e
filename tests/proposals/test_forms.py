"""What people type is read kindly and refused in one plain sentence."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from proposals.forms.decision import DecisionForm, choices_for, parents_for
from proposals.forms.proposal import ProposalForm, written
from proposals.forms.refusal import put
from tests.world import World

FULL = {
    "volume": "118,5",
    "problem": "Got buntu dan air masuk rumah tiap hujan.",
    "address": "Gang 4",
    "target_group": "Warga RT 01",
    "households": "40",
    "land_status": "aset_pemkot",
}


def form(world: World, group: str = "rw01", **said: Any) -> ProposalForm:
    data = {"item": world.items["got"].pk, **FULL, **said}
    return ProposalForm(data, cycle=world.cycle, group=world.groups[group])


def errors(bound: Any) -> dict[str, list[str]]:
    return {name: [str(one) for one in found] for name, found in bound.errors.items()}


def test_a_complete_form_gives_the_verb_what_it_takes(world: World) -> None:
    typed = form(world, locations=[world.regions["rt01"].pk])
    assert typed.is_valid(), typed.errors
    fields = typed.fields_for_verb()
    assert fields["volume"] == Decimal("118.5")
    assert fields["title"] == "Gorong-gorong Diameter 40 cm"
    assert [place.code for place in fields["locations"]] == ["99.01.01.1001.001.001"]
    assert typed.amount() == 43_252_500


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("volume", "0", "Volume harus lebih dari 0."),
        ("volume", "-5", "Volume harus lebih dari 0."),
        ("volume", "seratus", "Tulis volume dengan angka, misalnya 118,5."),
        ("volume", "99999999", "Volume terlalu besar. Periksa lagi angkanya."),
        ("volume", "1e9", "Tulis volume dengan angka, misalnya 118,5."),
        ("item", "999999", "Item ini tidak ada di kamus tahun ini. Cari lagi di kamus."),
        ("item", "abc", "Item ini tidak ada di kamus tahun ini. Cari lagi di kamus."),
        ("problem", "Got buntu (RW 05 P2) sejak lama sekali.", "Jangan tulis urutan seperti RW 05 P2 di sini."),
        ("address", "RW 01 P3", "Jangan tulis urutan seperti RW 05 P2 di sini."),
        ("problem", "a" * 501, "Pastikan nilai ini mengandung paling banyak 500"),
        ("households", "-1", "Pastikan nilai ini lebih besar dari atau sama dengan 1."),
        ("land_status", "bulan", "Masukkan pilihan yang valid."),
    ],
)
def test_a_wrong_answer_is_said_beside_its_field(world: World, field: str, value: str, sentence: str) -> None:
    typed = form(world, **{field: value})
    assert not typed.is_valid()
    assert errors(typed)[field][0].startswith(sentence)


def test_a_place_outside_the_group_is_refused(world: World) -> None:
    for foreign in ("rw02", "kenanga_rw01", "kota"):
        typed = form(world, locations=[world.regions[foreign].pk])
        assert errors(typed)["locations"] == ["Wilayah itu berada di luar kelompok ini. Pilih dari daftar."]


def test_each_kind_of_group_chooses_among_the_places_below_it(world: World) -> None:
    def names(group: str) -> list[str]:
        field: Any = form(world, group).fields["locations"]
        return [place.code for place in field.queryset]

    assert names("rt01") == []
    assert names("rw01") == ["99.01.01.1001.001.001", "99.01.01.1001.001.002"]
    assert names("pkk") == names("kelurahan") == ["99.01.01.1001.001", "99.01.01.1001.002"]
    assert names("kecamatan") == ["99.01.01.1001", "99.01.01.1002"]


def test_an_item_out_of_use_is_refused(world: World) -> None:
    world.items["got"].is_active = False
    world.items["got"].save()
    assert "item" in errors(form(world))


def test_private_things_warn_and_do_not_refuse(world: World) -> None:
    typed = form(world, problem="Hubungi 0812 3456 7890, NIK 3573012345678901, got buntu.")
    assert typed.is_valid()
    assert len(typed.warnings()) == 2


def test_nul_bytes_and_lone_surrogates_are_cleaned_away(world: World) -> None:
    typed = form(world, problem="Got\x00 buntu \ud800dan air masuk\u200b rumah tiap hujan.")
    assert typed.is_valid(), typed.errors
    assert typed.cleaned_data["problem"] == "Got buntu dan air masuk rumah tiap hujan."


def test_a_draft_may_be_incomplete_but_not_empty(world: World) -> None:
    sparse = ProposalForm({"problem": "Lampu mati"}, cycle=world.cycle, group=world.groups["rw01"])
    assert sparse.is_valid()
    assert sparse.fields_for_verb()["title"] == "Lampu mati"
    empty = ProposalForm({"volume": "3"}, cycle=world.cycle, group=world.groups["rw01"])
    assert errors(empty)["problem"] == ["Pilih pekerjaan dari kamus, atau tulis masalahnya lebih dulu."]


def test_what_is_stored_comes_back_as_it_was_typed(world: World) -> None:
    draft = world.draft(volume="118.5", locations=[world.regions["rt02"]])
    shown = ProposalForm(cycle=world.cycle, group=world.groups["rw01"], proposal=draft)
    assert 'value="118,5"' in str(shown["volume"])
    assert written(draft)["locations"] == [world.regions["rt02"].pk]


def decision(world: World, **said: Any) -> DecisionForm:
    proposal = world.sent()
    return DecisionForm(said, proposal=proposal, candidates=parents_for(proposal, ""))


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({}, "outcome", "Pilih satu keputusan."),
        ({"outcome": "hapus"}, "outcome", "Keputusan ini tidak berlaku lagi untuk usulan ini."),
        ({"outcome": "tolak"}, "reason_code", "Pilih alasan dari daftar."),
        ({"outcome": "tolak", "reason_code": "x"}, "reason_code", "Pilih alasan dari daftar."),
        ({"outcome": "kembalikan", "reason_code": "dokumen", "reason": "foto"}, "reason", "Tulis alasannya paling"),
        (
            {"outcome": "tolak", "reason_code": "lainnya", "reason": "a" * 29},
            "reason",
            "Tulis alasannya paling sedikit 30",
        ),
        ({"outcome": "terima_ubah", "reason": "menurut survei"}, "volume", "Isi volume yang diterima"),
        ({"outcome": "terima_ubah", "volume": "12"}, "reason", "Tulis alasan perubahan paling sedikit 10 huruf."),
        ({"outcome": "gabung"}, "parent", "Pilih usulan induknya."),
        ({"outcome": "gabung", "parent": "99999"}, "parent", "Usulan induk itu tidak ada di daftar."),
        ({"outcome": "kembalikan", "due_at": "besok"}, "due_at", "Isi tanggalnya"),
    ],
)
def test_a_decision_says_what_it_still_needs(world: World, said: dict[str, str], field: str, sentence: str) -> None:
    typed = decision(world, **said)
    assert not typed.is_valid()
    assert errors(typed)[field][0].startswith(sentence)


def test_a_repair_is_due_at_four_in_the_afternoon(world: World) -> None:
    typed = decision(
        world, outcome="kembalikan", reason_code="dokumen", reason="Foto dari selatan belum ada.", due_at="2030-01-12"
    )
    assert typed.is_valid(), typed.errors
    due = typed.cleaned_data["due_at"]
    assert (due.date(), due.hour, str(due.tzinfo)) == (date(2030, 1, 12), 16, "Asia/Jakarta")


def test_the_choices_follow_the_status(world: World) -> None:
    assert [choice.value for choice in choices_for(world.sent())] == [
        "terima",
        "terima_ubah",
        "kembalikan",
        "gabung",
        "tolak",
    ]
    assert [choice.value for choice in choices_for(world.accepted())] == ["kembalikan", "gabung", "tolak"]


def test_a_parent_stands_in_the_same_kelurahan_and_is_found_by_words(world: World) -> None:
    one, other = world.sent(item="got"), world.sent(group="pkk", item="pelatihan")
    far = world.sent(group="kenanga_rw01", by=world.offices["lurah_tetangga"])
    assert list(parents_for(one, "")) == []
    assert list(parents_for(one, "pelatihan")) == [other]
    assert list(parents_for(one, far.number)) == []


def test_a_refusal_of_a_verb_stands_beside_its_field(world: World) -> None:
    typed = form(world)
    assert typed.is_valid()
    put(typed, ValidationError({"volume": "Terlalu kecil.", "unknown": "Muat ulang."}))
    put(typed, ValidationError("Tahap ditutup."))
    assert errors(typed) == {"volume": ["Terlalu kecil."], "__all__": ["Muat ulang.", "Tahap ditutup."]}
