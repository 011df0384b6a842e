"""Who reads the hand-over of a list, and whose desk signs for it: predicates for the table in rules.py."""

from accounts.models import OfficeHolding
from accounts.permissions import of_thing, role
from accounts.roles import GROUP_ROLES, Role

from .handover import RECEIVER, Hop
from .models import Batch


@of_thing
def in_scope(holding: OfficeHolding, batch: Batch) -> bool:
    return holding.scope.covers(batch.region)


@of_thing
def own(holding: OfficeHolding, batch: Batch) -> bool:
    """The group's own list on its way to the kelurahan."""
    return batch.group_id is not None and batch.group_id == holding.office.group_id


@of_thing
def from_group(holding: OfficeHolding, batch: Batch) -> bool:
    return batch.hop == Hop.GROUP


@of_thing
def for_role(holding: OfficeHolding, batch: Batch) -> bool:
    return RECEIVER[Hop(batch.hop)] == holding.role


reads = role(*GROUP_ROLES) & own | role(Role.KEL) & in_scope | role(Role.KEC, Role.BAP) & in_scope & ~from_group
signs = role(Role.KEL, Role.KEC, Role.BAP) & for_role & in_scope
