"""The spreadsheet face of the kamus: one class reads, checks and writes a sheet, for command, page and admin alike."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from import_export import resources
from import_export.results import Result, RowResult
from tablib import Dataset

from regions import sheets
from regions.import_report import ImportReport, Line, Outcome
from regions.models import Region
from regions.plaintext import clean
from regions.sheets import Columns, Row, Sheet

from .actions.taking import KamusEntry, entry_outcome, known_items, refuse_locked, take_kamus
from .kamus_row import KamusRowForm, sentences
from .models import KamusItem

_TYPES = {
    Outcome.NEW: RowResult.IMPORT_TYPE_NEW,
    Outcome.CHANGED: RowResult.IMPORT_TYPE_UPDATE,
    Outcome.SAME: RowResult.IMPORT_TYPE_SKIP,
    Outcome.REFUSED: RowResult.IMPORT_TYPE_INVALID,
}


class SheetResource(resources.Resource):
    """A resource of django-import-export that goes through our forms and verbs instead of its own row loop.

    `check` reads every row and writes nothing; `write` stores what `check` found good, in one transaction and with a
    constant number of queries. `import_data` is the door of django-import-export to the same two.
    """

    columns: Columns
    report: ImportReport

    @abstractmethod
    def check(self, sheet: Sheet) -> ImportReport:
        """Check every row, list every error with the sheet's own row number, and remember what is good."""

    @abstractmethod
    def write(self, *, at: datetime) -> None:
        """Write what was found good; all of it or nothing."""

    def read(self, data: bytes, *, max_rows: int = sheets.MAX_ROWS) -> ImportReport:
        """Read a file and check it. Raises ValidationError where the file as a whole is refused."""
        return self.check(self.sheet(data, max_rows=max_rows))

    def sheet(self, data: bytes, *, max_rows: int = sheets.MAX_ROWS) -> Sheet:
        """Read a file under the names of `columns`."""
        return sheets.read(data, self.columns, max_rows=max_rows)

    def import_data(
        self, dataset: Dataset, dry_run: bool = False, raise_errors: bool = False, *args: Any, **kwargs: Any
    ) -> Result:
        """Import a tablib dataset; with a refused row nothing is written."""
        result = Result()
        result.total_rows = len(dataset)
        try:
            with transaction.atomic():
                report = self.check(_sheet_of(dataset, self.columns))
                if not dry_run and not report.refused:
                    self.write(at=timezone.now())
                    report.committed = True
        except ValidationError as refusal:
            if raise_errors:
                raise
            result.append_base_error(self.get_error_result_class()(refusal))
            return result
        for line in report.lines:
            self._tell(result, line, dataset[line.row - 2])
        return result

    def _tell(self, result: Result, line: Line, values: Sequence[Any]) -> None:
        told = self.get_row_result_class()()
        told.import_type, told.number = _TYPES[line.outcome], line.row
        told.object_repr, told.row_values = line.title, dict(enumerate(values))
        result.increment_row_result_total(told)
        if line.outcome == Outcome.REFUSED:
            told.validation_error = ValidationError(list(line.sentences))
            result.append_invalid_row(line.row, told.row_values, told.validation_error)
        result.append_row_result(told)


def _sheet_of(dataset: Dataset, columns: Columns) -> Sheet:
    """A dataset as a sheet; its first row stands in row 2, below the header."""
    places = {place: name for place, header in enumerate(dataset.headers or []) if (name := columns.find(str(header)))}
    missing = [name for name in columns.needed if name not in places.values()]
    if missing:
        raise ValidationError(f"Kolom ini tidak ada: {', '.join(missing)}.")
    return Sheet(
        [
            Row(number, {name: clean("" if row[at] is None else str(row[at])) for at, name in places.items()})
            for number, row in enumerate(dataset, start=2)
        ],
        [],
    )


class KamusResource(SheetResource):
    """A kamus as printed: one row per item. `KamusResource(city, 2023).read(data)`, then `write(at=…)`."""

    columns = Columns(
        (
            "perangkat_daerah",
            "urusan_kode",
            "urusan",
            "program_kode",
            "program",
            "kegiatan_kode",
            "kegiatan",
            "subkegiatan_kode",
            "subkegiatan",
            "no",
            "uraian",
            "satuan",
            "harga_satuan",
        ),
        ("harga_satuan_raw", "keterangan", "halaman_pdf"),
        also={"opd": "perangkat_daerah", "nomor": "no", "harga": "harga_satuan", "note": "keterangan"},
    )

    def __init__(self, city: Region, plan_year: int, *, user: AbstractBaseUser | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.city, self.plan_year, self.user = city, plan_year, user
        self.entries: list[KamusEntry] = []

    def check(self, sheet: Sheet) -> ImportReport:
        refuse_locked(self.city, self.plan_year)
        self.entries = []
        self.report = ImportReport("item kamus", warnings=list(sheet.warnings))
        known = known_items(self.city, self.plan_year)
        seen: dict[Any, int] = {}
        self.report.lines = [self._line(row, seen, known) for row in sheet.rows]
        if absent := len(known.keys() - seen.keys()):
            self.report.warnings.append(f"{absent} item di kamus tidak ada di berkas ini dan dibiarkan.")
        self.report.extra["agencies"] = len({entry.key[0] for entry in self.entries})
        return self.report

    def _line(self, row: Row, seen: dict[Any, int], known: dict[Any, KamusItem]) -> Line:
        title = row.values["uraian"][:100]
        form = KamusRowForm(row.values)
        if row.fault or not form.is_valid():
            return Line(row.number, Outcome.REFUSED, title, (row.fault,) if row.fault else tuple(sentences(form)))
        entry = KamusEntry(
            form.cleaned_data["perangkat_daerah"],
            form.levels(),
            form.printed(),
            form.derived(),
        )
        if entry.key in seen:
            twice = f"Item ini sudah ada di baris {seen[entry.key]}: perangkat daerah, sub kegiatan, dan nomornya sama."
            return Line(row.number, Outcome.REFUSED, title, (twice,))
        seen[entry.key] = row.number
        self.entries.append(entry)
        return Line(row.number, entry_outcome(entry, known.get(entry.key)), title, form.warnings())

    def write(self, *, at: datetime) -> None:
        take_kamus(self.city, self.plan_year, self.entries, at=at, user=self.user)
