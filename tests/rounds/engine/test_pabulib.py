"""Files of Pabulib: four kinds of vote, decimal amounts, and one clear sentence for each broken file."""

from fractions import Fraction as F

import pytest

from rounds.engine import pabulib
from rounds.engine.pabulib import PabulibError, read

GOOD = """META
key;value
description;Kota kecil
num_projects;3
num_votes;4
budget;100,50
vote_type;approval
min_length;1
max_length;2
PROJECTS
project_id;cost;votes;name;selected
a;40.25;3;Jalan "Mawar";1
b;60;2;Taman;0
7;1;0;;0
VOTES
voter_id;age;vote
v1;30;a,b
v2;41;a
v3;20;b,a
v4;55;
"""


def changed(old: str, new: str) -> bytes:
    """The good file with one thing different."""
    assert GOOD.count(old) == 1, f"{old!r} stands there {GOOD.count(old)} times"
    return GOOD.replace(old, new).encode()


def test_an_approval_file_is_read_exactly() -> None:
    election = read(GOOD.encode())
    assert (election.vote_type, election.budget) == ("approval", F(201, 2))
    assert [(p.key, p.cost, p.votes, int(p.points), p.name) for p in election.projects] == [
        ("a", F(161, 4), 3, 3, 'Jalan "Mawar"'),
        ("b", F(60), 2, 2, "Taman"),
        ("7", F(1), 0, 0, ""),
    ]
    assert election.ballots == (("a", "b"), ("a",), ("b", "a"), ())
    assert election.warnings == ("1 surat suara memuat kurang dari 1 atau lebih dari 2 pilihan; tetap dihitung.",)


def test_bom_windows_lines_quoted_cells_and_blank_lines_do_no_harm() -> None:
    odd = GOOD.replace("Taman", '"Taman; kolam"').replace("VOTES", "\n\nVOTES").replace("\n", "\r\n")
    election = read(b"\xef\xbb\xbf" + odd.encode())
    assert election.projects[1].name == "Taman; kolam"
    assert election.ballots == read(GOOD.encode()).ballots


def test_choose_1_lets_one_choice_through_and_no_second() -> None:
    file = changed("vote_type;approval", "vote_type;choose-1").replace(b"a,b\n", b"a\n").replace(b"b,a\n", b"b\n")
    assert [p.points for p in read(file).projects] == [2, 1, 0]
    with pytest.raises(PabulibError, match=r"^Baris 17: 2 pilihan, padahal choose-1\.$"):
        read(changed("vote_type;approval", "vote_type;choose-1"))


def test_ordinal_gives_the_first_choice_as_many_points_as_there_are_places() -> None:
    election = read(changed("vote_type;approval", "vote_type;ordinal"))
    assert [(p.votes, int(p.points)) for p in election.projects] == [(3, 2 + 2 + 1), (2, 1 + 2), (0, 0)]
    longer = changed("vote_type;approval", "vote_type;ordinal").replace(b"max_length;2", b"max_length;3")
    assert [p.points for p in read(longer).projects] == [3 + 3 + 2, 2 + 3, 0]
    unsaid = changed("vote_type;approval", "vote_type;ordinal").replace(b"max_length;2\n", b"")
    assert read(unsaid).projects == election.projects


CUMULATIVE = (
    GOOD.replace("approval", "cumulative")
    .replace("voter_id;age;vote", "voter_id;points;vote")
    .replace("v1;30;", "v1;2,3;")
    .replace("v2;41;", "v2;4;")
    .replace("v3;20;", "v3;0,1.5;")
    .replace("v4;55;", "v4;;")
)


def test_cumulative_adds_the_points_up_and_0_points_are_no_choice() -> None:
    election = read(CUMULATIVE.encode())
    assert [(p.votes, p.points) for p in election.projects] == [(3, F(15, 2)), (1, 3), (0, 0)]
    assert election.ballots == (("a", "b"), ("a",), ("a",), ())


@pytest.mark.parametrize("points", ["1", "1,2,3", "1,x", "1,-2", "", "1,1e3"])
def test_cumulative_needs_one_number_for_each_choice(points: str) -> None:
    with pytest.raises(PabulibError, match=r"^Baris 17: kolom points harus berisi satu angka untuk tiap pilihan\.$"):
        read(CUMULATIVE.replace("v1;2,3;", f"v1;{points};").encode())


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"", "Bagian META tidak ada atau kosong."),
        (b"\xff\xfe\x00", "Berkas bukan teks UTF-8."),
        (b"hello;world\n", "Baris 1: berkas .pb harus mulai dengan bagian META."),
        (GOOD.partition("VOTES")[0].encode(), "Bagian VOTES tidak ada atau kosong."),
        (GOOD.partition("v1;")[0].encode(), "Bagian VOTES tidak ada atau kosong."),
        (GOOD.replace("PROJECTS", "PROYEK X").encode(), "Bagian PROJECTS tidak ada atau kosong."),
        ((GOOD + "META\n").encode(), "Baris 21: bagian META ada dua kali."),
        (changed("budget;100,50\n", ""), "Budget di META harus angka di atas nol, tertulis (kosong)."),
        (changed("budget;100,50", "budget;0"), "Budget di META harus angka di atas nol, tertulis 0."),
        (changed("budget;100,50", "budget;-5"), "Budget di META harus angka di atas nol, tertulis -5."),
        (changed("budget;100,50", "budget;1e9"), "Budget di META harus angka di atas nol, tertulis 1e9."),
        (changed("budget;100,50", "budget;NaN"), "Budget di META harus angka di atas nol, tertulis NaN."),
        (changed("budget;100,50", "budget;5\nbudget;6"), "Baris 7: budget ditulis dua kali di META."),
        (
            changed("budget;100,50", "budget;" + "9" * 5000),
            f"Budget di META harus angka di atas nol, tertulis {'9' * 40}.",
        ),
        (
            changed("vote_type;approval", "vote_type;scoring"),
            "vote_type scoring tidak dikenal; yang dibaca: approval, choose-1, cumulative, ordinal.",
        ),
        (
            changed("vote_type;approval\n", ""),
            "vote_type (kosong) tidak dikenal; yang dibaca: approval, choose-1, cumulative, ordinal.",
        ),
        (changed("num_projects;3", "num_projects;4"), "META menyebut 4 proyek, berkas memuat 3."),
        (changed("num_votes;4", "num_votes;5"), "META menyebut 5 surat suara, berkas memuat 4."),
        (changed("num_votes;4", "num_votes;empat"), "num_votes di META harus bilangan bulat, tertulis empat."),
        (changed("max_length;2", "max_length;dua"), "max_length di META harus bilangan bulat, tertulis dua."),
        (changed("project_id;cost;", "project_id;biaya;"), "Baris 11: bagian PROJECTS perlu tepat satu kolom cost."),
        (changed(";votes;name", ";cost;name"), "Baris 11: bagian PROJECTS perlu tepat satu kolom cost."),
        (changed("voter_id;age;vote", "voter_id;age;pilihan"), "Baris 16: bagian VOTES perlu tepat satu kolom vote."),
        (changed("b;60;", "a;60;"), "Baris 13: proyek a ada dua kali."),
        (changed("b;60;", ";60;"), "Baris 13: project_id (kosong) tidak dapat dipakai."),
        (changed("b;60;", "b\x1b[31m;60;"), "Baris 13: project_id b?[31m tidak dapat dipakai."),
        (changed("b;60;", '"b,c";60;'), "Baris 13: project_id b,c tidak dapat dipakai."),
        (changed("b;60;", "b;0;"), "Baris 13: biaya proyek b harus angka di atas nol, tertulis 0."),
        (changed("b;60;", "b;gratis;"), "Baris 13: biaya proyek b harus angka di atas nol, tertulis gratis."),
        (changed("b;60;2;Taman;0", "b"), "Baris 13: ada 1 kolom, judulnya 5."),
        (changed("b;60;2;Taman;0", "b;60;2;Taman;0;9"), "Baris 13: ada 6 kolom, judulnya 5."),
        (changed("v2;41;a", "v2;41;z"), "Baris 18: proyek z tidak ada di bagian PROJECTS."),
        (changed("v2;41;a", "v2;41;a,"), "Baris 18: proyek (kosong) tidak ada di bagian PROJECTS."),
        (changed("v2;41;a", "v2;41;a,a"), "Baris 18: proyek a dipilih dua kali."),
        (changed("v2;41;a", "v2;41"), "Baris 18: ada 2 kolom, judulnya 3."),
        (changed("Taman", "T" * 140_000), "Baris 13: isinya tidak terbaca sebagai tabel."),
    ],
)
def test_a_broken_file_gets_one_sentence(file: bytes, sentence: str) -> None:
    with pytest.raises(PabulibError) as refusal:
        read(file)
    assert str(refusal.value) == sentence


def test_a_file_that_is_too_large_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pabulib, "MOST_BYTES", 1024 * 1024)
    with pytest.raises(PabulibError, match="paling banyak 1 MB"):
        read(b" " * (1024 * 1024 + 1))


def warnings(file: str) -> tuple[str, ...]:
    """What a file without the empty ballot is warned of."""
    return read(file.replace("v4;55;\n", "v4;55;b\n").replace("b;60;2", "b;60;3").encode()).warnings


def test_exclusions_between_projects_are_ignored_with_a_warning() -> None:
    assert warnings(GOOD) == ()
    assert warnings(GOOD.replace("max_length;2", "max_length;2\nexclusions;a,b")) == (
        "Pengecualian antarproyek (exclusions) diabaikan.",
    )
    column = GOOD.replace(";selected", ";excludes").replace('Mawar";1', 'Mawar";b')
    assert warnings(column) == ("Pengecualian antarproyek (excludes) diabaikan.",)
    section = GOOD.replace("VOTES\n", "EXCLUSIONS\nproject_id;excludes\na;b\nVOTES\n")
    assert warnings(section) == ("Bagian EXCLUSIONS diabaikan.",)


def test_what_is_odd_but_can_be_read_is_warned_of() -> None:
    assert warnings(GOOD.replace("a;40.25;3", "a;40.25;9")) == (
        "Kolom votes berbeda dari surat suara pada 1 proyek; yang dihitung surat suara.",
    )
    assert warnings(GOOD.replace("v3;", "v1;")) == ("voter_id berulang pada 1 surat suara; semuanya dihitung.",)
    assert warnings(GOOD.replace("max_length;2", "max_length;1")) == (
        "2 surat suara memuat kurang dari 1 atau lebih dari 1 pilihan; tetap dihitung.",
    )
