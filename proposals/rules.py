"""Who may do what to a usulan, a need, a stage. Read it as a table; stages and locks are kept by the verbs besides."""

from accounts.models import OfficeHolding, ProposerGroup
from accounts.permissions import of_office, of_thing, role
from accounts.roles import Role

from .models import Need, Proposal
from .statuses import HIDDEN, Status

Kind = ProposerGroup.Kind


@of_office
def anyone(holding: OfficeHolding) -> bool:
    return True


@of_thing
def is_public(holding: OfficeHolding, proposal: Proposal) -> bool:
    return proposal.status not in HIDDEN


@of_thing
def is_draft(holding: OfficeHolding, proposal: Proposal) -> bool:
    return proposal.status == Status.DRAFT


@of_thing
def is_repairable(holding: OfficeHolding, proposal: Proposal) -> bool:
    return proposal.status in {Status.DRAFT, Status.RETURNED}


@of_thing
def is_undecided(holding: OfficeHolding, proposal: Proposal) -> bool:
    return proposal.status in {Status.SUBMITTED, Status.RETURNED}


@of_thing
def own_group(holding: OfficeHolding, thing: Proposal | ProposerGroup) -> bool:
    group_id = thing.group_id if isinstance(thing, Proposal) else thing.pk
    return holding.office.group_id is not None and holding.office.group_id == group_id


@of_thing
def in_scope(holding: OfficeHolding, thing: Proposal | Need | ProposerGroup) -> bool:
    return holding.scope.covers(thing.region)


@of_thing
def own_agency(holding: OfficeHolding, proposal: Proposal) -> bool:
    return proposal.agency_id is not None and proposal.agency_id == holding.office.agency_id


@of_thing
def of_kelurahan_itself(holding: OfficeHolding, proposal: Proposal) -> bool:
    return proposal.group.kind == Kind.KELURAHAN


@of_thing
def of_kecamatan_itself(holding: OfficeHolding, proposal: Proposal) -> bool:
    return proposal.group.kind == Kind.DISTRICT


groups = role(Role.RT, Role.RW, Role.LK)
kelurahan = role(Role.KEL)
kecamatan = role(Role.KEC)
bappeda = role(Role.BAP)
helper = role(Role.PDP)

writes_for = groups & own_group | (kelurahan | helper | kecamatan) & in_scope
"""Entry for oneself, or by staff on behalf of a group below."""

decides = (
    kelurahan & in_scope & ~of_kelurahan_itself & ~of_kecamatan_itself
    | kecamatan & in_scope & of_kelurahan_itself
    | bappeda & in_scope & of_kecamatan_itself
)
"""A level decides what comes from below; its own items are decided one level up."""

works_on = (
    own_group
    | (kelurahan | helper | kecamatan | bappeda) & in_scope
    | is_public & (role(Role.OPD) & own_agency | role(Role.MB) & in_scope)
)
"""Whoever needs the papers of a usulan: its group, the offices above it, its agency, the partner in Bappeda."""

PERMISSIONS = {
    "proposals.view_proposal": is_public | own_group | (role(Role.KEL, Role.PDP, Role.KEC, Role.BAP) & in_scope),
    "proposals.add_proposal": (groups & own_group) | ((kelurahan | helper | kecamatan) & in_scope),
    "proposals.change_proposal": writes_for & is_repairable,
    "proposals.delete_proposal": writes_for & is_draft,
    "proposals.rank_proposal": writes_for,
    "proposals.submit_proposal": (groups & own_group) | ((kelurahan | kecamatan) & in_scope),
    "proposals.withdraw_proposal": ((groups & own_group) | ((kelurahan | kecamatan) & in_scope)) & is_undecided,
    "proposals.verify_proposal": decides,
    "proposals.view_document": works_on,
    "proposals.import_proposal": kelurahan | bappeda,
    "proposals.export_proposal": anyone,
    "proposals.view_need": role(Role.RT, Role.RW, Role.KEL, Role.PDP, Role.KEC, Role.BAP) & in_scope,
    "proposals.take_need": role(Role.RT, Role.RW, Role.KEL, Role.PDP) & in_scope,
    "proposals.answer_need": role(Role.RT, Role.RW, Role.KEL) & in_scope,
    "proposals.read_notice": groups | role(Role.OPD),
    "proposals.hand_notice": kelurahan | kecamatan | bappeda,
    "proposals.view_not_sent": kelurahan | helper | kecamatan | bappeda,
    "proposals.view_cycle": anyone,
    "proposals.add_cycle": bappeda,
    "proposals.change_cycle": bappeda,
    "proposals.view_stage": anyone,
    "proposals.manage_stage": bappeda,
    "proposals.manage_limit": bappeda,
    "proposals.view_quota": anyone,
    "proposals.view_ceiling": anyone,
    "proposals.view_priority": anyone,
    "proposals.change_priority": bappeda,
    "proposals.add_priority": bappeda,
    "proposals.view_target": anyone,
    "proposals.add_target": bappeda,
    "proposals.change_target": bappeda,
    "proposals.view_theme": anyone,
    "proposals.add_theme": bappeda,
    "proposals.change_theme": bappeda,
    "proposals.view_leveldecision": anyone,
    "proposals.view_event": role(Role.BAP),
}
