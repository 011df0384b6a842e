"""What the life-line calls the acts of price, survey, pindah, BA perubahan and keberatan. Pure; reads event bodies."""

from collections.abc import Callable
from datetime import date
from typing import Any

from catalogue.money import rupiah

from .models import Amendment, Event, Survey
from .models.decision import Level, Outcome
from .statuses import Status
from .windows import DAYS, MONTHS

K = Event.Kind
Body = dict[str, Any]


def _day(said: str) -> str:
    day = date.fromisoformat(said)
    return f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]}"


def _price(said: int | None) -> str:
    return "belum diisi" if said is None else rupiah(said)


def _planned(body: Body) -> str:
    word = "Jadwal survei diubah" if body.get("again") else "Survei dijadwalkan"
    return f"{word}: {_day(body['planned_on'])}"


def _surveyed(body: Body) -> str:
    verdict = Survey.Verdict(body["verdict"]).label.lower()
    return f"Survei selesai: {verdict}" + (f", {body['volume']}" if body.get("volume") else "")


def _drafted(body: Body) -> str:
    if not body.get("lembar"):
        return str(K.DRAFTED.label)
    return f"Ditulis dari lembar {body['lembar']} {body['rapat']}, diketik {' dan '.join(body['pengetik'])}"


def _amended(body: Body) -> str:
    return f"BA perubahan, {Amendment.Field(body['field']).label.lower()}: {body['old']} menjadi {body['new']}"


def _answered(body: Body) -> str:
    return "Keberatan dikabulkan, diperiksa lagi" if body.get("granted") else "Keberatan dijawab: keputusan tetap"


def _recommended(body: Body) -> str:
    who = "Mitra Bappeda" if body.get("level") == Level.PARTNER else "Perangkat daerah"
    return f"{who} merekomendasikan" + (" dengan perubahan" if body.get("outcome") == Outcome.CHANGED else "")


def _advanced(body: Body) -> str:
    title = Status(body["after"]).label if body.get("after") else Event.Kind.ADVANCED.label
    if body.get("paper"):
        return f"Masuk {body['paper']}, {rupiah(body['amount'])}"
    return f"{title} dengan {body['handover']}" if body.get("handover") else title


FIELD_TITLES: dict[str, Callable[[Body], str]] = {
    K.PRICE_SET: lambda body: f"Harga diubah menjadi {rupiah(body['new'])}, sebelumnya {_price(body['old'])}",
    K.SURVEY_PLANNED: _planned,
    K.DRAFTED: _drafted,
    K.SURVEYED: _surveyed,
    K.MOVE_PROPOSED: lambda body: f"Diusulkan pindah ke {body['to']}",
    K.AGENCY_MOVED: lambda body: f"Pindah ke {body['to']}",
    K.AGENCY_KEPT: lambda body: f"Tidak dipindah ke {body['to']}",
    K.AMENDED: _amended,
    K.OBJECTED: lambda body: "Keberatan disampaikan" + (" dengan surat" if body.get("on_paper") else ""),
    K.OBJECTION_ANSWERED: _answered,
    K.RECOMMENDED: _recommended,
    K.AGENCY_AGREED: lambda body: f"Forum perangkat daerah: {Outcome(body['outcome']).label.lower()}",
    K.ADVANCED: _advanced,
    K.TOLD_APART: lambda body: f"Bukan usulan yang sama dengan {body['other']}",
    K.WORK_REPORTED: lambda body: f"Kemajuan pekerjaan {body['percent']} %",
}
