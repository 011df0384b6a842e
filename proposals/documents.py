"""Files that the kamus or a decision asks for: what they are is read from their content, never from their name.

A PDF is kept as it is and only ever handed out as a download; a picture is drawn anew like a photo.
"""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File

from regions.plaintext import clean

from .photos import MAX_BYTES, MEGABYTE, reencode
from .texts import mask_private

PDF_START, PDF_END = b"%PDF-", b"%%EOF"
PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
TAIL = 4096
"""A PDF ends within so many bytes of the end of its file."""
NOT_A_DOCUMENT = "Berkas ini bukan PDF, JPG, atau PNG. Pilih berkas lain."
BROKEN = "Berkas PDF ini rusak atau tidak lengkap. Simpan ulang, lalu pilih lagi."


def too_large(size: int) -> str:
    """Say that a file of so many bytes is too large: `Berkas terlalu besar (14 MB). …`"""
    return f"Berkas terlalu besar ({-(-size // MEGABYTE)} MB). Pilih berkas di bawah {MAX_BYTES // MEGABYTE} MB."


def read_document(file: File[bytes]) -> ContentFile[bytes]:
    """Return the file under our own name, `berkas.pdf` or `berkas.jpg`.

    Raises ValidationError with one sentence for what is neither PDF nor picture, too large, or broken.
    """
    if (file.size or 0) > MAX_BYTES:
        raise ValidationError(too_large(file.size or 0), code="too_large")
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    if start.startswith(PICTURE_STARTS):
        try:
            return ContentFile(reencode(file).read(), name="berkas.jpg")
        except ValidationError as refusal:
            sentence = refusal.messages[0].replace("foto", "gambar") if refusal.code == "too_many_pixels" else ""
            raise ValidationError(sentence or NOT_A_DOCUMENT, code="not_a_document") from refusal
    if not start.startswith(PDF_START):
        raise ValidationError(NOT_A_DOCUMENT, code="not_a_document")
    content = file.read()
    if PDF_END not in content[-TAIL:]:
        raise ValidationError(BROKEN, code="broken")
    return ContentFile(content, name="berkas.pdf")


def label_of(name: str) -> str:
    """A sender's file name as a harmless label of at most 80 signs: no path, no NIK, no control or turning signs."""
    last = clean(name).replace("\\", "/").rsplit("/", 1)[-1]
    return mask_private(" ".join(last.split()))[:80].strip(" .") or "Berkas"
