"""Numbers of usulan: city, plan year, running number; never given twice, never given back."""

from proposals.models import Cycle, NumberCounter


def take_numbers(cycle: Cycle, count: int) -> list[str]:
    """Give the next `count` numbers of a cycle, such as `3573-2027-001284`.

    Locks the counter row until the transaction ends, so call it as late as you can.
    """
    NumberCounter.objects.get_or_create(cycle=cycle)
    counter = NumberCounter.objects.select_for_update().get(cycle=cycle)
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    city = cycle.city.code.replace(".", "")
    return [f"{city}-{cycle.plan_year}-{n:06d}" for n in range(first, first + count)]
