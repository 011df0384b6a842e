"""The spreadsheet face of offices: one class reads, checks and writes a sheet, for command, page and demo alike."""

from datetime import date, datetime

from accounts.actions.offices import take_holders
from catalogue.kamus_row import sentences
from catalogue.resources import SheetResource
from regions.import_report import ImportReport, Line, Outcome
from regions.models import Region
from regions.sheets import Columns, Row, Sheet

from .models import OfficeHolding, ProposerGroup
from .office_list import Known, ListedHolder, Verdict
from .office_names import code_of, function_of, group_name, group_office
from .office_places import Places
from .office_row import OfficeRowForm
from .roles import Role

NO_GROUP = "Isi RW (dan RT), atau lembaga. Tanpa itu jabatan harus Lurah, Operator, atau Pendamping."
STAFF = {
    "lurah": (Role.KEL, True, "Lurah {name}", "lurah"),
    "kepala desa": (Role.KEL, True, "Kepala Desa {name}", "kades"),
    "operator": (Role.KEL, False, "Operator Kel. {name}", "kelurahan"),
    "operator kelurahan": (Role.KEL, False, "Operator Kel. {name}", "kelurahan"),
    "pendamping": (Role.PDP, False, "Pendamping Kel. {name}", "pendamping"),
    "tenaga pendamping": (Role.PDP, False, "Pendamping Kel. {name}", "pendamping"),
}
"""Offices of a kelurahan itself, by the jabatan of a row without RW and lembaga: role, head, name, code."""


class OfficeResource(SheetResource):
    """Offices of a city with their holders, one row each, cut to what the acting office looks after."""

    columns = Columns(
        needed=("kelurahan", "nama"),
        optional=(
            "kecamatan", "rw", "rt", "lembaga", "jabatan", "telepon", "email", "mulai", "selesai", "sk", "status"
        ),
        also={
            "nama_pemegang": "nama", "pemegang": "nama", "nama_lengkap": "nama", "nama_ketua": "nama",
            "nama_kelurahan": "kelurahan", "desa_kelurahan": "kelurahan", "kel": "kelurahan",
            "nama_kecamatan": "kecamatan", "kec": "kecamatan", "no_rw": "rw", "no_rt": "rt",
            "kelompok": "lembaga", "nama_lembaga": "lembaga", "lembaga_kemasyarakatan": "lembaga",
            "hp": "telepon", "no_hp": "telepon", "telp": "telepon", "no_telp": "telepon", "no_telepon": "telepon",
            "nomor_telepon": "telepon", "no_wa": "telepon", "wa": "telepon", "e_mail": "email", "surel": "email",
            "tanggal_mulai": "mulai", "tmt": "mulai", "tanggal_selesai": "selesai", "sampai": "selesai",
            "no_sk": "sk", "nomor_sk": "sk", "status_jabatan": "status",
        },
    )  # fmt: skip

    def __init__(self, city: Region, *, on: date, by: OfficeHolding | None = None) -> None:
        """`on` is the day of the act: the beginning of terms for which the sheet names none."""
        super().__init__()
        self.city, self.on, self.by = city, on, by
        self.listed: list[ListedHolder] = []
        self.verdicts: list[Verdict] = []

    def check(self, sheet: Sheet) -> ImportReport:
        self.report = ImportReport("jabatan", warnings=list(sheet.warnings))
        self.places = Places(self.city, self.by)
        read: dict[int, ListedHolder] = {}
        refused: dict[int, Line] = {}
        seen: dict[tuple[int, str], int] = {}
        for row in sheet.rows:
            listed, faults = self._listed(row)
            if listed is not None and (twin := seen.setdefault(listed.key, row.number)) != row.number:
                faults = [f"Jabatan ini sudah ada di baris {twin}. Sisakan satu baris."]
            if faults or listed is None:
                title = " ".join(row.values.get(name, "") for name in ("jabatan", "nama")).strip()
                refused[row.number] = Line(row.number, Outcome.REFUSED, title[:120], tuple(faults))
            else:
                read[row.number] = listed
        known = Known.read(self.city, list(read.values()), by=self.by, on=self.on)
        self.verdicts = [known.judge(listed) for listed in read.values()]
        lines = refused | {
            one.listed.row: Line(one.listed.row, one.outcome, one.listed.title, one.sentences) for one in self.verdicts
        }
        self.report.lines = [lines[number] for number in sorted(lines)]
        self.listed = [one.listed for one in self.verdicts if one.outcome != Outcome.REFUSED]
        return self.report

    def write(self, *, at: datetime) -> None:
        take_holders(self.city, self.listed, by=self.by, at=at)

    def _listed(self, row: Row) -> tuple[ListedHolder | None, list[str]]:
        """Turn a row into what the verb takes, or say everything that is wrong with it."""
        if row.fault:
            return None, [row.fault]
        form = OfficeRowForm(row.values)
        if not form.is_valid():
            return None, sentences(form)
        kelurahan, fault = self.places.kelurahan(form.cleaned_data["kelurahan"], form.cleaned_data["kecamatan"])
        if kelurahan is None:
            return None, [fault]
        return self._placed(row.number, form, kelurahan)

    def _placed(self, number: int, form: OfficeRowForm, kelurahan: Region) -> tuple[ListedHolder | None, list[str]]:
        data = form.cleaned_data
        region, kind, group = kelurahan, None, data["lembaga"]
        role, is_head = Role.LK, False
        if data["rw"]:
            found = self.places.below(kelurahan, data["rw"], data["rt"])
            if found is None:
                missing = group_name(data["rw"], data["rt"])
                return None, [f"{missing} tidak ada di {kelurahan.label}. Periksa nomornya, atau minta Bappeda."]
            region, group = found, group_name(data["rw"], data["rt"])
            role = Role.RT if data["rt"] else Role.RW
            kind = ProposerGroup.Kind.RT if data["rt"] else ProposerGroup.Kind.RW
        elif group:
            kind = ProposerGroup.Kind.BODY
        if kind is not None:
            function = function_of(data["jabatan"], group)
            name, code = group_office(function, group, kelurahan.name), code_of(function, group, kelurahan.name)
        else:
            staff = STAFF.get(function_of(data["jabatan"], kelurahan.name).casefold())
            if staff is None or not data["jabatan"]:
                return None, [NO_GROUP]
            role, is_head, name, front = staff
            name, code = name.format(name=kelurahan.name), code_of("Ketua", front, kelurahan.name)
        if len(name) > 120:
            return None, ["Nama jabatan dan lembaga terlalu panjang. Ringkas sampai 100 huruf."]
        listed = ListedHolder(
            row=number, role=role, region=region, office_name=name, code=code, name=data["nama"], group_kind=kind,
            group_name=group, is_head=is_head, phone=data["telepon"], email=data["email"], starts=data["mulai"],
            ends=data["selesai"], decree=data["sk"], status=data["status"],
        )  # fmt: skip
        return listed, []
