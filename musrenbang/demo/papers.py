"""The signed papers of the demo: one page of PDF that says which berita acara it would be."""

from datetime import datetime

from django.core.files.base import ContentFile

from accounts.models import OfficeHolding
from rounds.actions import scanning
from rounds.models import Forum, Scan


def sign(forum: Forum, *, by: OfficeHolding, at: datetime) -> None:
    """The berita acara of a closed forum comes back with its signatures and is uploaded."""
    page = _page(f"Contoh pindaian: berita acara {forum.title}, {forum.number}")
    scanning.keep_scan(forum, ContentFile(page, name="pindaian.pdf"), kind=Scan.Kind.MINUTES, by=by, at=at)


def _page(line: str) -> bytes:
    """A PDF of one folio page with one line in Helvetica, which every reader has."""
    shown = f"BT /F1 14 Tf 60 860 Td ({line}) Tj ET".encode("latin-1", "replace")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 609 935] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(shown), shown),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, starts = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(parts) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out + end % (size, table, size, len(out)))
