"""Opens a published bundle, archive or folder, that may come from anyone: limits on what is read, no odd names.

Standard library only, as `rounds.verify` runs where nothing is installed.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

MOST_FILES = 2_000
MOST_BYTES = 256 * 1024 * 1024
"""Of all files together, unpacked."""
NAMES = re.compile(r"(?:adendum/[1-9][0-9]{0,2}/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,99}\.(?:csv|json|txt|pb)", re.ASCII)
FOLDERS = re.compile(r"adendum/(?:[1-9][0-9]{0,2}/)?", re.ASCII)
ENCRYPTED = 0x1
BROKEN = (BadZipFile, LargeZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What the standard library says to an archive that is none."""


class Unreadable(Exception):
    """Why a bundle cannot be opened, in one Indonesian sentence."""


def opened(path: Path) -> dict[str, bytes]:
    """The files of a bundle by name, with `/` between folders. Unreadable where it is none, or too much."""
    try:
        if path.is_dir():
            return dict(_of_folder(path))
        with ZipFile(path) as archive:
            return dict(_of_archive(archive))
    except FileNotFoundError:
        raise Unreadable("tidak ditemukan") from None
    except BROKEN:
        raise Unreadable("bukan arsip zip yang utuh") from None
    except OSError as error:
        raise Unreadable(f"tidak dapat dibuka ({error.strerror})") from None


def _of_archive(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    entries = [entry for entry in archive.infolist() if not FOLDERS.fullmatch(entry.filename)]
    _limit(len(entries), sum(entry.file_size for entry in entries))
    names: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        _expect_name(name)
        if name in names:
            raise Unreadable(f"memuat {name} dua kali")
        names.add(name)
        yield name, _content(archive, entry)


def _content(archive: ZipFile, entry: ZipInfo) -> bytes:
    """One file, at most as long as its entry says; its checksum is verified on the way."""
    if entry.flag_bits & ENCRYPTED or entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise Unreadable(f"memuat {entry.filename} yang terkunci atau dimampatkan dengan cara lain")
    with archive.open(entry) as stream:
        return stream.read(MOST_BYTES + 1)


def _of_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of an unpacked bundle. What begins with a full stop is the computer's own; links are not followed."""
    paths = [path for path in sorted(folder.rglob("*")) if not path.name.startswith(".") and not path.is_dir()]
    if any(path.is_symlink() or not path.is_file() for path in paths):
        raise Unreadable("memuat tautan, bukan berkas")
    _limit(len(paths), sum(path.stat().st_size for path in paths))
    for path in paths:
        name = path.relative_to(folder).as_posix()
        _expect_name(name)
        with path.open("rb") as stream:
            yield name, stream.read(MOST_BYTES + 1)


def _limit(count: int, size: int) -> None:
    if count > MOST_FILES or size > MOST_BYTES:
        raise Unreadable(f"terlalu besar: paling banyak {MOST_FILES} berkas dan {MOST_BYTES // 1024**2} MB")


def _expect_name(name: str) -> None:
    if not NAMES.fullmatch(name):
        clean = "".join(sign if sign.isprintable() else "?" for sign in name[:60])
        raise Unreadable(f"memuat berkas yang tidak dikenal: {clean}")
