"""Permission tables as small texts: one row per role, one word per door.

    TABLE = '''
                    daftar  rinci
        publik      masuk   masuk
        rw          boleh   404
    '''

`boleh` = 200 (or the redirect after a POST), `masuk` = sent to the login, `tidak` = 403, `404` = not to be known of.
"""

from typing import Any

from tests.world import ROLE_ROWS

WORDS = {"boleh", "masuk", "tidak", "404"}


def table(text: str) -> list[tuple[str, str, str]]:
    """Read a table as (role, door, word); refuse one that misses a role or a cell."""
    lines = [line.split() for line in text.strip("\n").splitlines() if line.strip()]
    doors, rows = lines[0], lines[1:]
    found = [row[0] for row in rows]
    if found != list(ROLE_ROWS):
        raise AssertionError(f"the table needs these rows in order: {ROLE_ROWS}, not {found}")
    cells = []
    for role, *words in rows:
        if len(words) != len(doors) or set(words) - WORDS:
            raise AssertionError(f"row {role}: {len(doors)} words of {sorted(WORDS)} are needed")
        cells += [(role, door, word) for door, word in zip(doors, words, strict=True)]
    return cells


def said(response: Any) -> str:
    """Name an answer by its word."""
    if response.status_code == 302 and response["Location"].startswith("/masuk/"):
        return "masuk"
    return {200: "boleh", 302: "boleh", 403: "tidak", 404: "404"}.get(
        response.status_code, f"status {response.status_code}"
    )
