"""Rows of a list written onto usulan: groups and places loaded once, however long the list."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.utils import timezone

from accounts.actions.groups import ensure_groups
from accounts.models import OfficeHolding
from catalogue.models import Agency
from proposals import sipd, sipd_words, texts
from proposals.listed import ListedUsulan
from proposals.models import Cycle, Proposal, SipdWords
from proposals.models.proposal import Channel
from proposals.statuses import Status
from regions import codes
from regions.models import Region

from .placing import place_at

BATCH = 400
Written = Sequence[tuple[ListedUsulan, Proposal]]


class Hand:
    """Writes rows onto usulan. `area` is the kelurahan or the city in which all of them lie."""

    def __init__(
        self, cycle: Cycle, area: Region, rows: Sequence[ListedUsulan], *, by: OfficeHolding | None, at: datetime
    ) -> None:
        self.cycle, self.by, self.at = cycle, by, at
        named = [(row.group.kind, row.group.name, row.group.region) for row in rows]
        self.groups = ensure_groups(cycle.city, named)
        above = Region.objects.current().filter(code__in=codes.ancestors(area.code))
        inside = Region.objects.current().within(area.code).filter(level__lte=codes.RW)
        self.above = {region.code: region for region in [*above.in_order(), *inside.in_order()]}

    def begin(self, row: ListedUsulan) -> Proposal:
        """A usulan that arrives finished: sent at once, by whom and when it was taken over."""
        return Proposal(
            cycle=self.cycle,
            sipd_id=row.sipd_id,
            channel=Channel.IMPORT,
            status=Status.SUBMITTED,
            status_at=self.at,
            entered_by=self.by,
            entered_at=self.at,
            submitted_by=self.by,
            submitted_at=self.sent_at(row.sent_on),
        )

    def sent_at(self, day: date | None) -> datetime:
        """Noon of the day it was proposed elsewhere; the moment of taking over where that is unknown or yet to come."""
        at = timezone.make_aware(datetime.combine(day, time(12))) if day else self.at
        return min(at, self.at)

    def write(self, row: ListedUsulan, proposal: Proposal) -> Proposal:
        """Put the fields, the group and the places of a row on a usulan."""
        proposal.group = self.groups[row.group.key]
        proposal.group.region = row.group.region
        for name, value in row.fields.items():
            setattr(proposal, name, value)
        spots = [*row.locations, row.group.region]
        wanted = {code for spot in spots for code in (*codes.ancestors(spot.code), spot.code)}
        place_at(proposal, row.locations, [self.above[code] for code in sorted(wanted) if code in self.above])
        proposal.current_volume, proposal.current_amount = proposal.volume, proposal.amount
        return proposal


def index(proposal: Proposal) -> None:
    """Bulk writes pass `save` by: fill what it would fill."""
    proposal.search_text = texts.search_text(
        proposal.number, proposal.title, proposal.address, proposal.place, proposal.problem
    )


def store_places(written: Written, moved: Sequence[Proposal]) -> None:
    """Store RW and RT of what was written; those of changed usulan are stored anew."""
    link = Proposal.locations.through
    link.objects.filter(proposal__in=moved).delete()
    link.objects.bulk_create(
        (link(proposal_id=proposal.pk, region_id=spot.pk) for row, proposal in written for spot in row.locations),
        batch_size=BATCH,
    )


def keep_words(written: Written, city: Region) -> None:
    """Keep how the list worded what we word otherwise."""
    agencies = dict(Agency.objects.filter(city=city).order_by().values_list("pk", "name"))
    pairs = ((one, sipd_words.kept(row.words, _ours(row, one, city, agencies))) for row, one in written if row.words)
    SipdWords.objects.bulk_create(
        [SipdWords(proposal=one, cells=cells) for one, cells in pairs if cells],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["proposal"],
        update_fields=["cells"],
    )


def _ours(row: ListedUsulan, one: Proposal, city: Region, agencies: dict[int, str]) -> dict[str, str]:
    """What `reports.sipd_list` writes of a usulan on which nobody has worked yet."""
    who = sipd.group_word(one.group.kind, one.group.name)
    kecamatan = one.kecamatan.name if one.kecamatan else ""
    kelurahan = one.kelurahan.name if one.kelurahan else ""
    ours = {
        "tanggal_usul": sipd_words.written(sipd_words.day(one.submitted_at) if one.submitted_at else None),
        "pengusul": who,
        "profil": sipd.sender(kelurahan, kecamatan),
        "usulan": one.title,
        "masalah": sipd.join_group(one.problem, who, one.group_rank),
        "alamat_lokasi": one.address,
        "kabupaten": city.name,
        "kecamatan": kecamatan,
        "kelurahan": kelurahan,
        "usulan_ke": str(one.times_proposed),
        "opd_tujuan_awal": agencies.get(one.agency_first_id or 0, ""),
        "opd_tujuan_akhir": agencies.get(one.agency_id or 0, ""),
        "satuan": one.unit,
        "jenis_belanja": "",
        "sub_kegiatan": "",
    }
    if one.volume is None:
        ours["volume"] = ""
    if not row.words.get("anggaran"):
        ours["anggaran"] = str(one.amount)
    return ours
