"""Writes of accounts that other apps ask for."""

from django.db import transaction

from regions import codes
from regions.models import Region

from .models import ProposerGroup


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


def groups_of(kelurahan: Region) -> dict[tuple[int, str], ProposerGroup]:
    """The groups at a kelurahan, below it, and of its kecamatan, by region id and name in small letters."""
    here = ProposerGroup.objects.filter(region__code__within=kelurahan.code).select_related("region", "city")
    above = ProposerGroup.objects.filter(region__code=codes.parent_of(kelurahan.code)).select_related("region", "city")
    return {(group.region_id, group.name.lower()): group for group in (*above.in_order(), *here.in_order())}
