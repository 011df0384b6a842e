"""What stands below a printed paper: whose it is, in which state, when it was printed."""

from datetime import datetime

from proposals.windows import say
from rounds.models import Forum

from .paper import Paper
from .pdf import DRAFT, Print


def draft(forum: Forum, paper: Paper, at: datetime) -> Print:
    """A paper of a forum that is not over: marked across the page."""
    foot = (f"{paper.name}, {forum.number}", f"Draf, belum dikunci. Tanggal cetak: {say(at)}")
    return Print(paper, at, foot, mark=DRAFT, author=forum.signer)


def of_place(paper: Paper, at: datetime) -> Print:
    """A form of a place as the decisions in force stand: no berita acara, so it says so."""
    return Print(paper, at, (paper.name, f"Menurut keputusan yang berlaku. Tanggal cetak: {say(at)}"))
