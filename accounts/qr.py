"""The square code that leads from paper to a page of ours."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr(address: str, title: str = "Kode QR menuju halaman ini") -> SafeString:
    """Draw a whole address as inline SVG, without a style of its own; the class gives its size."""
    drawn: str = segno.make(address, error="m", micro=False).svg_inline(
        border=2, omitsize=True, lineclass="", svgclass="qr", title=title
    )
    return mark_safe(drawn)
