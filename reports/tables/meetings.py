"""Kehadiran: how many came to each forum, men and women, of which elements. Persons are never named."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from reports.recap import percent
from rounds.models import Attendance, Forum
from rounds.models.meeting import Sex

from .ask import EMPTY, Ask, Cut
from .shape import PEOPLE, SHARE, TEXT, Cell, Chart, Column, Row, Table, figure

_COUNTS = {
    "everybody": Count("attendances"),
    "men": Count("attendances", filter=Q(attendances__sex=Sex.MALE)),
    "women": Count("attendances", filter=Q(attendances__sex=Sex.FEMALE)),
    "online": Count("attendances", filter=Q(attendances__is_online=True)),
    "elements": Count("attendances__element", distinct=True, filter=~Q(attendances__element="")),
}
_SEX = {"L": Sex.MALE, "P": Sex.FEMALE}


def _forums(ask: Ask) -> QuerySet[Forum]:
    return Forum.objects.filter(ask.scope.q("region"), cycle=ask.cycle)


def by_forum(ask: Ask) -> Table:
    """One row for each forum to which somebody came: hadir, minimal, terpenuhi, L, P, daring, unsur. One query."""
    found = _forums(ask).select_related("region").annotate(**_COUNTS).order_by("region__code", "pk")
    rows = [(one, _row(one)) for one in found if one.everybody]  # type: ignore[attr-defined]
    sums = [sum(getattr(one, name) for one, _ in rows) for name in ("everybody", "men", "women", "online")]
    columns = (
        Column("Forum", TEXT),
        Column("Hadir"),
        Column("Paling sedikit", TEXT),
        Column("Terpenuhi", TEXT),
        Column("Laki-laki"),
        Column("Perempuan"),
        Column("Perempuan (%)", SHARE),
        Column("Daring"),
        Column("Ragam unsur", TEXT),
    )
    total = Row(
        (
            Cell("Jumlah"),
            _people(sums[0]),
            Cell(""),
            Cell(""),
            _people(sums[1], ("jk", "L")),
            _people(sums[2], ("jk", "P")),
            Cell(percent(sums[2], sums[0])),
            _people(sums[3], ("cara", "daring")),
            Cell(""),
        )
    )
    notes = ("Ragam unsur: berapa unsur berbeda yang tercatat hadir. Rinciannya di laporan menurut unsur.",)
    return Table(
        columns,
        tuple(row for _, row in rows),
        total,
        notes,
        Chart("Hadir di tiap forum", 0, 1, 5, "semua", "perempuan"),
    )


def _row(one: Forum) -> Row:
    least, came = one.least_present, one.everybody  # type: ignore[attr-defined]
    at = ("forum", one.number)
    met = "" if least is None else "ya" if came >= least else f"kurang {least - came}"
    return Row(
        (
            Cell(one.title, url=reverse("hasil-forum-satu", args=[one.number])),
            _people(came, at),
            Cell(str(least) if least is not None else "tidak diatur"),
            Cell(met),
            _people(one.men, at, ("jk", "L")),  # type: ignore[attr-defined]
            _people(one.women, at, ("jk", "P")),  # type: ignore[attr-defined]
            Cell(percent(one.women, came)),  # type: ignore[attr-defined]
            _people(one.online, at, ("cara", "daring")),  # type: ignore[attr-defined]
            Cell(f"{one.elements} unsur"),  # type: ignore[attr-defined]
        )
    )


def _people(count: int, *cut: tuple[str, str]) -> Cell:
    return figure(count, "people", cut, PEOPLE)


def by_element(ask: Ask) -> Table:
    """One row for each unsur: at how many forums it was, how many came, men and women. One query."""
    found = Attendance.objects.filter(forum__in=_forums(ask)).order_by().values_list("element", "sex")
    counted: dict[str, dict[str, int]] = {}
    for element, sex, people in found.annotate(Count("pk")):
        counted.setdefault(element, {})[sex] = people
    order = sorted(counted, key=lambda one: (one == "", -sum(counted[one].values()), one))
    columns = (
        Column("Unsur", TEXT),
        Column("Hadir"),
        Column("Laki-laki"),
        Column("Perempuan"),
        Column("Perempuan (%)", SHARE),
    )

    def line(name: str, sexes: Iterable[dict[str, int]], cut: Cut) -> Row:
        known = list(sexes)
        men, women = (sum(one.get(sex, 0) for one in known) for sex in (Sex.MALE, Sex.FEMALE))
        return Row(
            (
                Cell(name),
                _people(men + women, *cut),
                _people(men, *cut, ("jk", "L")),
                _people(women, *cut, ("jk", "P")),
                Cell(percent(women, men + women)),
            )
        )

    rows = tuple(line(one or "Tidak menyebut unsur", [counted[one]], (("unsur", one or EMPTY),)) for one in order)
    total = line("Jumlah", counted.values(), ())
    return Table(columns, rows, total, (), Chart("Hadir menurut unsur", 0, 1, 3, "semua", "perempuan"))


def list_of_people(
    ask: Ask, forum: str, sex: str, element: str, way: str, *, start: int, stop: int | None
) -> tuple[Table, dict[str, int]]:
    """Who came, without a name: forum, unsur, L/P, cara hadir. Cut by what is not empty."""
    found = Attendance.objects.filter(forum__in=_forums(ask))
    if forum:
        found = found.filter(forum__number=forum)
    if sex:
        found = found.filter(sex=_SEX.get(sex, "-"))
    if element:
        found = found.filter(element="" if element == EMPTY else element)
    if way:
        found = found.filter(is_online=way == "daring")
    count = found.count()
    shown = found.select_related("forum__region").order_by("forum__region__code", "forum", "pk")[start:stop]
    rows = tuple(
        Row(
            (
                Cell(one.forum.title),
                Cell(one.element or "tidak disebut"),
                Cell(one.get_sex_display()),
                Cell("daring" if one.is_online else "tatap muka"),
            )
        )
        for one in shown
    )
    columns = (Column("Forum", TEXT), Column("Unsur", TEXT), Column("L/P", TEXT), Column("Cara hadir", TEXT))
    total = Row((Cell(f"Jumlah {count} orang"), Cell(""), Cell(""), Cell("")))
    return Table(columns, rows, total, ("Nama dan kontak hanya terbaca penyelenggara forum dan Bappeda.",)), {
        "people": count
    }
