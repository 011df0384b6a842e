"""Forms of those who come: one person, or a list that is pasted."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from proposals.forms.text import CleanCharField
from proposals.texts import clean
from rounds.actions.attendance import Person
from rounds.models import Sex

ELEMENTS = (
    "DPRD",
    "RT",
    "RW",
    "LPMK",
    "BKM",
    "Babinsa",
    "Bhabinkamtibmas",
    "PKK/perempuan",
    "Karang Taruna/pemuda",
    "Tokoh agama",
    "Tokoh masyarakat",
    "Bappeda",
    "Perangkat daerah",
    "Organisasi masyarakat",
    "Pengusaha",
    "Musrenbang tematik",
    "Komite sekolah",
    "Kelompok tani",
    "Delegasi kelurahan",
)
"""Elements invited at least (SE Walikota Malang 66/2021); offered while typing, others may be written."""


class PersonForm(forms.Form):
    """One person present."""

    name = CleanCharField(label="Nama", max_length=120)
    sex = forms.ChoiceField(
        label="L/P",
        choices=Sex.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih laki-laki atau perempuan."},
    )
    institution = CleanCharField(label="Lembaga/instansi", required=False, max_length=120)
    element = CleanCharField(
        label="Unsur", required=False, max_length=60, widget=forms.TextInput(attrs={"list": "daftar-unsur"})
    )
    contact = CleanCharField(label="Alamat dan nomor telepon", required=False, max_length=200)
    is_online = forms.BooleanField(label="Hadir daring", required=False)

    def person(self) -> Person:
        return Person(**self.cleaned_data)


_SEXES = {"l": "L", "laki": "L", "laki-laki": "L", "pria": "L", "p": "P", "perempuan": "P", "wanita": "P"}


@dataclass(frozen=True)
class Line:
    """One line of a pasted list, read or refused."""

    number: int
    person: Person | None
    error: str = ""


def read_line(number: int, text: str) -> Line:
    """Read `Nama; Lembaga; Unsur; L/P`; a table copied from a sheet (tabs between cells) reads the same."""
    cells = [cell.strip() for cell in text.split("\t" if "\t" in text else ";")]
    sex = next((_SEXES[cell.lower()] for cell in reversed(cells) if cell.lower() in _SEXES), "")
    if not sex:
        return Line(number, None, f"Baris {number}: tulis L atau P di akhir baris.")
    name, *rest = [cell for cell in cells if cell.lower() not in _SEXES]
    if not name or len(name) > 120:
        return Line(number, None, f"Baris {number}: nama harus 1 sampai 120 huruf.")
    institution, element, *_ = [*rest, "", ""]
    return Line(number, Person(name, sex, institution[:120], element[:60]))


class PasteForm(forms.Form):
    """Many people at once, one a line."""

    lines = forms.CharField(
        label="Tempel daftar",
        max_length=60_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Satu orang satu baris: Nama; Lembaga; Unsur; L/P. Boleh disalin dari lembar kerja.",
        error_messages={"required": "Tempel daftarnya dulu, satu orang satu baris."},
    )

    def clean_lines(self) -> list[Person]:
        typed = self.cleaned_data["lines"].splitlines()
        kept = [(n, "\t".join(clean(cell) for cell in line.split("\t"))) for n, line in enumerate(typed, start=1)]
        read = [read_line(n, line) for n, line in kept if line.strip()]
        wrong = [line.error for line in read if line.error]
        if wrong:
            raise ValidationError([*wrong[:10], *([f"{len(wrong) - 10} baris lain juga."] if len(wrong) > 10 else [])])
        if not read:
            raise ValidationError("Tempel daftarnya dulu, satu orang satu baris.")
        return [line.person for line in read if line.person]
