"""To which e-mail addresses a notice goes: of those who hold the offices now, and of residents who gave theirs."""

from collections.abc import Sequence

from django.utils import timezone

from accounts.models import OfficeHolding

from .models import Need, Notice


def addresses_of(notices: Sequence[Notice]) -> dict[int, set[str]]:
    """The addresses per notice id, in two queries however many notices; a missing address is no error."""
    found: dict[int, set[str]] = {notice.pk: set() for notice in notices}
    by_group: dict[int, set[str]] = {}
    by_agency: dict[int, set[str]] = {}
    holdings = OfficeHolding.objects.in_force(timezone.localdate()).exclude(user__email="")
    rows = holdings.filter(office__group__in={n.group_id for n in notices if n.group_id}) | holdings.filter(
        office__agency__in={n.agency_id for n in notices if n.agency_id}
    )
    for group, agency, address in rows.values_list("office__group_id", "office__agency_id", "user__email"):
        if group:
            by_group.setdefault(group, set()).add(address)
        elif agency:
            by_agency.setdefault(agency, set()).add(address)
    tellers: dict[int, set[str]] = {}
    told = Need.objects.filter(proposal__in={n.proposal_id for n in notices if n.proposal_id}) | Need.objects.filter(
        pk__in={n.need_id for n in notices if n.need_id}
    )
    needs: dict[int, str] = {}
    for pk, proposal, address in told.exclude(teller_email="").values_list("pk", "proposal_id", "teller_email"):
        needs[pk] = address
        if proposal:
            tellers.setdefault(proposal, set()).add(address)
    for notice in notices:
        found[notice.pk] |= by_group.get(notice.group_id or 0, set()) | by_agency.get(notice.agency_id or 0, set())
        if notice.agency_id is None and notice.event_id is not None:
            found[notice.pk] |= tellers.get(notice.proposal_id or 0, set())
        if notice.need_id in needs:
            found[notice.pk].add(needs[notice.need_id])
    return found
