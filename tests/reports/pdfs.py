"""Reading a PDF as far as tests need it, without a library: its objects, how many pages, what its tags say."""

import re
import zlib


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
