"""Papers of meetings without a form in the circular; heads typed from Semarang's and Asahan's lists."""

from reports.documents import forms
from reports.documents.paper import Paper, Points, Table, read
from reports.models import Document
from rounds.actions import delegating, minutes
from rounds.actions.attendance import Person
from rounds.models import Forum
from tests.rounds.kinds import held, note, rembuk
from tests.rounds.town import act, closed, opened
from tests.world import NOW, World


def by_code(forum: Forum) -> dict[str, Paper]:
    return {one.code: one for one in forms.papers_of(forum, NOW)}


def table(paper: Paper) -> Table:
    return next(block for block in paper.sheets[0].blocks if isinstance(block, Table))


def test_a_rembuk_has_the_long_list_of_what_its_group_sent(world: World) -> None:
    forum = rembuk(world)
    sent = world.sent(group="rw01")
    found = by_code(forum)
    assert list(found) == ["RW.1", "ba", "hadir", "delegasi"]
    assert [column.head for column in table(found["RW.1"]).columns] == [
        "No urut prioritas", "Jenis Kegiatan", "Lokasi", "RT/RW", "Volume", "Potensi Partisipasi Masyarakat",
        "Bidang Usulan",
    ]  # fmt: skip
    assert table(found["RW.1"]).rows[0][:3] == (1, sent.title, sent.address)
    assert found["RW.1"].sheets[0].titles[0] == "DAFTAR PANJANG USULAN KEGIATAN"


def test_a_thematic_forum_locks_its_berita_acara_with_decisions_and_what_was_not_met(world: World) -> None:
    forum = held(world, note(world, Forum.Kind.THEMATIC, cluster="perempuan", region=world.city), "bappeda")
    minutes.close_meeting(forum, **act(world, "bappeda"))
    assert sorted(Document.objects.filter(forum=forum).values_list("code", flat=True)) == ["ba", "delegasi", "hadir"]
    paper = by_code(forum)["ba"]
    points = next(block for block in paper.sheets[0].blocks if isinstance(block, Points))
    assert points.items[0] == "Saluran didahulukan."
    assert paper.sheets[0].label == "Bukan formulir resmi"
    assert paper.sheets[0].titles == (
        f"BERITA ACARA {forum.title.upper()}",
        f"TAHUN {world.cycle.held_year}",
        f"DALAM RANGKA PENYUSUNAN RKPD TAHUN {world.cycle.plan_year}",
    )


def test_what_was_left_out_stands_in_a_list_with_its_reason(world: World) -> None:
    forum = closed(world)
    assert "perubahan" not in by_code(forum)
    found = table(by_code(forum)["belum-disepakati"])
    assert [column.head for column in found.columns] == [
        "No", "Bidang Pembangunan", "Permasalahan", "Usulan Kegiatan", "Lokasi", "Volume", "Perkiraan Anggaran", "OPD",
        "Alasan",
    ]  # fmt: skip


def test_a_list_of_delegates_says_age_and_occupation_where_they_are_known(world: World) -> None:
    forum = opened(world)
    people = [Person("Siti", "P", "PKK", contact="RW 02", age=45, occupation="Guru"), Person("Budi", "L")]
    delegating.elect(forum, people, **act(world))
    found = table(by_code(forum)["1.3"])
    assert found.rows[0] == ("1.", "Siti", None, "✓", "45", "RW 02", "Guru", "PKK", None)
    assert found.rows[1][:5] == ("2.", "Budi", "✓", None, None)
    assert found.total[1:4] == ("Total", "1", "1")


def test_every_paper_of_every_kind_is_read_back_the_same(world: World) -> None:
    for forum in (rembuk(world), opened(world), note(world, Forum.Kind.CITY)):
        for paper in forms.papers_of(forum, NOW):
            assert read(paper.canonical()) == paper, paper.code
