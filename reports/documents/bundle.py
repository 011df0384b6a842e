"""All papers of a forum in one zip: PDF and XLSX of each."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.text import slugify

from rounds.models import Forum, Scan

from .paper import Paper
from .pdf import Print
from .workbook import workbook


def file_name(forum: Forum, paper: Paper, kind: str) -> str:
    """`form-1.4-kelurahan-kauman-3573-2027-f051004.pdf`."""
    base = f"form-{paper.code}" if paper.code[0].isdigit() else paper.code
    return f"{base}-{slugify(forum.short)}-{slugify(forum.number)}.{kind}"


def archive(forum: Forum, prints: Sequence[Print], pdfs: Sequence[bytes], scans: Iterable[Scan] = ()) -> bytes:
    """Write the zip from the papers, their PDFs in the same order, and signed scans."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as found:
        for one, content in zip(prints, pdfs, strict=True):
            found.writestr(file_name(forum, one.paper, "pdf"), content)
            found.writestr(file_name(forum, one.paper, "xlsx"), workbook(one.paper, one.sheet_foot))
        for number, scan in enumerate(scans, start=1):
            ending = str(scan.file.name).rsplit(".", 1)[-1]
            with scan.file.open("rb") as signed:
                found.writestr(f"pindaian/{number}-{scan.kind}.{ending}", signed.read())
    return file.getvalue()
