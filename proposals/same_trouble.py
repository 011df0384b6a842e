"""One trouble through the years: hits that tell of the same thing, with years, status and reason in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from .likeness import ALIKE, Likeness, Sketch, likeness
from .models import Cycle, LevelDecision, Proposal
from .models.decision import Outcome
from .reasons import Reason
from .statuses import LATER, OPEN, Status
from .texts import mask_private
from .why import short_reason

SHOWN = 3
"""How many stories a hint tells."""


@dataclass(frozen=True)
class Hit:
    """One usulan that is alike."""

    pk: int
    likeness: Likeness
    sketch: Sketch
    previous: int | None


@dataclass(frozen=True)
class Story:
    """One trouble through the years: the last usulan of it, the years it was asked for, what may be done about it."""

    proposal: Proposal
    years: tuple[int, ...]
    likeness: Likeness
    said: str
    reason: str
    may_support: bool = False
    may_repeat: bool = False

    @property
    def title(self) -> str:
        return mask_private(self.proposal.title)

    @property
    def placed(self) -> str:
        """Group and place, nothing said twice: `PKK · Kel. Kauman`, `RW 05 Kel. Kauman`."""
        group, where = self.proposal.group.name, self.proposal.where
        return where if where.startswith(group) else f"{group} · {where}"

    @property
    def same(self) -> str:
        """What is the same, in one line."""
        return ", ".join(self.likeness.reasons)

    @property
    def key(self) -> str:
        """By what a form names it: the number, or the public id of a draft."""
        return self.proposal.number or str(self.proposal.public_id)


def told_once(found: Sequence[Hit]) -> list[list[Hit]]:
    """Put hits that tell of one trouble together: linked as usulan lagi, or alike among themselves. Pure."""
    told: list[list[Hit]] = []
    for hit in found:
        for story in told:
            if any(_same_story(hit, other) for other in story):
                story.append(hit)
                break
        else:
            told.append([hit])
    return told


def _same_story(one: Hit, other: Hit) -> bool:
    if one.previous == other.pk or other.previous == one.pk:
        return True
    return likeness(one.sketch, other.sketch).score >= ALIKE


def stories(found: Sequence[Hit], cycle: Cycle) -> list[Story]:
    """Tell the first few troubles with their years, status and reason; two queries."""
    troubles = told_once(found)[:SHOWN]
    wanted = [hit.pk for trouble in troubles for hit in trouble]
    if not wanted:
        return []
    loaded = Proposal.objects.for_list().select_related("parent").in_bulk(wanted)
    final = set(
        LevelDecision.objects.filter(proposal__in=wanted, outcome=Outcome.REJECTED, may_repeat=False)
        .order_by()
        .values_list("proposal", flat=True)
    )
    return [_story(trouble, loaded, final, cycle) for trouble in troubles]


def _story(trouble: list[Hit], loaded: dict[int, Proposal], final: set[int], cycle: Cycle) -> Story:
    members = sorted((loaded[hit.pk] for hit in trouble), key=lambda one: (one.cycle.held_year, one.pk))
    last = next((one for one in reversed(members) if one.status != Status.MERGED), members[-1])
    years = sorted({one.cycle.held_year for one in members} | {one.first_year for one in members if one.first_year})
    past = last.cycle.plan_year < cycle.plan_year
    return Story(
        proposal=last,
        years=tuple(years),
        likeness=trouble[0].likeness,
        said=_sentence(years, last),
        reason=short_reason(last),
        may_support=last.cycle_id == cycle.pk and last.status in OPEN,
        may_repeat=past and (last.status in LATER or (last.status == Status.REJECTED and last.pk not in final)),
    )


SHORT_REASON = {
    Reason.PLACE: "alamat",
    Reason.DOCUMENTS: "dokumen",
    Reason.VOLUME_PRICE: "volume atau harga",
    Reason.WRONG_AGENCY: "tujuan perangkat daerah",
    Reason.DOUBLE: "sudah diusulkan",
    Reason.AUTHORITY: "bukan kewenangan kota",
    Reason.OUTSIDE_KAMUS: "di luar kamus",
    Reason.LAND: "lahan",
    Reason.HANDLED: "sudah ditangani",
    Reason.TECHNICAL: "syarat teknis",
    Reason.RECEIVER: "syarat penerima",
    Reason.RECEIVED_BEFORE: "penerima sudah pernah menerima",
    Reason.PRIORITY: "prioritas daerah",
    Reason.CEILING: "pagu",
    Reason.QUOTA: "kuota",
    Reason.ORDER: "urutan",
    Reason.LATE: "jadwal",
    Reason.NOBODY: "tidak ada pengusul yang hadir",
}
"""One word or three after `karena`; the whole reason stands below."""

_LAST = {
    Status.RESERVE_KEL: "belum diprioritaskan kelurahan",
    Status.NOT_AGREED: "belum diprioritaskan kecamatan",
    Status.REJECTED: "tidak diterima",
}


def _sentence(years: Sequence[int], last: Proposal) -> str:
    """`Diusulkan 2019 dan 2023; terakhir tidak diterima karena lahan.`"""
    status = Status(last.status)
    if status == Status.DRAFT:
        return "Masih draf kelompok Anda."
    when = f"{', '.join(str(year) for year in years[:-1])} dan {years[-1]}" if len(years) > 1 else str(years[0])
    state = _LAST.get(status, last.face.word.lower())
    cause = SHORT_REASON.get(Reason(last.reason_code)) if last.reason_code in Reason.values else None
    because = f" karena {cause}" if cause and status not in OPEN else ""
    now = "terakhir " if len(years) > 1 else "sekarang " if status in OPEN else ""
    return f"Diusulkan {when}; {now}{state}{because}."
