"""How a file that was made whole is handed out: PDF to look at and print, XLSX and zip to keep."""

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pdf(content: bytes, name: str) -> HttpResponse:
    """Shown in the browser, where it is printed."""
    return _answer(content, name, "application/pdf", "inline")


def xlsx(content: bytes, name: str) -> HttpResponse:
    return _answer(content, name, XLSX, "attachment")


def archive(content: bytes, name: str) -> HttpResponse:
    return _answer(content, name, "application/zip", "attachment")


def _answer(content: bytes, name: str, kind: str, how: str) -> HttpResponse:
    """`name` is made by us: letters, digits, dots and dashes."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'{how}; filename="{name}"'
    return answer
