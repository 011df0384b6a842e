"""BA perubahan of one usulan: what was, what is, why, by which letter. No form of the circular, so marked."""

from catalogue.money import rupiah
from proposals.models import Amendment
from proposals.texts import mask_private
from proposals.windows import say_day
from regions import codes
from regions.models import Region

from .lists import NOT_OFFICIAL
from .minutes import END
from .paper import DOTS, Column, Lines, Paper, Sheet, Signature, Signatures, Table, Text
from .signing import official_in, signature
from .wording import wording_of

CODE = "ba-perubahan"
COLUMNS = (Column("Yang diubah", 24), Column("Semula", 40), Column("Menjadi", 40))


def paper(one: Amendment) -> Paper:
    """The berita acara of one change. Needs `proposal` with cycle, group and places, and `by` loaded."""
    proposal, cycle = one.proposal, one.proposal.cycle
    province = Region.objects.current().filter(code=codes.cut(cycle.city.code, codes.PROVINCE)).first()
    words = wording_of(cycle.city, province)
    titles = (
        "BERITA ACARA PERUBAHAN USULAN",
        f"NOMOR {one.number}",
        f"MUSRENBANG TAHUN {cycle.held_year} DALAM RANGKA PENYUSUNAN RKPD TAHUN {cycle.plan_year}",
    )
    usulan = (
        ("Nomor usulan", proposal.number),
        ("Usulan", proposal.title),
        ("Pengusul", proposal.group.name),
        ("Lokasi", mask_private(", ".join(part for part in (proposal.address, proposal.where) if part))),
        ("Perangkat daerah", proposal.agency.name if proposal.agency else DOTS),
    )
    blocks = (
        Text(f"Pada hari ini, {say_day(one.at)}, dicatat perubahan atas usulan berikut:", is_first=True),
        Lines(usulan),
        Table(COLUMNS, ((one.get_field_display(), mask_private(one.old), mask_private(one.new)),)),
        Text(f"Alasan: {mask_private(one.reason)}"),
        Text(f"Perkiraan biaya sesudah perubahan: {rupiah(proposal.current_amount)}."),
        Text(END),
        Signatures(
            (
                Signature(("Pengusul,", f"{proposal.group.name.upper()},"), DOTS),
                signature(official_in(one.by, one.by.office.name.upper()), "Yang mencatat,"),
            )
        ),
    )
    sheet = Sheet(NOT_OFFICIAL, titles, blocks)
    return Paper(CODE, f"BA perubahan {proposal.number}", (sheet,), size=words.size, logo=words.logo)
