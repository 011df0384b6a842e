"""What stands below a printed paper: whose it is, in which state, when it was printed, where it is verified."""

from datetime import datetime

from proposals.windows import say
from rounds.models import Forum

from .locked import paper_in
from .paper import Paper
from .pdf import DRAFT, Print


def draft(forum: Forum, paper: Paper, at: datetime) -> Print:
    """A paper of a forum that is not over: marked across the page."""
    foot = (f"{paper.name}, {forum.number}", f"Draf, belum dikunci. Tanggal cetak: {say(at)}")
    return Print(paper, at, foot, mark=DRAFT, author=forum.signer)


def of_place(paper: Paper, at: datetime) -> Print:
    """A form of a place as the decisions in force stand: no berita acara, so it says so."""
    return Print(paper, at, (paper.name, f"Menurut keputusan yang berlaku. Tanggal cetak: {say(at)}"))


def report(paper: Paper, at: datetime) -> Print:
    """A report as it stands at a moment: with its filter, nothing to sign."""
    return Print(paper, at, (paper.name, f"Tanggal cetak: {say(at)}"))


def locked(text: str, *, version: str, author: str, locked_at: datetime, at: datetime, address: str) -> Print:
    """A locked paper, from its stored text alone; `address` is the whole address of its public page."""
    paper = paper_in(text)
    foot = (
        f"{paper.name}, {version}",
        f"Dikunci {say(locked_at)}. Tanggal cetak: {say(at)}",
        f"Periksa keasliannya dengan kode QR ini, atau di {address}",
    )
    return Print(paper, at, foot, address=address, author=author)
