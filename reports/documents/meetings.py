"""Papers of meetings for which the circular prints no form: rembuk, tematik, desk, forum PD and others; marked so.

Worded after Form 1.1. The long list of a rembuk follows Semarang's Form RW.1.
"""

from typing import Any

from proposals.texts import mask_private
from rounds import pool

from .lists import NOT_OFFICIAL
from .meeting import Meeting
from .minutes import agreed_by, topics, when
from .paper import (
    DOTS,
    MIDDLE,
    MONEY,
    Block,
    Column,
    Paper,
    Points,
    Sheet,
    Signatures,
    Table,
    Text,
    filled,
)
from .people import attendance_table, delegate_table
from .signing import signature

LONG_LIST = (
    Column("No urut prioritas", 10, MIDDLE),
    Column("Jenis Kegiatan", 36),
    Column("Lokasi", 28),
    Column("RT/RW", 16),
    Column("Volume", 14),
    Column("Potensi Partisipasi Masyarakat", 26),
    Column("Bidang Usulan", 18),
)
LEFT_OUT = (
    Column("No", 6, MIDDLE),
    Column("Bidang Pembangunan", 17),
    Column("Permasalahan", 30),
    Column("Usulan Kegiatan", 26),
    Column("Lokasi", 24),
    Column("Volume", 11),
    Column("Perkiraan Anggaran", 15, MONEY),
    Column("OPD", 18),
    Column("Alasan", 34),
)


def minutes(data: Meeting) -> Paper:
    """Berita acara of a meeting of any kind: what was decided, and who signs."""
    forum = data.forum
    titles = (f"BERITA ACARA {forum.title.upper()}", *_years(data))
    points = (*data.decisions, *data.unmet) or (DOTS * 3,)
    blocks: list[Block] = [
        Text("Pada hari ini:", is_first=True),
        *when(data, data.wording.months_kelurahan),
        Text(f"telah diselenggarakan {forum.title}, dihadiri sebagaimana tercantum dalam Daftar Hadir terlampir."),
        *topics(data),
        Text("Setelah dilakukan pembahasan, seluruh peserta menyepakati serta memutuskan:"),
        Points(points),
        *agreed_by(data, "PIMPINAN RAPAT"),
        Signatures((signature(data.official, "Mengetahui"),), is_centred=True),
    ]
    return _paper("ba", f"Berita acara {forum.title}", titles, tuple(blocks), data, logo=data.wording.logo)


def _years(data: Meeting) -> tuple[str, str]:
    """Every title names the year in which people meet and the year that is planned."""
    return f"TAHUN {data.held_year}", f"DALAM RANGKA PENYUSUNAN RKPD TAHUN {data.plan_year}"


def attendance(data: Meeting) -> Paper:
    """Daftar hadir of a meeting of any kind."""
    titles = ("DAFTAR HADIR", data.forum.title.upper(), *_years(data))
    blocks = (*when(data, data.wording.months_kelurahan), attendance_table(data, "Alamat dan Nomor telepon"))
    return _paper("hadir", f"Daftar hadir {data.forum.title}", titles, blocks, data)


def delegates(data: Meeting) -> Paper:
    """Whom a meeting of any kind sends on."""
    titles = ("DAFTAR NAMA DELEGASI", data.forum.title.upper(), *_years(data))
    blocks = (delegate_table(data, is_numbered=False),)
    return _paper("delegasi", f"Daftar delegasi {data.forum.title}", titles, blocks, data, is_landscape=True)


def long_list(data: Meeting) -> Paper:
    """Semarang's Form RW.1: all that a group sent, in its own order. One query."""
    sent = pool.sent_by_group(data.forum).select_related("item").order_by("group_rank", "number")
    rows = tuple(
        (
            number,
            one.title,
            mask_private(one.address),
            one.place,
            one.coefficient,
            None,
            one.item.get_sector_display() if one.item else one.list_kind,
        )
        for number, one in enumerate(sent, start=1)
    )
    titles = ("DAFTAR PANJANG USULAN KEGIATAN", f"REMBUG WARGA {data.forum.short.upper()}", *_years(data))
    table = Table(LONG_LIST, filled(rows, len(LONG_LIST), 5 if not rows else 0))
    name = f"Daftar panjang usulan {data.forum.short}"
    return _paper("RW.1", name, titles, (table,), data, label="Form RW.1", is_landscape=True)


def left_out(data: Meeting) -> Paper:
    """What the forum did not put first, each with its reason."""
    left = [one for one in data.decided if one.outcome != "prioritas"]
    rows = tuple(
        (
            number,
            one.proposal.item.get_sector_display() if one.proposal.item else one.proposal.list_kind,
            mask_private(one.proposal.problem),
            one.proposal.title,
            mask_private(", ".join(part for part in (one.proposal.address, one.proposal.place) if part)),
            one.proposal.coefficient,
            one.proposal.amount,
            one.proposal.agency.name if one.proposal.agency else None,
            mask_private(one.reason),
        )
        for number, one in enumerate(sorted(left, key=lambda one: one.proposal.number), start=1)
    )
    titles = ("DAFTAR USULAN YANG BELUM DISEPAKATI", data.forum.title.upper(), *_years(data))
    table = Table(LEFT_OUT, filled(rows, len(LEFT_OUT), 5 if not rows else 0))
    name = f"Daftar belum disepakati {data.forum.title}"
    return _paper("belum-disepakati", name, titles, (table,), data, is_landscape=True)


def _paper(
    code: str,
    name: str,
    titles: tuple[str, ...],
    blocks: tuple[Block, ...],
    data: Meeting,
    *,
    label: str = NOT_OFFICIAL,
    **more: Any,
) -> Paper:
    return Paper(code, name, (Sheet(label, titles, blocks),), size=data.wording.size, **more)
