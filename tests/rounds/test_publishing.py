"""Publishing a closed round and verifying it: by command, from the database, from the bundle, from the bundle alone."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection

from proposals.models import Event
from rounds import actions, triggers, verify
from rounds.archives import opened
from rounds.counting import overview
from rounds.counting.publication import bundle_record
from rounds.engine.bundle import zipped
from rounds.models import Addendum, Move, Round, Run, RunResult, Voter
from tests.rounds import counted
from tests.rounds.counted import act, fresh
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(world: World) -> Round:
    """A closed round with one move."""
    round_ = counted.in_forum(world, publication="PENUH")
    last = list(actions.settling.agreed_list(round_).amounts)[-1]
    actions.agreeing.change(
        round_, counted.candidate(round_, last), kind="PINDAH", place=1, reason="Jalan itu rusak; banjir tiap hujan.",
        asked_by="Ketua RW", **act(world),
    )  # fmt: skip
    actions.settling.close_round(fresh(round_), **act(world))
    counted.sign(world, round_.forum)
    return fresh(round_)


def run(name: str, *arguments: Any) -> tuple[int, str]:
    """A command's exit code and what it printed."""
    out = StringIO()
    try:
        call_command(name, *map(str, arguments), stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue() + str(error)
    return 0, out.getvalue()


def test_a_closed_round_is_published_once_and_anybody_can_verify_it(closed: Round, tmp_path: Path) -> None:
    folder = tmp_path / "terbitan"
    assert run("publish_round", closed.code, "--ke", folder, "--commit") == (1, f"Folder {folder} tidak ada.")
    folder.mkdir()
    path = folder / f"putaran-{closed.code}-v1.zip"
    code, said = run("publish_round", closed.code, "--ke", folder)
    assert code == 0
    assert "Belum ada yang ditulis: tambahkan --commit." in said
    assert list(folder.iterdir()) == []
    assert run("publish_round", closed.code, "--ke", folder, "--commit")[0] == 0
    assert fresh(closed).status == Round.Status.PUBLISHED
    assert list(folder.iterdir()) == [path]
    first = path.read_bytes()
    assert run("publish_round", closed.code, "--ke", folder, "--commit")[0] == 0
    assert path.read_bytes() == first
    assert Event.objects.filter(subject=f"putaran:{closed.code}:v1", body__langkah="diterbitkan").count() == 1
    assert verify.main([str(path)]) == 0
    assert run("verify_round", closed.code)[0] == 0
    code, said = run("verify_round", closed.code, "--bundle", path)
    assert code == 0
    assert said.startswith(f"Sama: putaran {closed.code} versi 1.")
    assert "tidak ada di basis data" not in said


@pytest.mark.parametrize(
    ("one_area", "told", "on_the_ballot"),
    [
        (True, "Setiap surat suara tanpa nama", "PENUH"),
        (False, "pemilik suara di RW 01, RW 02, RW 03, dan 3", "JUMLAH"),
    ],
)
def test_a_ballot_promises_only_what_will_be_published(
    world: World, one_area: bool, told: str, on_the_ballot: str
) -> None:
    round_ = counted.frozen(world, publication="PENUH", one_area=one_area)
    assert json.loads(round_.rule)["suara"]["terbit"] == on_the_ballot
    assert told in dict(overview.terms(round_))["Suara diterbitkan"]


def test_few_delegates_of_an_area_keep_all_ballots_secret(closed: Round) -> None:
    record = bundle_record(closed)
    assert record.ballots is None
    assert record.totals is not None
    assert record.totals.ballots == 6
    triggers.lift(connection)
    Voter.objects.filter(round=closed).update(area="RW 01")
    triggers.install(connection)
    assert bundle_record(closed).ballots is not None


def test_a_round_that_is_not_closed_is_not_published(world: World, tmp_path: Path) -> None:
    round_ = counted.in_forum(world)
    code, said = run("publish_round", round_.code, "--ke", tmp_path, "--commit")
    assert (code, "Langkah itu tidak ada lagi" in said) == (1, True)
    assert "putaran ini berstatus Sepakat." in run("publish_round", round_.code)[1]
    assert run("publish_round", "TIDAK-ADA")[0] == 1


def test_a_round_that_waits_for_its_lot_has_no_bundle(world: World) -> None:
    round_ = counted.tied(world)
    code, said = run("publish_round", round_.code)
    assert (code, "a tie waits" in said) == (1, True)
    assert run("verify_round", round_.code)[0] == 0
    witnesses = ["Sari", "Budi"]
    actions.computing.draw_lot(round_, seed="483920", witnesses=witnesses, **act(world, "kelurahan"))
    actions.computing.confirm_lot(fresh(round_), **act(world))
    assert run("verify_round", round_.code)[0] == 0
    assert run("publish_round", round_.code)[0] == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda r: Run.objects.filter(round=r).update(result_hash="0" * 64), "hasil.csv hitungan 1: seharusnya sidik "),
        (lambda r: Run.objects.filter(round=r).update(rule_hash="0" * 64), "aturan.json: seharusnya sidik "),
        (lambda r: Run.objects.filter(round=r).update(rooms=[]), "hasil.csv hitungan 1, rooms: seharusnya "),
        (lambda r: Run.objects.filter(round=r).update(result="x"), "hasil.csv hitungan 1 baris 1: seharusnya nomor;"),
        (lambda r: RunResult.objects.filter(run__round=r).update(amount=1), "alasan hitungan 1, "),
        (lambda r: RunResult.objects.filter(run__round=r).update(sentences=["Baik."]), "alasan hitungan 1, "),
        (lambda r: r.scores.update(points=25), "hasil.csv hitungan 1 baris "),
        (lambda r: Move.objects.filter(round=r).update(after=2), "kesepakatan.csv, "),
        (lambda r: Move.objects.filter(round=r).update(reason=""), "kesepakatan.csv: seharusnya perubahan ke-1"),
        (lambda r: Round.objects.filter(pk=r.pk).update(rule=r.rule + " "), "aturan.json baris 1: seharusnya "),
    ],
)
def test_whoever_changes_a_stored_row_is_found(closed: Round, change: Any, said: str) -> None:
    triggers.lift(connection)
    change(closed)
    triggers.install(connection)
    code, lines = run("verify_round", closed.code)
    assert code == 1
    assert f"Berbeda: {said}" in lines
    assert run("publish_round", closed.code)[0] == 1


def test_a_bundle_that_is_not_the_rounds_is_different(closed: Round, tmp_path: Path) -> None:
    archive = actions.publishing.publish(closed, by=None, at=counted.AFTER)
    path = tmp_path / "putaran.zip"
    path.write_bytes(archive)
    triggers.lift(connection)
    Move.objects.filter(round=closed).update(asked_by="Orang lain")
    triggers.install(connection)
    code, said = run("verify_round", closed.code, "--bundle", path)
    assert code == 1
    assert "kesepakatan.csv baris " in said
    assert "Orang lain" in said
    assert run("verify_round", "LAIN", "--bundle", path)[0] == 1
    Round.objects.filter(pk=closed.pk).update(code="LAIN")
    code, said = run("verify_round", closed.code, "--bundle", path)
    assert (code, "yang diperiksa bundelnya saja" in said) == (0, True)
    files = opened(path)
    path.write_bytes(zipped({**files, "hasil.csv": files["hasil.csv"] + b"\n"}))
    assert run("verify_round", closed.code, "--bundle", path)[0] == 1
    path.write_bytes(b"")
    assert run("verify_round", closed.code, "--bundle", path)[0] == 2


def test_what_cannot_be_judged_exits_with_two(closed: Round) -> None:
    assert run("verify_round", "TIDAK-ADA")[0] == 2
    triggers.lift(connection)
    Run.objects.filter(round=closed).update(engine=0)
    triggers.install(connection)
    assert run("verify_round", closed.code)[0] == 2


def test_an_addendum_that_cannot_follow_is_different(closed: Round, world: World) -> None:
    Addendum.objects.create(
        round=closed, number=2, reason="Gugur", report_number="BA-1", previous_hash="", document_hash="",
        signed_by=world.offices["lurah"], signed_at=counted.AFTER,
    )  # fmt: skip
    assert run("verify_round", closed.code)[0] == 1
    with pytest.raises(ValidationError, match="adendum"):
        actions.publishing.publish(closed, by=None, at=counted.AFTER)
