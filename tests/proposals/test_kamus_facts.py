"""What a usulan tells the kamus, what its item still asks, and what Kirim makes of the answer."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.models import KamusVariant
from proposals import actions, kamus_facts
from proposals.group_list import group_list
from proposals.kamus_facts import Told
from proposals.models import Event, Proposal
from proposals.statuses import Status
from tests.proposals.kamus import K, gutters, hotmix, rule, trained, training
from tests.world import NOW, World


def refused(world: World, *drafts: Proposal) -> list[str]:
    """Why these drafts of one group do not go."""
    with pytest.raises(ValidationError) as found:
        world.send(*drafts)
    return found.value.messages


def fresh(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_related("item", "group", "cycle", "kecamatan").get(pk=proposal.pk)


def test_what_does_not_fit_is_refused_with_the_fitting_item(world: World) -> None:
    gutters(world)
    (sentence,) = refused(world, world.draft(volume="200"))
    assert sentence.startswith("Gorong-gorong Diameter 40 cm: Tidak sesuai kamus: ")
    assert "Ganti ke Gorong-gorong Diameter 40 cm, atau tulis alasan" in sentence
    assert world.sent(volume="199.99").status == Status.SUBMITTED


def test_a_reason_sends_it_anyway_and_is_kept_in_the_log(world: World) -> None:
    gutters(world)
    assert refused(world, world.draft(volume="250", override_reason="  singkat "))
    sent = world.sent(volume="250", override_reason="Kecamatan sudah menyanggupi.")
    body = Event.objects.of_proposal(sent).get(kind=Event.Kind.SUBMITTED).body
    assert (body["kamus_check"], body["override_reason"]) == ("tidak sesuai", "Kecamatan sudah menyanggupi.")


def test_what_the_item_asks_and_nobody_answered_blocks(world: World) -> None:
    hotmix(world)
    assert refused(world, world.draft(item="paving", volume="1200")) == [
        "Pavingisasi tanpa kerb: Isi panjangnya dalam meter, misalnya 118,5.",
        "Pavingisasi tanpa kerb: Isi lebarnya dalam meter, misalnya 2,5.",
    ]
    measured = world.draft(item="paving", volume="1200", length_m=Decimal(480), width_m=Decimal("2.5"))
    assert world.send(measured).status == Status.SUBMITTED


def test_everything_a_training_asks_is_said_at_once(world: World) -> None:
    training(world)
    draft = world.draft(item="pelatihan", volume="15", people=15)
    assert kamus_facts.missing(fresh(draft)) == [
        "Isi usia peserta yang termuda.",
        "Isi usia peserta yang tertua.",
        "Isi jumlah nama pada daftar peserta.",
        "Jawab ya atau tidak: Belum pernah mengikuti pelatihan yang sama",
    ]


def test_months_and_the_choice_of_a_price_are_asked(world: World) -> None:
    item = world.items["gerobak"]
    item.price_period = "bulan"
    item.save()
    choice = KamusVariant.objects.create(item=item, label="Besar", unit_price=9_000_000)
    draft = world.draft(item="gerobak", volume="1", households=None, people=3)
    assert kamus_facts.missing(fresh(draft)) == [
        "Isi lamanya, dalam bulan.",
        "Pilih satu dari pilihan harganya.",
    ]
    whole = actions.drafting.change(draft, by=world.offices["rw"], at=NOW, variant=choice, periods=2)
    assert (kamus_facts.missing(whole), whole.amount) == ([], 18_000_000)


def test_a_missing_paper_is_marked_and_does_not_block(world: World) -> None:
    item = training(world)
    sent = world.sent(item="pelatihan", volume="15", people=15, answers=trained(item))
    body = Event.objects.of_proposal(sent).get(kind=Event.Kind.SUBMITTED).body
    assert (body["kamus_check"], body["answers"]["usia"]) == ("perlu bukti", [18, 40])
    paper = item.rules.get(kind=K.DOCUMENT)
    draft = world.draft(item="pelatihan", volume="5", people=15, answers=trained(item))
    actions.documents.add_document(
        draft,
        ContentFile(b"%PDF-1.4 %%EOF", name="berkas.pdf"),
        label="Surat",
        rule=paper,
        by=world.offices["rw"],
        at=NOW,
    )
    verdicts = {answer.rule.kind: str(answer.verdict) for answer in kamus_facts.answers_of(fresh(draft)) if answer.rule}
    assert verdicts[K.DOCUMENT] == "lolos"


def test_a_quota_counts_what_others_have_sent(world: World) -> None:
    item = training(world)
    more: dict[str, Any] = {"item": "pelatihan", "people": 15, "answers": trained(item)}
    world.sent(volume="20", **more)
    (sentence,) = refused(world, world.draft(group="pkk", volume="6", **more))
    assert "Sisa kuota kecamatan 5 dari 25" in sentence
    assert world.sent(group="pkk", volume="5", **more).status == Status.SUBMITTED
    assert world.sent(group="anggrek_rw01", by=_far(world), volume="25", **more).status == Status.SUBMITTED


def _far(world: World) -> Any:
    return world.add_office("rw_jauh", "Ketua RW 01 Kel. Anggrek", "RW", "anggrek_rw01", group=_group(world))


def _group(world: World) -> Any:
    return world.groups["anggrek_rw01"]


def test_a_quota_forgets_what_was_refused_or_taken_back(world: World) -> None:
    item = training(world)
    more: dict[str, Any] = {"item": "pelatihan", "people": 15, "answers": trained(item)}
    sent = world.sent(volume="20", **more)
    actions.sending.withdraw(sent, reason="Salah hitung pesertanya.", by=world.offices["rw"], at=NOW)
    assert world.sent(volume="25", **more).status == Status.SUBMITTED


def test_drafts_sent_together_share_one_quota(world: World) -> None:
    item = training(world)
    more: dict[str, Any] = {"item": "pelatihan", "people": 15, "answers": trained(item)}
    first, second = world.draft(volume="15", **more), world.draft(volume="15", **more)
    (sentence,) = refused(world, first, second)
    assert "Sisa kuota kecamatan 10 dari 25" in sentence
    listed = group_list(world.cycle, world.groups["rw01"]).drafts
    assert [bool(draft.missing) for draft in listed] == [False, True]
    world.send(first)
    assert refused(world, second)


def test_one_that_counts_already_is_not_counted_twice(world: World) -> None:
    item = training(world)
    sent = world.sent(item="pelatihan", volume="25", people=15, answers=trained(item))
    actions.deciding.send_back(
        sent,
        reason_code="dokumen",
        reason="Surat domisili belum ada.",
        by=world.offices["kelurahan"],
        at=NOW,
        expected=None,
    )
    again = actions.sending.resubmit(sent, by=world.offices["rw"], at=NOW)
    assert again.status == Status.SUBMITTED


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        "ya",
        {"jawaban": ["ya"], "usia": "17", "daftar": True},
        {
            "jawaban": {"1\0": "ya", "x": "ya", "٣": "ya", "9" * 40: "ya", "2": "mungkin"},
            "usia": [1, 2, 3],
            "daftar": -1,
        },
        {"jawaban": {"7": {"a": "b"}}, "usia": [-1, 10**30], "daftar": 1e9, "lain": "\ud800"},
    ],
)
def test_answers_of_a_wrong_shape_are_read_as_none(world: World, kept: Any) -> None:
    assert Told.read(kept) == Told()
    draft = world.draft(answers=kept)
    assert draft.answers == {}


def test_answers_of_the_right_shape_are_kept_as_they_are() -> None:
    kept = {"jawaban": {"7": "ya", "8": "tidak"}, "usia": [17, None], "daftar": 0}
    assert Told.read(kept).kept() == kept


def test_an_item_asks_only_what_its_rules_need(world: World) -> None:
    assert kamus_facts.asked(None) == kamus_facts.asked(world.items["gerobak"]) == {}
    item = world.items["paving"]
    rule(item, K.MEASURE, measure="kerusakan", comparison="lebih", value=50)
    assert kamus_facts.asked(item) == {"damage_pct": True, "condition": False}
    rule(item, K.SPACING, value=40)
    assert kamus_facts.asked(item) == {
        "length_m": False,
        "width_m": False,
        "damage_pct": True,
        "condition": False,
    }


def test_many_drafts_cost_no_more_queries_than_few(world: World) -> None:
    item = training(world)
    gutters(world)
    hotmix(world)
    world.cycle.quotas.all().delete()
    more: dict[str, Any] = {"people": 15, "answers": trained(item), "volume": "0.5"}

    def cost(drafts: list[Proposal]) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as listing:
            group_list(world.cycle, world.groups["rw01"])
        with CaptureQueriesContext(connection) as sending:
            world.send(*drafts)
        return len(listing), len(sending)

    def write(number: int) -> list[Proposal]:
        some = [world.draft(volume="50") for _ in range(number)]
        return some + [world.draft(item="pelatihan", **more) for _ in range(number)]

    world.sent()  # the first of a city makes its counters
    assert cost(write(2)) == cost(write(12))
