"""BA perubahan of a forum: one sheet for each signed addendum of its rounds, with all that the addendum changed."""

from collections.abc import Iterator

from django.utils import timezone

from catalogue.money import rupiah
from proposals.texts import mask_private
from rounds.counting.addenda import Signed, signed
from rounds.models import Round

from .lists import NOT_OFFICIAL
from .meeting import Meeting
from .paper import MIDDLE, Block, Cell, Column, Lines, Paper, Sheet, Table, Text
from .signing import official_in, place_and_date, signed_at_right

COLUMNS = (
    Column("No", 6, MIDDLE),
    Column("Nomor usulan", 22),
    Column("Usulan", 36),
    Column("Perubahan", 30),
    Column("Alasan", 34),
)


def changes(data: Meeting) -> Paper | None:
    """One sheet for each addendum, the first first; None where there is none. Three queries a round."""
    rounds = data.forum.rounds.counted().in_force().order_by("code")
    sheets = tuple(_sheet(data, round_, one) for round_ in rounds for one in signed(round_))
    if not sheets:
        return None
    return Paper("perubahan", f"Berita acara perubahan {data.forum.title}", sheets, size=data.wording.size)


def _sheet(data: Meeting, round_: Round, one: Signed) -> Sheet:
    row = one.row
    head = (
        f"BERITA ACARA PERUBAHAN (ADENDUM {row.number})",
        data.forum.title.upper(),
        f"TAHUN {data.held_year} DALAM RANGKA PENYUSUNAN RKPD TAHUN {data.plan_year}",
    )
    said = (("Nomor berita acara", row.report_number), ("Putaran", round_.code), ("Alasan", mask_private(row.reason)))
    rows = tuple((number, *line) for number, line in enumerate(_lines(one), start=1))
    blocks: list[Block] = [Lines(said), Table(COLUMNS, rows)]
    if row.seed:
        blocks.append(Text(f"Angka undian {row.seed}, saksi {', '.join(row.witnesses)}."))
    day = place_and_date(data.wording.city_name, timezone.localdate(row.signed_at), data.held_year)
    blocks.append(signed_at_right(official_in(row.signed_by, row.signed_by.office.name.upper()), day))
    return Sheet(NOT_OFFICIAL, head, tuple(blocks))


def _lines(one: Signed) -> Iterator[tuple[Cell, ...]]:
    """Who dropped out, what money came, what the forum changed, what was mended, who came in: in this order."""
    for entry in one.dropped:
        yield entry.number, entry.title, "Gugur", mask_private(entry.sentence)
    for money in one.money:
        where = " ".join((money["nama"], *money["kunci"]))
        yield None, f"{where[:1].upper()}{where[1:]}", f"Bertambah {rupiah(money['jumlah'])}", None
    for entry in one.moves:
        yield entry.number, entry.title, mask_private(entry.sentence), None
    for mended in one.corrections:
        what = f"Ralat {mended['butir'][:1].lower()}{mended['butir'][1:]}"
        yield mended["nomor"], what, f"{mended['lama']} menjadi {mended['baru']}", None
    for entry in one.promoted:
        yield entry.number, entry.title, "Naik menjadi prioritas", None
