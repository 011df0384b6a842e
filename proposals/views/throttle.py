"""Which receipts a browser has opened; how often one address may ask is counted by `accounts.throttle`."""

from django.http import HttpRequest

OPENED = "tanda_terima"
"""Codes of the receipts that this browser has opened: they open the photos of the need too."""


def keep_receipt(request: HttpRequest, code: str) -> None:
    """Remember that this browser opened a receipt."""
    opened = [*request.session.get(OPENED, []), code]
    if code not in opened[:-1]:
        request.session[OPENED] = opened[-20:]


def keeps_receipt(request: HttpRequest, code: str) -> bool:
    """Say whether this browser has opened the receipt of that code."""
    return code in request.session.get(OPENED, [])
