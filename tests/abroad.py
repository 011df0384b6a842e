"""Another city, in another province: the same places, offices and groups as Kota Contoh, each name marked."""

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Concat

from accounts.models import Office, ProposerGroup, User
from catalogue.models import Agency, KamusItem
from regions.models import Region
from tests.world import World, build

PROVINCE = "98"
MARK = "Seberang"
"""Stands in the name of every place, office, group, person, agency and kamus item of the other city."""


def build_abroad() -> World:
    """Build Kota Contoh once more as Kota Contoh Seberang (98.01), with a cycle, a kamus and offices of its own."""
    abroad = build(PROVINCE, login="seberang_")
    here = abroad.city
    named: list[QuerySet[Region] | QuerySet[Office] | QuerySet[ProposerGroup] | QuerySet[Agency]] = [
        Region.objects.within(PROVINCE),
        Office.objects.filter(city=here),
        ProposerGroup.objects.filter(city=here),
        Agency.objects.filter(city=here),
    ]
    for rows in (
        *named,
        KamusItem.objects.filter(version__city=here),
        User.objects.filter(username__startswith=abroad.login),
    ):
        rows.order_by().update(name=Concat("name", Value(f" {MARK}"), output_field=CharField()))
    return abroad
