"""Per perangkat daerah, program, prioritas daerah and tema: nama, jumlah, rupiah, diterima, ditolak, belum."""

from catalogue.models import KamusItem, Nomenclature
from proposals.models import Priority, Theme

from .ask import Ask
from .shape import Table
from .tallies import Way, by_way

PROGRAM = Nomenclature.Level.PROGRAM


def by_agency(ask: Ask) -> Table:
    """One row for each agency, as it answers for the usulan."""
    return by_way(ask, Way("Perangkat daerah", "agency", "pd", ask.names.agency))


def programs(city: str) -> dict[int, tuple[int, str]]:
    """The program of each kamus item of a city: key of the item to key and name of the program. One query."""
    steps = ["subactivity", "subactivity__parent", "subactivity__parent__parent"]
    fields = [f"{step}__{name}" for step in steps for name in ("level", "pk", "code", "name")]
    rows = KamusItem.objects.filter(version__city__code=city, subactivity__isnull=False).order_by()
    found: dict[int, tuple[int, str]] = {}
    for pk, *values in rows.values_list("pk", *fields):
        for start in range(0, len(values), 4):
            level, key, code, name = values[start : start + 4]
            if level == PROGRAM:
                found[pk] = (key, f"{code} {name}")
    return found


def by_program(ask: Ask) -> Table:
    """One row for each program, by the sub kegiatan of the kamus item."""
    known = programs(ask.names.city)
    names = dict(known.values())
    way = Way(
        "Program",
        "item",
        "program",
        lambda key: names.get(key, ""),
        lambda item: known[item][0] if item in known else None,
    )
    return by_way(ask, way, notes=("Program menurut sub kegiatan item kamusnya.",))


def by_priority(ask: Ask) -> Table:
    """One row for each prioritas daerah of the plan year."""
    names = {one.pk: f"{one.code} {one.name}" for one in Priority.objects.filter(cycle=ask.cycle)}
    return by_way(ask, Way("Prioritas daerah", "priority", "prioritas", lambda key: names.get(key, "")))


def by_theme(ask: Ask) -> Table:
    """One row for each tema; a usulan of two stands in both, and once in the total."""
    names = {one.pk: one.name for one in Theme.objects.filter(cycle=ask.cycle)}
    note = "Satu usulan dapat bertema lebih dari satu; jumlah menghitungnya sekali."
    return by_way(ask, Way("Tema", "theme", "tema", lambda key: names.get(key, "")), notes=(note,))
