"""Groups of proposers that others ask for."""

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
