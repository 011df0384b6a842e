"""One-time codes and secret links: 14 letters without look-alikes, 69 bits. A code that lets in is kept as a digest."""

import hashlib
import hmac
import secrets

from django.conf import settings

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 14


def new_code() -> str:
    """Make a secret of 14 letters: 69 bits, without letters that look alike."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def spoken(code: str) -> str:
    """Write it in groups, as it is printed: `abcd-efgh-jkmnpq`."""
    return "-".join((code[:4], code[4:8], code[8:]))


def typed(text: str) -> str:
    """Read what a person typed: blanks, dashes and capitals do not matter."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


def digest(code: str, *, salt: str = "kode-masuk") -> str:
    """Return the HMAC-SHA256 of a code in hex, under the secret of this installation."""
    key = f"{salt}:{settings.SECRET_KEY}".encode()
    return hmac.new(key, typed(code).encode(), hashlib.sha256).hexdigest()
