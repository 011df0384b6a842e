"""Where a usulan lies, and which agency that makes responsible."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError

from accounts.models import ProposerGroup
from catalogue.models import Agency
from proposals.models import Proposal
from regions import codes
from regions.models import Region


def place_at(proposal: Proposal, locations: Sequence[Region], known: Iterable[Region] = ()) -> None:
    """Set region, kelurahan, kecamatan and the spoken place from RW and RT inside the group's own area.

    `known` spares the query where the caller has loaded the places above already.
    """
    area = proposal.group.region.code
    own = proposal.group.kelurahan_code if proposal.group.kind != ProposerGroup.Kind.DISTRICT else area
    for location in locations:
        if location.code != own and not location.code.startswith(f"{own}."):
            raise ValidationError({"locations": f"{location.label} berada di luar wilayah {proposal.group.name}."})
    found = {location.code: location for location in [*known, *locations, proposal.group.region]}
    deepest = codes.shared([location.code for location in locations]) or area
    wanted = [code for code in (*codes.ancestors(deepest), deepest) if codes.level_of(code) >= codes.DISTRICT]
    missing = [code for code in wanted if code not in found]
    found |= {region.code: region for region in Region.objects.current().filter(code__in=missing)}
    proposal.region = found[deepest]
    proposal.kecamatan = found[codes.cut(deepest, codes.DISTRICT)]
    kelurahan = codes.cut(deepest, codes.KELURAHAN)
    proposal.kelurahan = found[kelurahan] if codes.level_of(kelurahan) == codes.KELURAHAN else None
    proposal.place = codes.spell(location.code for location in locations)[:200]


def agency_of(agency: Agency, kecamatan: Region) -> Agency:
    """Return the branch of an agency for a kecamatan: `Kecamatan dan Kelurahan` becomes Kecamatan Klojen."""
    return Agency.objects.filter(parent=agency, region=kecamatan).first() or agency
