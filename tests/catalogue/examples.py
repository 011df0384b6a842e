"""The example rows of the kamus in memory: items with their rules and variants, as `with_rules` would load them."""

from itertools import count

from catalogue.models import Agency, KamusItem, KamusRule, KamusVariant, KamusVersion
from musrenbang.demo import kamus_rules


def in_memory() -> dict[str, KamusItem]:
    """Every example item by its name, without a database; keys count from 1 in the order of the files."""
    keys = count(1)
    version = KamusVersion(pk=1, plan_year=2027)
    found: dict[str, KamusItem] = {}
    for row in kamus_rules.rows(kamus_rules.ITEMS):
        agency = Agency(pk=1, name=row["opd"], short_name=row["opd"])
        item = KamusItem(pk=next(keys), version=version, agency=agency, **kamus_rules.item_fields(row))
        variants = [
            KamusVariant(pk=next(keys), item=item, label=label, unit_price=price)
            for label, price in kamus_rules.variants_of(row)
        ]
        keep(item, [], variants)
        found[item.name] = item
    for row in kamus_rules.rows(kamus_rules.RULES):
        item = found[row["uraian"]]
        rule = KamusRule(pk=next(keys), item=item, other_item=found.get(row["lain"]), **kamus_rules.rule_fields(row))
        keep(item, [*item.rules.all(), rule], list(item.variants.all()))
    return found


def keep(item: KamusItem, rules: list[KamusRule], variants: list[KamusVariant]) -> KamusItem:
    """Let an item in memory answer with these rules and variants."""
    item.__dict__["_prefetched_objects_cache"] = {"rules": rules, "variants": variants}
    return item
