"""Papers of meetings without a form in the circular; heads typed from Semarang's and Asahan's lists."""

from accounts.actions import terms
from reports.documents import forms, locked
from reports.documents.paper import DOTS, Leaders, Paper, Points, Signature, Signatures, Table, read
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


def officials(paper: Paper) -> list[Signature]:
    """The places to sign that have rank and NIP."""
    blocks = [block for block in paper.sheets[0].blocks if isinstance(block, Signatures)]
    return [one for block in blocks for one in block.people if one.is_official]


def leaders(paper: Paper) -> list[tuple[str, str, str]]:
    return list(next(block for block in paper.sheets[0].blocks if isinstance(block, Leaders)).rows)


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


def test_rank_nip_and_speakers_are_printed_and_what_is_not_known_stays_dots(world: World) -> None:
    forum = closed(world)
    before = by_code(forum)["1.1"]
    assert [one.below for one in officials(before)] == [(f"Pangkat{DOTS}", f"NIP{DOTS}")]
    assert leaders(before)[2:] == [
        ("Narasumber", f"1. {DOTS}", DOTS),
        ("", f"2. {DOTS}", DOTS),
        ("", f"3. {DOTS}", DOTS),
    ]
    terms.write_signer(world.offices["lurah"], rank="Penata (III/c)", nip="198001012005011002")
    Forum.objects.filter(pk=forum.pk).update(speakers=[["Dr. Siti", "Bappeda"]])
    forum.refresh_from_db()
    after = by_code(forum)["1.1"]
    assert officials(after)[0].below == ("Pangkat Penata (III/c)", "NIP 19800101 200501 1 002")
    assert leaders(after)[2:4] == [("Narasumber", "1. Dr. Siti", "Bappeda"), ("", f"2. {DOTS}", DOTS)]
    assert locked.paper_in(Document.objects.get(forum=forum, code="1.1").text) == before


def test_each_kind_of_meeting_is_signed_by_who_leads_it(world: World) -> None:
    head = world.offices["kepala_opd"]
    agency = note(world, Forum.Kind.AGENCY, "kepala_opd", agency=head.office.agency)
    found = {forum.kind: officials(by_code(forum)["ba"]) for forum in (rembuk(world), agency, note(world, "kota"))}
    assert found["rembuk"] == []
    chair = by_code(Forum.objects.get(kind="rembuk"))["ba"].sheets[0].blocks[-1]
    assert isinstance(chair, Signatures)
    assert (chair.people[0].name, chair.people[0].below) == ("Pemegang rw", ())
    assert [one.name for one in found["pd"]] == ["Pemegang kepala_opd"]
    assert [(one.name, len(one.below)) for one in found["kota"]] == [(f"Nama{DOTS}", 2)]


def test_every_paper_of_every_kind_is_read_back_the_same(world: World) -> None:
    for forum in (rembuk(world), opened(world), note(world, Forum.Kind.CITY)):
        for paper in forms.papers_of(forum, NOW):
            assert read(paper.canonical()) == paper, paper.code
