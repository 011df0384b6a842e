"""Which quotas and pagu hold for a forum: found once when it opens, and kept from then on as `Limit` rows."""

from collections.abc import Iterable, Iterator, Mapping

from proposals.models import Ceiling, Proposal, Quota
from regions import codes

from . import lanes
from .engine.values import FUND
from .models import Forum, Limit, Round


def frozen(round_: Round) -> list[Limit]:
    """Copy the quotas and pagu in force for the round's forum, unsaved; three queries. Needs forum, region, cycle."""
    forum = round_.forum
    quotas = list(forum.cycle.quotas.select_related("region").order_by("pk"))
    ceilings = list(Ceiling.objects.of_region(forum.cycle, forum.region).select_related("agency"))
    of_level = _of_kelurahan if forum.ranks_kelurahan else _of_district
    found = [*of_level(forum, quotas), *_pagu(forum, ceilings)]
    for limit in found:
        limit.round = round_
    return found


def of_counted(round_: Round, proposals: Iterable[Proposal]) -> list[Limit]:
    """The same as the first limits of a counted round, unsaved: pagu per sumber dana, quota per wilayah and jenis.

    What was set for one kelurahan or list alone stands as `special`, as far as a usulan of the round comes from it.
    """
    lists, kelurahan = {}, {}
    for one in proposals:
        lists[one.list_kind] = one.list_kind
        if one.kelurahan:
            kelurahan[one.kelurahan.code] = one.kelurahan.name
    found = frozen(round_)
    whole = [limit for limit in found if limit.per == Limit.Per.ALL]
    for limit in whole:
        limit.per = FUND if limit.unit == Limit.Unit.RUPIAH else ""
    quotas = [limit for limit in found if limit.unit == Limit.Unit.PROPOSALS]
    of_list = [limit for limit in quotas if limit.per == Limit.Per.LANE]
    of_area = [limit for limit in quotas if limit.per == Limit.Per.AREA]
    return [*whole, *_counted(of_list, "jenis", lists), *_counted(of_area, "wilayah", kelurahan)]


def _counted(quotas: list[Limit], dimension: str, names: Mapping[str, str]) -> list[Limit]:
    """Quotas per one dimension of the engine; `names` says what a key is called in the round."""
    general = [limit for limit in quotas if not limit.only]
    own = [limit for limit in quotas if limit.only in names]
    for limit in general:
        limit.special = "\n".join(f"{names[one.only]} = {one.maximum}" for one in own)
    for limit in [] if general else own:
        limit.only = f"{dimension} = {names[limit.only]}"
    for limit in quotas:
        limit.per = dimension
    return general or own


def _covering(forum: Forum, quotas: Iterable[Quota], per: str) -> dict[str, Quota]:
    """By jenis daftar, the quota of that kind set for the nearest area: the city's rule yields to the kelurahan's."""
    here = {*codes.ancestors(forum.region.code), forum.region.code}
    mine = [q for q in quotas if q.per == per and (q.region is None or q.region.code in here)]
    return {q.list_kind: q for q in sorted(mine, key=lambda q: q.region.level if q.region else 0)}


def _count(code: str, label: str, quota: Quota, *, per: Limit.Per, only: str = "") -> Limit:
    return Limit(code=code, label=label, unit=Limit.Unit.PROPOSALS, maximum=quota.maximum, per=per, only=only)


def _of_kelurahan(forum: Forum, quotas: list[Quota]) -> Iterator[Limit]:
    for lane, quota in _covering(forum, quotas, Quota.Per.LIST).items():
        yield _count(f"KUOTA-DAFTAR-{lane}", "kuota daftar", quota, per=Limit.Per.LANE, only=lane)
    whole = _covering(forum, quotas, Quota.Per.FORUM).get("")
    if whole:
        yield _count("KUOTA-FORUM", "kuota kelurahan", whole, per=Limit.Per.ALL)


def _of_district(forum: Forum, quotas: list[Quota]) -> Iterator[Limit]:
    general = _covering(forum, quotas, Quota.Per.KELURAHAN).get("")
    if general:
        yield _count("KUOTA-KEL", "kuota", general, per=Limit.Per.AREA)
    for quota in quotas:
        if quota.per == Quota.Per.KELURAHAN and quota.region and not quota.list_kind:
            code = quota.region.code
            if code.startswith(f"{forum.region.code}."):
                yield _count(f"KUOTA-KEL-{code}", "kuota", quota, per=Limit.Per.AREA, only=code)
    whole = _covering(forum, quotas, Quota.Per.DISTRICT).get("")
    if whole:
        yield _count("KUOTA-KEC", "kuota kecamatan", whole, per=Limit.Per.ALL)


def _pagu(forum: Forum, ceilings: list[Ceiling]) -> Iterator[Limit]:
    """The pagu of the whole area, and of its lanes: of a jenis daftar in a kelurahan, of an agency in a kecamatan."""
    of_lane: dict[str, int] = {}
    for ceiling in ceilings:
        if not ceiling.list_kind and not ceiling.agency:
            label = f"pagu {forum.region.label}"
            yield Limit(code="PAGU", label=label, unit=Limit.Unit.RUPIAH, maximum=ceiling.amount)
        elif forum.ranks_kelurahan and not ceiling.agency:
            of_lane[ceiling.list_kind] = ceiling.amount
        elif forum.ranks_district and ceiling.agency and not ceiling.list_kind:
            of_lane[lanes.agency_lane(ceiling.agency)] = ceiling.amount
    for n, (lane, amount) in enumerate(sorted(of_lane.items()), start=1):
        yield Limit(
            code=f"PAGU-DAFTAR-{n:02d}",
            label="pagu",
            unit=Limit.Unit.RUPIAH,
            maximum=amount,
            per=Limit.Per.LANE,
            only=lane,
        )
