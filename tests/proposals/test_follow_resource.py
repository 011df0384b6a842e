"""A list of tindak lanjut goes through the verbs of the page: each row's word, all of it or nothing, twice is once."""

from collections.abc import Sequence

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.after_forum import AGENCY_FORUM
from proposals.follow_resource import FollowResource
from proposals.models import LevelDecision, PlanLine, Proposal, WorkReport
from proposals.statuses import Status
from regions.import_report import Outcome
from tests.proposals.after import agreed, budgeted, priority, recommended, say
from tests.proposals.on_desk import TODAY, fresh
from tests.world import NOW, World

S = Status
HEADS = (
    "nomor_usulan;tindak_lanjut;volume;anggaran;sub_kegiatan;kode_alasan;alasan;nomor_dokumen;tanggal_dokumen;kemajuan"
)


def sheet(*rows: Sequence[str]) -> bytes:
    return "\n".join([HEADS, *(";".join([*row, *[""] * (10 - len(row))]) for row in rows)]).encode()


def taken(world: World, row: str, *rows: Sequence[str]) -> FollowResource:
    """Read a list of an office and write what is good."""
    resource = FollowResource(world.city, world.cycle.plan_year, by=world.offices[row])
    resource.read(sheet(*rows))
    resource.write(at=NOW)
    return resource


def outcomes(resource: FollowResource) -> list[Outcome]:
    return [line.outcome for line in resource.report.lines]


def test_one_list_of_each_office_takes_a_usulan_to_its_hand_over(world: World) -> None:
    number, day = priority(world).number, f"{TODAY:%d/%m/%Y}"
    for row, cells, status in (
        ("opd", ["Direkomendasi"], S.PRIORITY_KEC),
        ("mitra", ["direkomendasikan"], S.RECOMMENDED),
        ("opd", ["DIAKOMODIR", "100 m²", "Rp 20.000.000"], S.RECOMMENDED),
        ("tapd", ["Diakomodir"], S.ACCOMMODATED),
        ("bappeda", ["masuk RKPD", "", "", "", "", "", "26 Tahun 2026", day], S.IN_RKPD),
        ("bappeda", ["masuk APBD", "", "19.500.000", "", "", "", "9 Tahun 2026", day], S.IN_APBD),
        ("opd", ["dilaksanakan", "", "", "", "", "Galian selesai", "", "", "40 %"], S.UNDERWAY),
        ("opd", ["selesai", "", "19.000.000", "", "", "", "027/BAST/1", day], S.DONE),
    ):
        resource = taken(world, row, [number, *cells])
        assert resource.report.refused == 0, resource.report.lines
        assert fresh(Proposal.objects.get(number=number)).status == status
    done = WorkReport.objects.get(proposal__number=number, is_done=True)
    assert (done.final_cost, done.handover) == (19_000_000, "027/BAST/1")
    assert PlanLine.objects.get(document__kind="apbd").amount == 19_500_000


def test_the_same_list_twice_changes_nothing(world: World) -> None:
    rows = [
        [say_forum(world), "Diakomodir"],
        [say_forum(world), "Belum terdanai", *[""] * 3, "pagu", "Pagu dinas habis."],
    ]
    first = taken(world, "tapd", *rows)
    assert outcomes(first) == [Outcome.CHANGED, Outcome.CHANGED]
    count = LevelDecision.objects.count()
    assert outcomes(taken(world, "tapd", *rows)) == [Outcome.SAME, Outcome.SAME]
    assert LevelDecision.objects.count() == count


def say_forum(world: World) -> str:
    """The number of a usulan on which the forum of the agency has spoken."""
    return say(world, AGENCY_FORUM, recommended(world)).number


def test_what_cannot_be_is_refused_with_its_row_and_sentence(world: World) -> None:
    early, ready = priority(world).number, say_forum(world)
    resource = FollowResource(world.city, world.cycle.plan_year, by=world.offices["tapd"])
    report = resource.read(
        sheet(
            ["3573-2027-999999", "Diakomodir"],
            [early, "Diakomodir"],
            [ready, "disetujui"],
            [ready, "Belum terdanai"],
            [ready, "Belum terdanai", *[""] * 3, "pagu", "Pagu dinas tahun ini habis."],
            ["", "Diakomodir"],
            [budgeted(world).number, "selesai"],
        )
    )
    assert outcomes(resource) == [Outcome.REFUSED] * 7
    said = [" ".join(line.sentences) for line in report.lines]
    for part, sentence in zip(
        (
            "tidak ada pada tahun itu",
            "Bukan giliran",
            "tidak dikenal. Pakai",
            "Pilih alasan",
            "sudah ada di baris 5",
            "Isi nomor usulan",
            "Bukan giliran",
        ),
        said,
        strict=True,
    ):
        assert part in sentence
    assert [line.row for line in report.lines] == list(range(2, 9))


def test_papers_and_work_are_written_by_those_whose_they_are(world: World) -> None:
    agreed_one, built_one = agreed(world).number, budgeted(world).number
    wrong = taken(world, "tapd", [agreed_one, "masuk RKPD", *[""] * 5, "26 Tahun 2026", "1/2/2026"])
    assert outcomes(wrong) == [Outcome.REFUSED]
    assert outcomes(taken(world, "bappeda", [built_one, "dilaksanakan", *[""] * 7, "30"])) == [Outcome.REFUSED]
    assert outcomes(taken(world, "bappeda", [agreed_one, "masuk RKPD"])) == [Outcome.REFUSED]
    with pytest.raises(ValidationError, match="Belum ada siklus"):
        FollowResource(world.city, 2050, by=world.offices["bappeda"]).read(sheet([agreed_one, "batal"]))


def test_queries_do_not_grow_with_rows(world: World) -> None:
    def queries(count: int) -> int:
        numbers = [[priority(world).number, "Direkomendasi"] for _ in range(count)]
        with CaptureQueriesContext(connection) as asked:
            resource = taken(world, "opd", *numbers)
        assert outcomes(resource) == [Outcome.CHANGED] * count
        return len(asked)

    assert queries(2) == queries(7)
