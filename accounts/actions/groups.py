"""Groups of proposers that others ask for."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import ProposerGroup
from regions.models import Region


@transaction.atomic
def ensure_group(city: Region, *, kind: ProposerGroup.Kind, name: str, region: Region) -> ProposerGroup:
    """Return the group of that name at a region, made where it is missing; the same name gives the same group.

    Letters large or small do not matter. Raises ValidationError for a name or region no group can have.
    """
    known = ProposerGroup.objects.filter(city=city, region=region, name__iexact=name).in_order().first()
    if known is not None:
        return known
    group = ProposerGroup(city=city, kind=kind, name=name, region=region)
    group.full_clean()
    group.save()
    return group


def ensure_groups(
    city: Region, named: Iterable[tuple[ProposerGroup.Kind, str, Region]]
) -> dict[tuple[int, str], ProposerGroup]:
    """The groups of these names at these regions, by (region id, name in small letters); missing ones are made.

    Two queries, however many. Raises ValidationError for a name no group can have.
    """
    wanted = {(region.pk, name.lower()): (kind, name, region) for kind, name, region in named}
    known = ProposerGroup.objects.filter(city=city, region__in={region for region, _ in wanted})
    found: dict[tuple[int, str], ProposerGroup] = {}
    for group in known.in_order():
        found.setdefault((group.region_id, group.name.lower()), group)
    missing = [
        ProposerGroup(city=city, kind=kind, name=name, region=region)
        for key, (kind, name, region) in wanted.items()
        if key not in found
    ]
    for group in missing:
        group.clean_fields(exclude=["city", "region"])
    ProposerGroup.objects.bulk_create(missing, batch_size=400)
    return {key: found[key] for key in wanted if key in found} | {
        (group.region_id, group.name.lower()): group for group in missing
    }
