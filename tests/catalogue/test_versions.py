"""The life of a kamus: published, locked, unlocked, and the draft of the next year."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.actions import items, versions
from catalogue.models import KamusItem, KamusRule, KamusVariant, KamusVersion, Nomenclature
from tests.world import NOW, World

LATER = NOW + timedelta(days=1)

WHY = "Terkunci sebelum harga paving dibetulkan."


def kamus(world: World) -> KamusVersion:
    assert world.cycle.kamus is not None
    return KamusVersion.objects.get(pk=world.cycle.kamus.pk)


def test_a_kamus_goes_from_draft_to_published_to_locked(world: World) -> None:
    version, by = kamus(world), world.offices["bappeda"].user
    KamusVersion.objects.update(status="draf")
    with pytest.raises(ValidationError, match="masih draf"):
        versions.lock(version, by=by, at=LATER)
    assert versions.publish(version, by=by, at=LATER).status == "terbit"
    with pytest.raises(ValidationError, match="sudah terbit"):
        versions.publish(version, by=by, at=LATER)
    assert versions.lock(version, by=by, at=LATER).status == "terkunci"
    with pytest.raises(ValidationError, match="terkunci"):
        versions.publish(version, by=by, at=LATER)
    trail = [(row.history_change_reason, row.history_user, row.history_date) for row in version.history.all()]
    assert trail[:2] == [("Kamus dikunci.", by, LATER), ("Kamus diterbitkan.", by, LATER)]


def test_a_wrong_lock_is_opened_with_a_reason(world: World) -> None:
    version, by = kamus(world), world.offices["bappeda"].user
    with pytest.raises(ValidationError, match="tidak terkunci"):
        versions.unlock(version, reason=WHY, by=by, at=LATER)
    versions.lock(version, by=by, at=LATER)
    with pytest.raises(ValidationError, match="paling sedikit 10 huruf"):
        versions.unlock(version, reason=" salah ", by=by, at=LATER)
    assert versions.unlock(version, reason=WHY, by=by, at=LATER).status == "terbit"
    assert version.history.first().history_change_reason == WHY


def test_what_cannot_be_checked_keeps_a_draft_from_being_published(world: World) -> None:
    version, got = kamus(world), world.items["got"]
    KamusVersion.objects.update(status="draf")
    rule = KamusRule.objects.create(item=got, kind="lahan")
    assert version.blockers() == [f"{got.name}: Pilih paling sedikit satu status lahan."]
    with pytest.raises(ValidationError, match="status lahan"):
        versions.publish(version, by=None, at=LATER)
    rule.delete()
    KamusItem.objects.update(is_active=False)
    assert version.blockers() == ["Kamus belum berisi item yang dapat dipilih."]


def test_a_correction_after_publishing_is_dated_and_has_a_reason(world: World) -> None:
    item, by = world.items["got"], world.offices["bappeda"].user
    with pytest.raises(ValidationError, match="paling sedikit 10 huruf"):
        items.correct_item(item, changes={"unit_price": 1}, reason="salah", by=by, at=LATER)
    with pytest.raises(ValidationError, match="paling sedikit 10 huruf"):
        items.keep_parts(item, kept=[KamusVariant(label="A", unit_price=1)], reason="", by=by, at=LATER)
    sent = world.sent(item="got")
    items.correct_item(item, changes={"unit_price": 377_000}, reason=WHY, by=by, at=LATER)
    last = item.history.first()
    assert (last.unit_price, last.history_change_reason, last.history_user, last.history_date) == (
        377_000,
        WHY,
        by,
        LATER,
    )
    sent.refresh_from_db()
    assert sent.unit_price != 377_000


def test_nobody_corrects_a_locked_kamus(world: World) -> None:
    item = world.items["got"]
    versions.lock(kamus(world), by=None, at=LATER)
    with pytest.raises(ValidationError, match="terkunci"):
        items.correct_item(item, changes={"unit_price": 1}, reason=WHY, by=None, at=LATER)
    with pytest.raises(ValidationError, match="terkunci"):
        items.keep_parts(item, kept=[], removed=[], reason=WHY, by=None, at=LATER)


def test_a_variant_that_a_usulan_uses_stays(world: World) -> None:
    item = world.items["got"]
    items.keep_parts(item, kept=[KamusVariant(label="Halal", unit_price=9000)], reason=WHY, by=None, at=LATER)
    variant = item.variants.get()
    item.refresh_from_db()
    assert item.unit_price == 9000
    draft = world.draft()
    type(draft).objects.filter(pk=draft.pk).update(variant=variant)
    with pytest.raises(ValidationError, match="dipakai usulan"):
        items.keep_parts(item, kept=[], removed=[variant], reason=WHY, by=None, at=LATER)


def _filled(world: World) -> KamusVersion:
    """The kamus of the world with two rules, of which one offers another item, and a variant."""
    got, paving = world.items["got"], world.items["paving"]
    KamusRule.objects.create(
        item=got, kind="ukuran", measure="volume", comparison="min", value=200, other_item=paving, order=1
    )
    KamusRule.objects.create(item=got, kind="survei", order=2)
    KamusVariant.objects.create(item=paving, label="Abu", unit_price=1000)
    return kamus(world)


def test_the_next_year_opens_as_a_draft_with_items_rules_and_variants(world: World) -> None:
    version, by = _filled(world), world.offices["bappeda"].user
    made = versions.open_next(version, by=by, at=LATER)
    assert (made.status, made.plan_year) == ("draf", version.plan_year + 1)
    old = list(version.items.order_by("pk").values_list("name", "unit", "unit_price", "note", "agency_id"))
    assert list(made.items.order_by("pk").values_list("name", "unit", "unit_price", "note", "agency_id")) == old
    got, paving = (made.items.get(name=world.items[name].name) for name in ("got", "paving"))
    first, second = got.rules.order_by("order")
    assert (str(first.value), str(first.other_item), second.kind) == ("200.00", str(paving), "survei")
    assert [one.label for one in paving.variants.all()] == ["Abu"]
    assert {one.search_text for one in made.items.all()} == {one.search_text for one in version.items.all()}
    assert got.history.get().history_change_reason == f"Disalin dari kamus {version.plan_year}."
    assert first.history.get().history_user == by
    with pytest.raises(ValidationError, match="sudah ada"):
        versions.open_next(version, by=by, at=LATER)
    with pytest.raises(ValidationError, match="masih draf"):
        versions.open_next(made, by=by, at=LATER)


def test_codes_are_never_joined_across_years_but_looked_up_by_text_within_one(world: World) -> None:
    version = kamus(world)
    old = world.items["got"].subactivity
    assert old.parent is not None
    year = version.plan_year + 1
    program = Nomenclature.objects.create(
        city=world.city, plan_year=year, level="program", code="1.03.99", name=old.parent.name.upper()
    )
    there = Nomenclature.objects.create(
        city=world.city, plan_year=year, level="subkegiatan", code="1.03.99.2.07.0012", name=old.name, parent=program
    )
    Nomenclature.objects.create(city=world.city, plan_year=year, level="subkegiatan", code=old.code, name="Hal lain")
    made = versions.open_next(version, by=None, at=LATER)
    assert {item.subactivity for item in made.items.all()} == {there}
    assert set(version.items.values_list("subactivity__plan_year", flat=True)) == {version.plan_year}


def test_a_year_without_nomenclature_gets_its_own_rows(world: World) -> None:
    version = kamus(world)
    old = world.items["got"].subactivity
    assert old.parent is not None
    made = versions.open_next(version, by=None, at=LATER)
    new = made.items.get(name=world.items["got"].name).subactivity
    assert new != old
    assert new.parent is not None
    assert (new.code, new.name, new.plan_year, new.parent.name) == (
        old.code,
        old.name,
        version.plan_year + 1,
        old.parent.name,
    )
    assert new.parent.plan_year == new.plan_year


def test_opening_a_year_takes_the_same_queries_for_more_items(world: World) -> None:
    version = _filled(world)
    counts = []
    for rows in (3, 30):
        got = world.items["got"]
        for n in range(rows):
            item = KamusItem.objects.create(
                version=version,
                agency=got.agency,
                subactivity=got.subactivity,
                number=1000 * rows + n,
                name=f"Item {rows} {n}",
                unit="m",
                unit_price=1000,
                kind="fisik",
                sector="sarpras",
            )
            KamusRule.objects.create(item=item, kind="survei")
        with CaptureQueriesContext(connection) as seen:
            made = versions.open_next(version, by=None, at=LATER)
        counts.append(len(seen))
        KamusRule.objects.filter(item__version=made).delete()
        KamusVariant.objects.filter(item__version=made).delete()
        made.items.all().delete()
        made.delete()
        for level in ("subkegiatan", "program"):
            Nomenclature.objects.filter(plan_year=version.plan_year + 1, level=level).delete()
    assert counts[0] == counts[1]
