"""Open data: the public usulan of one cycle as CSV and JSON, with a README and a licence; never personal data."""

import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings

from proposals.models import Cycle, Proposal
from proposals.querysets import ProposalQuerySet
from regions.sheets import head_key

from . import listing
from .listing import COLUMNS, DATE, DECIMAL, MONEY, NUMBER, TEXT

KINDS = {
    TEXT: "teks",
    NUMBER: "bilangan bulat",
    DECIMAL: "bilangan; titik di JSON, koma di CSV",
    MONEY: "rupiah utuh",
    DATE: "waktu setempat, YYYY-MM-DD HH:MM",
}
KEYS = [head_key(column.head) for column in COLUMNS]
_BATCH = 500


def usulan(cycle: Cycle) -> ProposalQuerySet:
    """What is open: everything from Kirim on, oldest first."""
    return Proposal.objects.public().filter(cycle=cycle).order_by("pk")


def about(cycle: Cycle) -> dict[str, Any]:
    """What stands before the rows of the JSON."""
    return {
        "judul": f"Usulan musrenbang {cycle.city.name} untuk RKPD {cycle.plan_year}",
        "wilayah": cycle.city.code,
        "tahun_rencana": cycle.plan_year,
        "lisensi": settings.OPEN_DATA_LICENCE,
        "kolom": {key: KINDS[column.kind] for key, column in zip(KEYS, COLUMNS, strict=True)},
    }


def json_parts(cycle: Cycle) -> Iterator[bytes]:
    """One JSON object, its rows some hundred at a time."""
    head = json.dumps(about(cycle), ensure_ascii=False)
    yield f'{head[:-1]}, "usulan": ['.encode()
    part, joint = [], ""
    for row in listing.rows(usulan(cycle)):
        part.append(json.dumps(dict(zip(KEYS, row, strict=True)), ensure_ascii=False, default=_plain))
        if len(part) == _BATCH:
            yield (joint + ",\n".join(part)).encode()
            part, joint = [], ",\n"
    if part:
        yield (joint + ",\n".join(part)).encode()
    yield b"]}\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(value)


def readme(cycle: Cycle) -> str:
    """What somebody needs to know who finds the file alone."""
    said = zip(KEYS, COLUMNS, strict=True)
    columns = "\n".join(f"- `{key}` ({column.head}): {KINDS[column.kind]}" for key, column in said)
    return f"""# {about(cycle)["judul"]}

Lisensi: {settings.OPEN_DATA_LICENCE}

Isi: setiap usulan sejak dikirim kelompok pengusul, dengan status dan keputusan terakhirnya, juga yang tidak diterima
beserta alasannya. Draf dan usulan yang ditarik tidak termasuk. Tidak ada data pribadi: nama orang, nomor telepon,
dan NIK yang tertulis di dalam teks ditutup.

- `usulan.csv`: UTF-8, pemisah titik koma, koma desimal. Teks yang berawalan = + - @ diberi tanda petik di depannya.
- `usulan.json`: satu objek; `usulan` berisi satu objek tiap usulan, `kolom` menjelaskan isinya.

Isinya berubah mengikuti keputusan; unduh lagi untuk keadaan terbaru.

## Kolom

{columns}
"""
