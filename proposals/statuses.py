"""The life of a usulan as tables: statuses, what may follow what, and the word the public reads."""

from dataclasses import dataclass

from django.db import models


class Status(models.TextChoices):
    """Where a usulan stands; stored and shown in the words of the field."""

    DRAFT = "draf", "Draf"
    SUBMITTED = "diajukan", "Diajukan"
    RETURNED = "dikembalikan", "Dikembalikan untuk perbaikan"
    ACCEPTED_KEL = "diterima_kel", "Diterima kelurahan"
    PRIORITY_KEL = "prioritas_kel", "Prioritas kelurahan"
    FEASIBLE = "layak", "Layak"
    PRIORITY_KEC = "prioritas_kec", "Prioritas kecamatan"
    RECOMMENDED = "direkomendasi", "Direkomendasikan perangkat daerah"
    ACCOMMODATED = "diakomodir", "Diakomodir"
    THIS_YEAR = "tahun_berjalan", "Diakomodir tahun berjalan"
    IN_RKPD = "masuk_rkpd", "Masuk RKPD"
    IN_APBD = "masuk_apbd", "Masuk APBD"
    UNDERWAY = "dilaksanakan", "Dilaksanakan"
    DONE = "selesai", "Selesai"
    RESERVE_KEL = "cadangan_kel", "Cadangan kelurahan"
    NOT_AGREED = "belum_disepakati", "Belum disepakati"
    UNFUNDED = "belum_terdanai", "Belum terdanai"
    NOT_DISCUSSED = "tidak_dibahas", "Tidak dibahas"
    MERGED = "digabung", "Digabung"
    REJECTED = "ditolak", "Ditolak"
    WITHDRAWN = "ditarik", "Ditarik pengusul"
    CANCELLED = "batal", "Batal"


S = Status

NEXT: dict[Status, frozenset[Status]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.WITHDRAWN}),
    S.SUBMITTED: frozenset(
        {S.WITHDRAWN, S.RETURNED, S.ACCEPTED_KEL, S.PRIORITY_KEC, S.NOT_AGREED, S.MERGED, S.REJECTED, S.NOT_DISCUSSED}
    ),
    S.RETURNED: frozenset({S.SUBMITTED, S.WITHDRAWN, S.MERGED, S.REJECTED, S.NOT_DISCUSSED}),
    S.ACCEPTED_KEL: frozenset(
        {
            S.PRIORITY_KEL,
            S.RESERVE_KEL,
            S.PRIORITY_KEC,  # the kecamatan's own usulan, which no kelurahan forum ranks
            S.THIS_YEAR,  # a sidang kelompok heard that it is done with the money of the running year
            S.NOT_AGREED,
            S.RETURNED,
            S.MERGED,
            S.REJECTED,
            S.NOT_DISCUSSED,
        }
    ),
    S.PRIORITY_KEL: frozenset(
        {
            S.FEASIBLE,
            S.PRIORITY_KEC,
            S.RESERVE_KEL,  # dropped out by an addendum of its forum
            S.NOT_AGREED,
            S.RETURNED,
            S.MERGED,
            S.REJECTED,
            S.NOT_DISCUSSED,
        }
    ),
    S.FEASIBLE: frozenset({S.PRIORITY_KEC, S.NOT_AGREED, S.MERGED, S.REJECTED, S.NOT_DISCUSSED}),
    S.PRIORITY_KEC: frozenset({S.RECOMMENDED, S.NOT_AGREED, S.MERGED, S.REJECTED, S.NOT_DISCUSSED}),
    S.RECOMMENDED: frozenset({S.ACCOMMODATED, S.UNFUNDED, S.MERGED, S.REJECTED, S.NOT_DISCUSSED}),
    S.ACCOMMODATED: frozenset({S.IN_RKPD}),
    S.THIS_YEAR: frozenset({S.UNDERWAY, S.CANCELLED}),
    S.IN_RKPD: frozenset({S.IN_APBD, S.CANCELLED}),
    S.IN_APBD: frozenset({S.UNDERWAY, S.CANCELLED}),
    S.UNDERWAY: frozenset({S.DONE, S.CANCELLED}),
    S.RESERVE_KEL: frozenset({S.PRIORITY_KEL}),
    S.DONE: frozenset(),
    S.NOT_AGREED: frozenset({S.PRIORITY_KEC}),  # promoted by an addendum of its forum, as from the reserve
    S.UNFUNDED: frozenset(),
    S.NOT_DISCUSSED: frozenset(),
    S.MERGED: frozenset(),
    S.REJECTED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.CANCELLED: frozenset(),
}

BACK: dict[Status, frozenset[Status]] = {
    S.ACCEPTED_KEL: frozenset({S.SUBMITTED}),
    S.RETURNED: frozenset({S.SUBMITTED, S.ACCEPTED_KEL, S.PRIORITY_KEL}),
    S.MERGED: frozenset({S.SUBMITTED, S.RETURNED, S.ACCEPTED_KEL, S.PRIORITY_KEL}),
    S.REJECTED: frozenset({S.SUBMITTED, S.RETURNED, S.ACCEPTED_KEL, S.PRIORITY_KEL}),
    S.FEASIBLE: frozenset({S.PRIORITY_KEL}),
}
"""Steps back: a desk's decision undone within ten minutes, or an objection that was granted. Never by itself."""

HIDDEN = frozenset({S.DRAFT, S.WITHDRAWN})
"""Not public: only the group and its offices see these."""

OPEN = frozenset({S.SUBMITTED, S.RETURNED, S.ACCEPTED_KEL, S.PRIORITY_KEL, S.FEASIBLE, S.PRIORITY_KEC, S.RECOMMENDED})
"""Still under discussion: somebody owes a decision."""

AGREED = frozenset({S.ACCOMMODATED, S.THIS_YEAR, S.IN_RKPD, S.IN_APBD, S.UNDERWAY, S.DONE})
"""Accepted into the plan, whatever came after."""

STARTABLE = frozenset({S.IN_APBD, S.THIS_YEAR})
"""Has its money: the work may begin."""

CANCELLABLE = STARTABLE | {S.IN_RKPD, S.UNDERWAY}
"""Promised and not yet finished: taken back with a reason."""

LATER = frozenset({S.RESERVE_KEL, S.NOT_AGREED, S.UNFUNDED, S.NOT_DISCUSSED})
"""Not in this cycle; may be proposed again."""

CLOSED = frozenset({S.MERGED, S.REJECTED, S.WITHDRAWN, S.CANCELLED})
"""Ended without being carried out."""

TAKES_QUOTA = OPEN | AGREED
"""Counts against what the kamus allows for a city or a kecamatan."""


@dataclass(frozen=True)
class Face:
    """How a status looks to the public: word, icon and tone of its chip."""

    word: str
    icon: str
    tone: str


_DISCUSSED = Face("Sedang dibahas", "clock", "run")

FACES: dict[Status, Face] = {
    **dict.fromkeys(OPEN, _DISCUSSED),
    S.RETURNED: Face("Dikembalikan", "return", "back"),
    S.DRAFT: Face("Draf", "dot", "draf"),
    S.ACCOMMODATED: Face("Diterima", "check", "ok"),
    S.THIS_YEAR: Face("Dikerjakan tahun ini", "calendar", "ok"),
    S.IN_RKPD: Face("Diterima", "check", "ok"),
    S.IN_APBD: Face("Akan dikerjakan", "calendar", "ok"),
    S.UNDERWAY: Face("Sedang dikerjakan", "wrench", "brand"),
    S.DONE: Face("Selesai", "flag", "done"),
    S.RESERVE_KEL: Face("Belum diprioritaskan", "pause", "hold"),
    S.NOT_AGREED: Face("Belum diprioritaskan", "pause", "hold"),
    S.UNFUNDED: Face("Belum terdanai", "pause", "hold"),
    S.NOT_DISCUSSED: Face("Tidak dibahas", "clock-off", "hold"),
    S.MERGED: Face("Digabung", "merge", "draf"),
    S.REJECTED: Face("Tidak diterima", "cross", "no"),
    S.CANCELLED: Face("Batal", "cross", "no"),
    S.WITHDRAWN: Face("Ditarik", "dot", "draf"),
}

DESK_OF: dict[str, frozenset[Status]] = {
    "kelurahan": frozenset({S.SUBMITTED, S.RETURNED, S.ACCEPTED_KEL, S.RESERVE_KEL}),
    "kecamatan": frozenset({S.PRIORITY_KEL, S.FEASIBLE, S.NOT_AGREED}),
    "perangkat_daerah": frozenset({S.PRIORITY_KEC}),
    "kota": frozenset({S.RECOMMENDED, S.UNFUNDED}),
    "rencana": frozenset({S.ACCOMMODATED, S.IN_RKPD, S.IN_APBD}),
    "pelaksanaan": frozenset({S.UNDERWAY, S.DONE}),
}
"""The stage a usulan has come to: who has it on the desk, or had it last. What ended without a plan has none."""
