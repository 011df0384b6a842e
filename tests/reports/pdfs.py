"""Reading a PDF as far as tests need it, without a library: its objects, how many pages, what its tags say."""

import re
import zlib
from collections.abc import Iterator


def inflated(pdf: bytes) -> bytes:
    """The whole file with every compressed stream unpacked behind it."""
    found = [pdf]
    for start in re.finditer(rb"stream\r?\n", pdf):
        end = pdf.find(b"endstream", start.end())
        try:
            found.append(zlib.decompressobj().decompress(pdf[start.end() : end]))
        except zlib.error:
            continue
    return b"\n".join(found)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", inflated(pdf)))


def is_tagged(pdf: bytes) -> bool:
    """Marked, with a tree of structure, and said to be PDF/UA."""
    known = inflated(pdf)
    return b"/StructTreeRoot" in known and b"/MarkInfo" in known and b"pdfuaid" in known


def fonts(pdf: bytes) -> tuple[int, int]:
    """How many fonts it describes, and how many of them are embedded."""
    known = inflated(pdf)
    return len(re.findall(rb"/Type\s*/FontDescriptor", known)), len(re.findall(rb"/FontFile[23]?\s", known))


def tags(pdf: bytes, name: str) -> int:
    """How many elements of structure have that name: `H1`, `TH`, `Figure`."""
    return len(re.findall(rb"/S\s*/" + name.encode() + rb"\b", inflated(pdf)))


_TEXT = re.compile(rb"\bBT\b(.*?)\bET\b", re.DOTALL)
_TOKEN = re.compile(rb"\\([0-7]{1,3})|\\(.)|([()])|(.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def printed_words(pdf: bytes) -> list[str]:
    """All that stands on the pages, once by the signs of each font: what another font wrote is rubbish there."""
    known = inflated(pdf)
    glyphs = [
        one[at : at + 2].hex().upper()
        for part in _TEXT.findall(known)
        for one in _strings(part)
        for at in range(0, len(one), 2)
    ]
    found = []
    for table in re.findall(rb"beginbfchar(.*?)endcmap", known, re.DOTALL):
        signs = dict(re.findall(r"<(\w{4})> <(\w+)>", table.decode("latin-1")))  # a ligature is two letters
        found.append(bytes.fromhex("".join(signs.get(one, "003F") for one in glyphs)).decode("utf-16-be"))
    return found


def _strings(part: bytes) -> Iterator[bytes]:
    """The strings of a text block in order, without escapes; parentheses that balance are not escaped in them."""
    depth, held = 0, b""
    for octal, escaped, bracket, plain in _TOKEN.findall(part):
        depth += {b"(": 1, b")": -1}.get(bracket, 0)
        if bracket == b")" and depth == 0:
            yield held
            held = b""
        elif depth and not (bracket == b"(" and depth == 1):
            held += bytes([int(octal, 8)]) if octal else _ESCAPED.get(escaped, escaped) or bracket or plain


def code_address(pdf: bytes) -> str:
    """The address that stands in the foot of a print, beside the QR that holds it."""
    for words in printed_words(pdf):
        if match := re.search(r"https?://[\w.:-]+/dokumen/[0-9a-f]{64}/", words):
            return match[0]
    raise AssertionError("no address of a document in this print")
