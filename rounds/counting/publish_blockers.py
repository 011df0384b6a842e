"""What keeps a closed round from being published (settled.md 10)."""

from rounds.blockers import SCANS, Blocker
from rounds.models import Forum, Scan

UNSIGNED = "Unggah pindaian berita acara yang sudah ditandatangani."


def publish_blockers(forum: Forum) -> list[Blocker]:
    """The berita acara of the forum must be here with its signatures."""
    signed = Scan.objects.signed_minutes(forum).exists()
    return [] if signed else [Blocker("pindaian", UNSIGNED, SCANS)]
