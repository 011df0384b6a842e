"""Another price than the kamus: by the level in charge, with a reason, and marked for everybody to see."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from catalogue.models import KamusVariant
from catalogue.money import MAX_RUPIAH
from proposals import actions
from proposals.checks import checks
from proposals.models import Event, Proposal
from proposals.statuses import Status
from tests.permissions import said, table
from tests.world import NOW, World

REASON = "Tanah keras, perlu alat berat."


def price(world: World, proposal: Proposal, unit_price: int, by: str = "kelurahan", **more: Any) -> Proposal:
    frame: dict[str, Any] = {"reason": REASON, "at": NOW, "expected": None} | more
    return actions.pricing.set_price(proposal, unit_price=unit_price, by=world.offices[by], **frame)


def test_another_price_changes_the_cost_and_stays_marked(world: World) -> None:
    sent = world.sent(volume="120")
    priced = price(world, sent, 400_000)
    assert (priced.unit_price, priced.amount, priced.current_amount) == (400_000, 48_000_000, 48_000_000)
    assert (priced.price_reason, priced.price_by, priced.amount_note) == (REASON, world.offices["kelurahan"], REASON)
    event = Event.objects.of_proposal(sent).get(kind=Event.Kind.PRICE_SET)
    assert (event.body["old"], event.body["new"], event.body["kamus"]) == (365_000, 400_000, 365_000)
    assert (event.body["old_amount"], event.body["amount"], event.body["reason"]) == (43_800_000, 48_000_000, REASON)
    short = [check.short for check in checks(Proposal.objects.select_related("item", "group").get(pk=sent.pk))]
    assert "Harga lain dari kamus" in short


def test_the_kamus_price_takes_the_mark_off_again(world: World) -> None:
    sent = price(world, world.sent(), 400_000)
    back = price(world, sent, 365_000, reason="Salah baca, kembali ke kamus.")
    assert (back.price_reason, back.price_by, back.amount_note, back.amount) == ("", None, "", 43_800_000)


def test_a_price_survives_repair_but_not_another_item(world: World) -> None:
    sent = price(world, world.sent(), 400_000)
    actions.deciding.send_back(
        sent, reason_code="dokumen", reason="Foto kurang jelas.", by=world.offices["kelurahan"], at=NOW, expected=None
    )
    kept = actions.drafting.change(sent, by=world.offices["rw"], at=NOW, volume=Decimal(100))
    assert (kept.unit_price, kept.amount, kept.price_reason) == (400_000, 40_000_000, REASON)
    other = actions.drafting.change(sent, by=world.offices["rw"], at=NOW, item=world.items["paving"])
    assert (other.unit_price, other.price_reason, other.price_by) == (200_000, "", None)


@pytest.mark.parametrize("unit_price", [0, -5, MAX_RUPIAH + 1])
def test_an_absurd_price_is_refused(world: World, unit_price: int) -> None:
    with pytest.raises(ValidationError, match="Harga harus lebih dari Rp 0"):
        price(world, world.sent(), unit_price)


def test_a_price_that_makes_an_absurd_cost_is_refused(world: World) -> None:
    with pytest.raises(ValidationError, match="Perkiraan biaya terlalu besar"):
        price(world, world.sent(), MAX_RUPIAH)


def test_reason_and_another_number_are_needed(world: World) -> None:
    sent = world.sent()
    with pytest.raises(ValidationError, match="paling sedikit 10 huruf"):
        price(world, sent, 400_000, reason=" kurang   ")
    with pytest.raises(ValidationError, match="Harganya sudah"):
        price(world, sent, 365_000)
    price(world, sent, 400_000, expected=sent.version)
    with pytest.raises(ValidationError) as stale:
        price(world, sent, 410_000, expected=sent.version)
    assert stale.value.code == "conflict"


def test_locks_and_closed_stages_hold(world: World) -> None:
    sent = world.sent()
    Proposal.objects.filter(pk=sent.pk).update(desk_locked_at=NOW)
    with pytest.raises(ValidationError, match="BA perubahan"):
        price(world, sent, 400_000)
    Proposal.objects.filter(pk=sent.pk).update(desk_locked_at=None)
    world.cycle.stages.update(closes_at=NOW - timedelta(seconds=1))
    with pytest.raises(ValidationError, match="sudah ditutup"):
        price(world, sent, 400_000)


def test_no_level_prices_before_its_turn_or_after_it(world: World) -> None:
    sent = world.sent()
    for stranger in ("rw", "lurah_tetangga", "camat", "kepala_opd", "bappeda", "mitra"):
        with pytest.raises(PermissionDenied):
            price(world, sent, 400_000, by=stranger)
    Proposal.objects.filter(pk=sent.pk).update(status=Status.PRIORITY_KEL)
    with pytest.raises(PermissionDenied):
        price(world, sent, 400_000)
    assert price(world, sent, 400_000, by="camat").price_by == world.offices["camat"]
    Proposal.objects.filter(pk=sent.pk).update(status=Status.PRIORITY_KEC)
    with pytest.raises(PermissionDenied):
        price(world, sent, 410_000, by="camat")


def test_a_kelurahan_does_not_price_its_own_usulan(world: World) -> None:
    own = world.sent(group="kelurahan", by=world.offices["kelurahan"])
    with pytest.raises(PermissionDenied):
        price(world, own, 400_000)
    assert price(world, own, 400_000, by="kecamatan").unit_price == 400_000


def test_costs_count_months_and_the_chosen_price_everywhere(world: World) -> None:
    item = world.items["pelatihan"]
    item.price_period = "bulan"
    item.save()
    chosen = KamusVariant.objects.create(item=item, label="Uji nutrisi", unit_price=5_500_000)
    sent = world.sent(item="pelatihan", volume="2", variant=chosen, periods=3, people=2)
    assert (sent.unit_price, sent.amount) == (5_500_000, 33_000_000)
    assert "Item, satuan, dan harga sesuai kamus" in [
        check.text for check in checks(Proposal.objects.select_related("item", "group").get(pk=sent.pk))
    ]
    changed = actions.deciding.accept_changed(
        sent,
        volume=Decimal(1),
        reason="Satu lokasi cukup.",
        by=world.offices["kelurahan"],
        at=NOW,
        expected=None,
    )
    assert changed.current_amount == 16_500_000
    assert changed.decisions.get().amount == 16_500_000
    priced = price(world, changed, 5_000_000)
    assert (priced.amount, priced.current_amount) == (30_000_000, 15_000_000)
    assert price(world, priced, 5_500_000).price_reason == ""


def test_months_of_an_item_without_a_period_are_forgotten(world: World) -> None:
    draft = world.draft(periods=12)
    assert (draft.periods, draft.amount) == (None, 43_800_000)


def test_a_choice_of_another_item_is_refused(world: World) -> None:
    foreign = KamusVariant.objects.create(item=world.items["paving"], label="Tebal", unit_price=1)
    with pytest.raises(ValidationError, match="milik item lain"):
        world.draft(variant=foreign)


PAGE = """
                  diajukan  desk
    publik        masuk     masuk
    rt            tidak     tidak
    rw            tidak     tidak
    lembaga       tidak     tidak
    pendamping    tidak     tidak
    kelurahan     boleh     tidak
    lurah         boleh     tidak
    kecamatan     tidak     boleh
    camat         tidak     boleh
    opd           tidak     boleh
    kepala_opd    tidak     boleh
    mitra         tidak     tidak
    bappeda       tidak     tidak
    tapd          tidak     tidak
    dprd          tidak     tidak
    pimpinan      tidak     tidak
"""


def test_who_opens_the_page_of_another_price(world: World) -> None:
    numbers = {"diajukan": world.sent(item="paving").number}
    later = world.sent(item="paving")
    Proposal.objects.filter(pk=later.pk).update(status=Status.PRIORITY_KEL)
    numbers["desk"] = later.number
    for role, door, word in table(PAGE):
        assert said(world.client(role).get(reverse("harga", args=[numbers[door]]))) == word, (role, door)


def test_the_page_reads_prices_as_people_write_them_and_shows_the_mark(world: World) -> None:
    sent = world.sent()
    url, client = reverse("harga", args=[sent.number]), world.client("lurah")
    for typed, sentence in (
        ("", "Isi harganya"),
        ("seratus ribu", "bukan jumlah rupiah"),
        ("-5", "bukan jumlah rupiah"),
        ("1e9", "bukan jumlah rupiah"),
        ("0", "Harga harus lebih dari Rp 0"),
        ("9" * 14, "Harga harus lebih dari Rp 0"),
        ("9" * 400, "paling banyak 24 karakter"),
    ):
        answer = client.post(url, {"unit_price": typed, "reason": REASON, "version": sent.version})
        assert sentence in answer.content.decode(), typed
        assert REASON in answer.content.decode()
    answer = client.post(url, {"unit_price": "Rp 400.000", "reason": f"{REASON} 081234567890", "version": sent.version})
    assert answer["Location"] == reverse("usulan", args=[sent.number])
    public = world.client("publik").get(answer["Location"]).content.decode()
    assert "Harga lain dari kamus" in public
    assert REASON in public
    assert "081234567890" not in public
    assert "Ubah harga" not in public
    assert "Ubah harga" in client.get(answer["Location"]).content.decode()
    desk = client.get(reverse("putuskan", args=[sent.number])).content.decode()
    assert "Harga lain dari kamus" in desk
    stale = client.post(url, {"unit_price": "410.000", "reason": REASON, "version": sent.version}).content.decode()
    assert "muat ulang" in stale
