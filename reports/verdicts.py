"""How a recap sorts statuses: accepted, put off, refused, merged or still open, as seen from one stage. Pure.

A total means something only with its year and its stage (Klojen 2021: 922 usulan before the forum, 260 in it): what the
kelurahan has put first is accepted there, and still open for the kecamatan.
"""

from django.db import models

from proposals.statuses import AGREED, Status

S = Status


class Upto(models.TextChoices):
    """The stage whose result counts."""

    KELURAHAN = "kelurahan", "Sampai forum kelurahan"
    DISTRICT = "kecamatan", "Sampai forum kecamatan"
    PLAN = "rkpd", "Sampai RKPD"


class Verdict(models.TextChoices):
    """What became of a usulan by that stage; each public status has exactly one."""

    ACCEPTED = "diterima", "Diterima"
    OPEN = "belum", "Belum diputuskan"
    LATER = "ditunda", "Belum diprioritaskan"
    REFUSED = "ditolak", "Tidak diterima"
    MERGED = "digabung", "Digabung"


_ENDED = {
    S.MERGED: Verdict.MERGED,
    S.REJECTED: Verdict.REFUSED,
    S.CANCELLED: Verdict.REFUSED,
    S.RESERVE_KEL: Verdict.LATER,
    S.NOT_DISCUSSED: Verdict.LATER,
}
_OPEN = dict.fromkeys((S.SUBMITTED, S.RETURNED, S.ACCEPTED_KEL), Verdict.OPEN)
_AGREED = dict.fromkeys(AGREED, Verdict.ACCEPTED)

VERDICTS: dict[Upto, dict[Status, Verdict]] = {
    Upto.KELURAHAN: {
        **_ENDED,
        **_OPEN,
        **_AGREED,
        **dict.fromkeys(
            (S.PRIORITY_KEL, S.FEASIBLE, S.PRIORITY_KEC, S.RECOMMENDED, S.NOT_AGREED, S.UNFUNDED), Verdict.ACCEPTED
        ),
    },
    Upto.DISTRICT: {
        **_ENDED,
        **_OPEN,
        **_AGREED,
        **dict.fromkeys((S.PRIORITY_KEL, S.FEASIBLE), Verdict.OPEN),
        **dict.fromkeys((S.PRIORITY_KEC, S.RECOMMENDED, S.UNFUNDED), Verdict.ACCEPTED),
        S.NOT_AGREED: Verdict.LATER,
    },
    Upto.PLAN: {
        **_ENDED,
        **_OPEN,
        **_AGREED,
        **dict.fromkeys((S.PRIORITY_KEL, S.FEASIBLE, S.PRIORITY_KEC, S.RECOMMENDED), Verdict.OPEN),
        **dict.fromkeys((S.NOT_AGREED, S.UNFUNDED), Verdict.LATER),
    },
}


def verdict(status: str, upto: Upto) -> Verdict:
    """Say what a public status means at that stage; KeyError for a draft or a withdrawn usulan."""
    return VERDICTS[upto][Status(status)]
