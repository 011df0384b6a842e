"""A signed paper as it comes from a scanner or a phone: what it is is read from its content, its bytes are kept as they
are, so that its SHA-256 stays that of the file in the office's own drawer.

A kept PDF may carry nothing that runs, opens or hides: what is packed or locked so that it cannot be looked into is
refused with the same sentence.
"""

import re
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from PIL import Image, UnidentifiedImageError

from proposals.documents import PDF_END, PDF_START, TAIL
from proposals.photos import MAX_PIXELS, MEGABYTE

MAX_BYTES = 20 * MEGABYTE
MAX_PACKED = 32 * MEGABYTE
"""What the packed objects of one PDF may come to when they are unpacked."""
REACH = 2048
"""Bytes between the name of a packed object and its content."""
JPEG_START = b"\xff\xd8\xff"
SMALL_SIDE = 1600
NOT_A_SCAN = "Berkas ini bukan PDF atau JPG. Pilih hasil pindaian lain."
BROKEN = "Berkas ini rusak atau tidak lengkap. Pindai ulang, lalu pilih lagi."
ALIVE = "PDF ini berisi skrip, lampiran, atau tautan perintah. Pindai kertasnya menjadi PDF biasa atau JPG."
LOCKED = "PDF ini terkunci atau tidak dapat diperiksa. Simpan tanpa sandi, atau pindai menjadi JPG."


def read_scan(file: File[bytes]) -> ContentFile[bytes]:
    """The same bytes under our own name, `pindaian.pdf` or `pindaian.jpg`.

    Raises ValidationError with one sentence for what is neither, too large, broken, or a PDF that does more than show.
    """
    size = file.size or 0
    if size > MAX_BYTES:
        big = -(-size // MEGABYTE)
        raise ValidationError(f"Berkas terlalu besar ({big} MB). Pilih berkas paling besar 20 MB.", code="too_large")
    file.seek(0)
    content = file.read()
    if content.startswith(JPEG_START):
        _look_at(content)
        return ContentFile(content, name="pindaian.jpg")
    if content.startswith(PDF_START):
        _read_through(content)
        return ContentFile(content, name="pindaian.pdf")
    raise ValidationError(NOT_A_SCAN, code="not_a_scan")


def _look_at(content: bytes) -> None:
    """Decode the picture, reduced, within the limit of pixels."""
    most = MAX_PIXELS["JPEG"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(content), formats=("JPEG",)) as image:
                if image.width * image.height > most:
                    said = f"Ukuran gambar melebihi {most // 1_000_000} juta piksel. Pindai dengan ketajaman 300 dpi."
                    raise ValidationError(said, code="too_many_pixels")
                image.draft("RGB", (SMALL_SIDE, SMALL_SIDE))
                image.load()
        except (Image.DecompressionBombError, UnidentifiedImageError, OSError, ValueError, SyntaxError) as broken:
            raise ValidationError(BROKEN, code="broken") from broken


def _spelled(name: str) -> bytes:
    """A PDF name in any of its spellings: each sign may stand as `#4a`."""
    return b"/" + b"".join(
        b"(?:" + re.escape(sign.encode()) + b"|#" + b"".join(
            f"[{digit}{digit.upper()}]".encode() for digit in f"{ord(sign):02x}"
        ) + b")"
        for sign in name
    )  # fmt: skip


_ACTS = ("JavaScript", "Launch", "EmbeddedFile", "RichMedia", "SubmitForm", "ImportData", "GoToE")
_LIVING = re.compile(b"|".join(map(_spelled, _ACTS)))
_LOCKED = re.compile(_spelled("Encrypt"))
_PACKED = re.compile(_spelled("ObjStm"))
_STREAM = re.compile(rb">>\s*stream\r?\n")


def _read_through(content: bytes) -> None:
    if PDF_END not in content[-TAIL:]:
        raise ValidationError(BROKEN, code="broken")
    if _LOCKED.search(content):
        raise ValidationError(LOCKED, code="locked")
    if any(_LIVING.search(part) for part in (content, *_unpacked(content))):
        raise ValidationError(ALIVE, code="alive")


def _unpacked(content: bytes) -> Iterator[bytes]:
    """What stands in packed objects, as a scanner's program writes them: plain Flate."""
    room, left = MAX_PACKED, MAX_BYTES
    for found in _PACKED.finditer(content):
        begin = _STREAM.search(content, found.end(), found.end() + REACH)
        end = content.find(b"endstream", begin.end()) if begin else -1
        if begin is None or end < 0 or end - begin.end() > left:
            raise ValidationError(LOCKED, code="locked")
        left -= end - begin.end()
        reader = zlib.decompressobj()
        try:
            part = reader.decompress(content[begin.end() : end], room)
        except zlib.error as odd:
            raise ValidationError(LOCKED, code="locked") from odd
        if not reader.eof:
            raise ValidationError(LOCKED, code="locked")
        room = max(room - len(part), 1)
        yield part
