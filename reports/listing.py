"""The list of usulan that leaves the house: its columns as data, its rows one by one from one query."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from catalogue.models import KamusItem
from proposals.models.cycle import Funding
from proposals.models.proposal import Channel
from proposals.querysets import ProposalQuerySet
from proposals.reasons import Reason
from proposals.statuses import FACES, Status
from proposals.texts import mask_private

TEXT, NUMBER, DECIMAL, MONEY, DATE = "text", "number", "decimal", "money", "date"

Cell = str | int | Decimal | datetime | None


@dataclass(frozen=True)
class Column:
    """One column: its head, its type, where its value comes from, its width in characters."""

    head: str
    kind: str
    path: str
    width: int = 12
    labels: dict[str, str] | None = None
    is_open_text: bool = False

    def told(self) -> Callable[[Any], Cell] | None:
        """What turns a stored value into its cell: labels said, private things covered, time in WIB; None: as it is."""
        if self.labels is not None:
            return partial(_label, self.labels)
        if self.kind == DATE:
            return _local
        return mask_private if self.is_open_text else None


def _label(labels: dict[str, str], value: Any) -> str:
    return labels.get(value) or str(value)


def _local(value: Any) -> datetime:
    return timezone.localtime(value).replace(tzinfo=None, microsecond=0)


COLUMNS = (
    Column("No. Usulan", TEXT, "number", 18),
    Column("Tanggal Usul", DATE, "submitted_at", 16),
    Column("Kecamatan", TEXT, "kecamatan__name", 15),
    Column("Kelurahan", TEXT, "kelurahan__name", 18),
    Column("Kelompok Pengusul", TEXT, "group__name", 22),
    Column("Prioritas Kelompok", NUMBER, "group_rank", 10),
    Column("Usulan", TEXT, "title", 40),
    Column("Permasalahan", TEXT, "problem", 50, is_open_text=True),
    Column("RT/RW", TEXT, "place", 18),
    Column("Alamat Lokasi", TEXT, "address", 30, is_open_text=True),
    Column("Jenis", TEXT, "kind", 10, dict(KamusItem.Kind.choices)),
    Column("Jenis Daftar", TEXT, "list_kind", 12),
    Column("Perangkat Daerah", TEXT, "agency__name", 30),
    Column("Kelompok Sasaran", TEXT, "target_group", 22, is_open_text=True),
    Column("Volume Diusulkan", DECIMAL, "volume", 12),
    Column("Satuan", TEXT, "unit", 9),
    Column("Harga per Satuan (Rp)", MONEY, "unit_price", 16),
    Column("Biaya Diusulkan (Rp)", MONEY, "amount", 17),
    Column("Volume Sekarang", DECIMAL, "current_volume", 12),
    Column("Biaya Sekarang (Rp)", MONEY, "current_amount", 17),
    Column("Sumber Pendanaan", TEXT, "funding", 22, dict(Funding.choices)),
    Column("Prioritas Kelurahan", NUMBER, "kelurahan_rank", 10),
    Column("Prioritas Kecamatan", NUMBER, "kecamatan_rank", 10),
    Column("Status", TEXT, "status", 18, {status.value: face.word for status, face in FACES.items()}),
    Column("Status Kerja", TEXT, "status", 20, dict(Status.choices)),
    Column("Kode Alasan", TEXT, "reason_code", 24, dict(Reason.choices)),
    Column("Alasan", TEXT, "reason", 50, is_open_text=True),
    Column("Asal Usulan", TEXT, "channel", 16, dict(Channel.choices)),
    Column("ID Usulan SIPD", TEXT, "sipd_id", 16),
)


def rows(proposals: ProposalQuerySet) -> Iterator[list[Cell]]:
    """Yield one list of cells per usulan, in the order of the set, from one query read in pieces."""
    paths = list(dict.fromkeys(column.path for column in COLUMNS))
    in_columns = itemgetter(*(paths.index(column.path) for column in COLUMNS))
    special = [(place, tell) for place, column in enumerate(COLUMNS) if (tell := column.told())]
    found: QuerySet[Any, tuple[Any, ...]] = proposals.values_list(*paths)
    for values in found.iterator(chunk_size=2000):
        cells: list[Cell] = [value if value != "" else None for value in in_columns(values)]
        for place, tell in special:
            if cells[place] is not None:
                cells[place] = tell(cells[place])
        yield cells
