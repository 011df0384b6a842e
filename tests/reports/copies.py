"""Many usulan quickly: copies of one that was sent the proper way."""

from uuid import uuid4

from proposals.models import Proposal
from tests.world import World


def copies(world: World, number: int, *, start: int = 500, **changes: object) -> None:
    """Add that many copies of a fresh usulan of RW 01, with numbers of their own."""
    model = world.sent()
    rows: list[Proposal] = []
    for n in range(start, start + number):
        row = Proposal.objects.get(pk=model.pk) if n == start else rows[0]
        fields = {field.attname: getattr(row, field.attname) for field in Proposal._meta.concrete_fields}
        fields.update(id=None, public_id=uuid4(), number=f"9901-2000-{n:06d}", submission_key=None, **changes)
        rows.append(Proposal(**fields))
    Proposal.objects.bulk_create(rows)
