"""Photos as they come from phones, made safe: decoded within limits and drawn anew, so nothing else comes along.

The new picture has no EXIF, no GPS, no comment, no colour profile and no bytes after its end. Limits: settled.md 16.
"""

import warnings
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps, UnidentifiedImageError

MEGABYTE = 1024 * 1024
MAX_BYTES = 10 * MEGABYTE
MAX_PIXELS = {"JPEG": 64_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
MAX_SIDE, SMALL_SIDE = 1600, 400
NOT_A_PHOTO = "File ini bukan foto. Pilih foto JPEG, PNG, atau WEBP."


def too_large(size: int) -> str:
    """Say that a file of so many bytes is too large: `Foto terlalu besar (14 MB). Pilih foto di bawah 10 MB.`"""
    return f"Foto terlalu besar ({-(-size // MEGABYTE)} MB). Pilih foto di bawah {MAX_BYTES // MEGABYTE} MB."


def reencode(file: File[bytes]) -> ContentFile[bytes]:
    """Return the photo as a fresh JPEG of 1600 pixels at most on its longer side, upright, in RGB.

    Raises ValidationError with a sentence for what is no photo, too large, or broken.
    """
    if (file.size or 0) > MAX_BYTES:
        raise ValidationError(too_large(file.size or 0), code="too_large")
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = _decode(file)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
            raise ValidationError(_too_many_pixels(25_000_000), code="too_many_pixels") from bomb
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError) as broken:
            raise ValidationError(NOT_A_PHOTO, code="not_a_photo") from broken
    out = BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True)
    return ContentFile(out.getvalue(), name="foto.jpg")


def small(file: IO[bytes]) -> bytes:
    """Return one of our own photos as a thumbnail of 400 × 400 pixels at most, a JPEG of some 20 KB."""
    with Image.open(file, formats=("JPEG",)) as image:
        image.draft("RGB", (SMALL_SIDE, SMALL_SIDE))
        image.thumbnail((SMALL_SIDE, SMALL_SIDE))
        out = BytesIO()
        image.save(out, "JPEG", quality=68, optimize=True, progressive=True)
    return out.getvalue()


def _decode(file: IO[bytes] | File[bytes]) -> Image.Image:
    image = Image.open(file, formats=tuple(MAX_PIXELS))
    most = MAX_PIXELS[str(image.format)]
    width, height = image.size
    if width * height > most:
        raise ValidationError(_too_many_pixels(most), code="too_many_pixels")
    if min(width, height) < 1 or max(width, height) / min(width, height) > 50:
        raise ValueError("not the shape of a photo")
    image.draft("RGB", (MAX_SIDE, MAX_SIDE))  # a JPEG is decoded at a half, a quarter or an eighth of its size
    image.load()
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((MAX_SIDE, MAX_SIDE))
    seen = upright.convert("RGBA") if upright.mode in ("P", "LA", "PA", "RGBA") else upright.convert("RGB")
    canvas = Image.new("RGB", seen.size, "white")
    canvas.paste(seen, mask=seen if seen.mode == "RGBA" else None)
    return canvas


def _too_many_pixels(most: int) -> str:
    return f"Ukuran foto melebihi {most // 1_000_000} juta piksel. Pilih foto yang lebih kecil."
