"""What the page of a counted round shows: where it stands, what stands in its way, what has been given so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from rounds.blockers import Blocker
from rounds.engine import ahp
from rounds.engine.fairness import SECRET_BELOW
from rounds.engine.scoring import display
from rounds.models import Round

from . import close_blockers, compute_blockers, publish_blockers, words
from .freeze_blockers import named
from .rule import alpha, has_ballots, has_scores, small_areas

Status = Round.Status
LIFE = (
    (Status.DRAFT, "Draf"),
    (Status.FROZEN, "Beku"),
    (Status.COLLECTING, "Kumpul"),
    (Status.COMPUTED, "Hitung"),
    (Status.AGREED, "Sepakat"),
    (Status.CLOSED, "Tutup"),
    (Status.PUBLISHED, "Terbit"),
)
PLACE = {status: place for place, (status, _) in enumerate(LIFE)} | {Status.LOT: 3, Status.SHUFFLING: 3}


@dataclass(frozen=True)
class Act:
    """The one next step: its name in the address, the button, what it fixes."""

    name: str
    button: str
    sentence: str


NEXT_ACT = {
    Status.DRAFT: Act(
        "beku", "Bekukan aturan", "Aturan, calon, dan pemilik suara tidak berubah lagi sesudah dibekukan."
    ),
    Status.FROZEN: Act("kumpul", "Buka pengumpulan", "Penilai dan delegasi dapat mulai memberi nilai dan suara."),
    Status.COLLECTING: Act("hitung", "Akhiri dan hitung", "Nilai dan suara dikunci, lalu dihitung."),
    Status.COMPUTED: Act(
        "sepakat", "Bawa ke forum", "Forum menyepakati hasil hitungan atau mengubahnya dengan alasan."
    ),
    Status.AGREED: Act(
        "tutup", "Tutup putaran", "Daftar yang disepakati dikunci dan setiap pengusul menerima alasannya."
    ),
    Status.CLOSED: Act("terbit", "Terbitkan berkas", "Siapa pun dapat mengunduh berkasnya dan menghitung ulang."),
}


@dataclass(frozen=True)
class Step:
    """One stop of the life of a round; `state` is lewat, kini or nanti."""

    name: str
    state: str


def life(round_: Round) -> list[Step]:
    """The stops, with the one where the round stands."""
    here = PLACE.get(Status(round_.status), -1)
    states = ("lewat", "kini", "nanti")
    return [Step(name, states[(place >= here) + (place > here)]) for place, (_, name) in enumerate(LIFE)]


def standing(round_: Round, at: datetime, freezing: Sequence[Blocker]) -> list[Blocker]:
    """What keeps the round from its next step. `freezing` as found for a draft."""
    if round_.status == Status.DRAFT:
        return list(freezing)
    if round_.status == Status.COLLECTING:
        return compute_blockers.compute_blockers(round_, at)
    if round_.status == Status.AGREED:
        return close_blockers.of_meeting(round_.forum)
    if round_.status == Status.CLOSED:
        return publish_blockers.publish_blockers(round_.forum)
    return []


def figures(round_: Round) -> list[tuple[str, str]]:
    """What has been given so far, as label and number; never who or what."""
    found = [("Calon", str(round_.candidates.count()))] if round_.rule else []
    if has_scores(round_):
        found.append(("Penilai", str(round_.assessors.count())))
    if has_ballots(round_):
        seen = turnout(round_)
        found += [
            ("Pemilik suara", str(seen.voters)),
            ("Hadir", str(seen.present)),
            ("Sudah memilih", str(seen.used)),
        ]
    return found


@dataclass(frozen=True)
class Turnout:
    """How many may vote, are here, have a ballot in the count or on its way."""

    voters: int
    present: int
    used: int


def turnout(round_: Round) -> Turnout:
    """Count the delegates, never who; one query."""
    people = list(round_.voters.order_by("number").values_list("is_present", "is_used"))
    return Turnout(len(people), sum(present for present, _ in people), sum(used for _, used in people))


def terms(round_: Round) -> list[tuple[str, str]]:
    """The rule in words: how it counts, from which score on, what happens when something does not fit."""
    share, said = alpha(round_), [("Cara", round_.get_method_display())]
    if share is not None and 0 < share < 100:
        said.append(("Bobot", f"nilai {share}, suara {100 - share}"))
    if has_scores(round_) and round_.terms.ahp.strip():
        said.append(("Konsistensi AHP", _consistency(round_.terms.ahp)))
    if share is not None and round_.terms.threshold:
        said.append(("Ambang nilai", str(round_.terms.threshold)))
    if has_ballots(round_):
        said.append(
            ("Surat suara", f"{round_.terms.get_ballot_display()}, paling banyak {round_.terms.choices} pilihan")
        )
        said.append(("Suara diterbitkan", _published(round_)))
    said.append(("Bila tidak muat", round_.terms.get_skip_display()))
    return said


def _published(round_: Round) -> str:
    """What is published of the ballots, and why less than the rule asked for where an area is small."""
    kind = round_.terms.Publication
    if round_.terms.publication == kind.FULL and (few := small_areas(round_)):
        return f"{kind.TOTALS.label}, karena kurang dari {SECRET_BELOW} pemilik suara di {named(few)}"
    return str(round_.terms.get_publication_display())


def records_of(round_: Round) -> dict[str, Any]:
    """Criteria, limits, guarantees and bonds as the page lists them; four queries."""
    return {
        "criteria": list(round_.criteria.order_by("place", "code")) if has_scores(round_) else [],
        "limits": list(round_.limits.order_by("code")),
        "guarantees": list(round_.guarantees.order_by("place", "code")),
        "bonds": list(round_.bonds.select_related("proposal", "other").order_by("pk")),
    }


def _consistency(typed: str) -> str:
    """`CR 0,0079, paling banyak 0,1`; or that the matrix cannot be read."""
    try:
        found = ahp.compare(words.matrix(typed))
    except (ValueError, ValidationError):
        return "matriks belum lengkap"
    return f"CR {display(found.ratio, 4)}, paling banyak 0,1"
