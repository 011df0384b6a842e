"""All papers of a forum in one zip: PDF and XLSX of each."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.text import slugify

from rounds.models import Forum

from . import pdf
from .paper import Paper
from .pdf import Print
from .workbook import workbook


def file_name(forum: Forum, paper: Paper, kind: str) -> str:
    """`form-1.4-kelurahan-kauman-3573-2027-f051004.pdf`."""
    base = f"form-{paper.code}" if paper.code[0].isdigit() else paper.code
    return f"{base}-{slugify(forum.short)}-{slugify(forum.number)}.{kind}"


def archive(forum: Forum, prints: Sequence[Print]) -> bytes:
    """Write the zip; one process sets all PDFs. Raises pdf.Unprintable."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as found:
        for one, content in zip(prints, pdf.render(prints), strict=True):
            found.writestr(file_name(forum, one.paper, "pdf"), content)
            found.writestr(file_name(forum, one.paper, "xlsx"), workbook(one.paper, " · ".join(one.foot)))
    return file.getvalue()
