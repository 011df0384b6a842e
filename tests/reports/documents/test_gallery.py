"""The file of a kelurahan and of a kecamatan of the demo city, set and laid out as one picture each.

With MUSRENBANG_GALLERY=1 the two pictures of the README are renewed.
"""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from PIL import Image

from reports.documents import forms, pdf, prints
from rounds.models import Forum

GALLERY = Path(settings.BASE_DIR) / "docs" / "gambar"
MOST_BYTES, GAP, GREYS = 60_000, 12, 4
DOTS_PER_INCH = 40


def first_pages(forum: Forum, codes: list[str]) -> Iterator[Image.Image]:
    now = timezone.now()
    for paper in forms.papers_of(forum, now, frozenset(codes)):
        yield Image.open(BytesIO(pdf.pictures(prints.of_place(paper, now), dots_per_inch=DOTS_PER_INCH)[0])).convert(
            "L"
        )


def laid_out(pages: list[Image.Image]) -> Image.Image:
    """Upright pages in the first row, those that lie in the second."""
    rows = [[one for one in pages if one.height > one.width], [one for one in pages if one.height <= one.width]]
    width = max(sum(one.width + GAP for one in row) for row in rows) + GAP
    found = Image.new("L", (width, sum(max(one.height for one in row) + GAP for row in rows) + GAP), 208)
    top = GAP
    for row in rows:
        left = GAP
        for one in row:
            found.paste(one, (left, top))
            left += one.width + GAP
        top += max(one.height for one in row) + GAP
    return found


@pytest.mark.usefixtures("demo_city")
@pytest.mark.parametrize(
    ("name", "kind", "place", "codes"),
    [
        ("berkas-kelurahan", Forum.Kind.KELURAHAN, "Kauman", ["1.1", "1.2", "1.3", "1.4", "1.5"]),
        ("berkas-kecamatan", Forum.Kind.DISTRICT, "Klojen", ["2.1", "2.2", "2.3", "2.4", "2.5"]),
    ],
)
def test_a_whole_file_is_set_and_makes_a_small_picture(name: str, kind: str, place: str, codes: list[str]) -> None:
    forum = Forum.objects.filter(kind=kind, region__name=place).order_by("-cycle__plan_year")[0]
    pages = list(first_pages(forum, codes))
    assert len(pages) == len(codes)
    assert all(one.histogram()[0:80] != [0] * 80 for one in pages)
    out = BytesIO()
    laid_out(pages).quantize(GREYS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    assert len(out.getvalue()) <= MOST_BYTES
    if os.environ.get("MUSRENBANG_GALLERY"):
        (GALLERY / f"{name}.png").write_bytes(out.getvalue())
