"""The BA perubahan of a forum says all that a signed addendum changed, by whom and why."""

import pytest

from reports.documents import forms
from reports.documents.paper import Lines, Signatures, Table, read
from rounds.actions.amending import sign_addendum
from rounds.counting.addenda import Draft
from rounds.engine.record import Correction
from tests.rounds.counted import act
from tests.rounds.test_addenda import WHY, WITHDRAWN, closed_as_in_the_example, money
from tests.world import NOW, World


def test_the_paper_of_an_addendum_says_each_change(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = closed_as_in_the_example(world, monkeypatch)
    forum = round_.forum
    assert forms.papers_of(forum, NOW, frozenset({"perubahan"})) == []
    mended = Correction("", "tulisan", "Sekretaris Mawra", "Sekretaris Mawar")
    sign_addendum(round_, Draft(dropped=WITHDRAWN, corrections=(mended,), **WHY), **act(world))
    sign_addendum(round_, Draft(money=money(35), **WHY), **act(world))
    (paper,) = forms.papers_of(forum, NOW, frozenset({"perubahan"}))
    assert read(paper.canonical()) == paper
    first, second = paper.sheets
    assert first.titles == (
        "BERITA ACARA PERUBAHAN (ADENDUM 1)",
        forum.title.upper(),
        f"TAHUN {world.cycle.held_year} DALAM RANGKA PENYUSUNAN RKPD TAHUN {world.cycle.plan_year}",
    )
    said = next(dict(block.rows) for block in first.blocks if isinstance(block, Lines))
    assert (said["Nomor berita acara"], said["Alasan"]) == (WHY["minutes"], WHY["reason"])
    tables = [next(block.rows for block in sheet.blocks if isinstance(block, Table)) for sheet in paper.sheets]
    assert [(row[1], row[3], row[4]) for row in tables[0]] == [
        ("A-02", "Gugur", "Pengusul mengundurkan diri."),
        ("", "Sekretaris Mawra menjadi Sekretaris Mawar", None),
        ("A-03", "Naik menjadi prioritas", None),
    ]
    assert [(row[1], row[3]) for row in tables[1]] == [
        (None, "Bertambah Rp\u00a035.000.000"),
        ("C-01", "Naik menjadi prioritas"),
    ]
    signed = next(block for block in second.blocks if isinstance(block, Signatures)).people[0]
    assert (signed.above[-1], signed.name, signed.is_official) == ("LURAH MAWAR,", "Pemegang lurah", True)
    assert signed.above[0].startswith("Contoh, ")
