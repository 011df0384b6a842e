"""Who may do what to a usulan, a need, a stage. Read it as a table; stages and locks are kept by the verbs besides."""

from accounts.models import OfficeHolding, ProposerGroup
from accounts.permissions import of_office, of_thing, role
from accounts.roles import Role
from regions.models import Region

from . import batch_rules
from .models import Need, Objection, Pokir, Proposal, Wish
from .models.decision import Level
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
def in_scope(holding: OfficeHolding, thing: Proposal | ProposerGroup) -> bool:
    return holding.scope.covers(thing.region)


@of_thing
def concerned(holding: OfficeHolding, need: Need) -> bool:
    """The need lies at the office's places, or names one of them among several."""
    return need.concerns(holding.scope)


@of_thing
def own_agency(holding: OfficeHolding, proposal: Proposal) -> bool:
    return proposal.agency_id is not None and proposal.agency_id == holding.office.agency_id


@of_thing
def own_wish(holding: OfficeHolding, wish: Wish) -> bool:
    return wish.agency_id is not None and wish.agency_id == holding.office.agency_id


@of_thing
def own_city(holding: OfficeHolding, thing: Wish | Pokir) -> bool:
    return thing.cycle.city.code == holding.city_code


@of_thing
def of_kelurahan_itself(holding: OfficeHolding, proposal: Proposal) -> bool:
    return proposal.group.kind == Kind.KELURAHAN


@of_thing
def of_kecamatan_itself(holding: OfficeHolding, proposal: Proposal) -> bool:
    return proposal.group.kind == Kind.DISTRICT


@of_thing
def own_branch(holding: OfficeHolding, proposal: Proposal) -> bool:
    """The usulan stands at the kecamatan's own branch of `Kecamatan dan Kelurahan`."""
    return proposal.agency is not None and proposal.agency.region_id == holding.office.region_id


@of_thing
def at_place(holding: OfficeHolding, place: Region) -> bool:
    return holding.scope.covers(place)


@of_thing
def objection_in_scope(holding: OfficeHolding, objection: Objection) -> bool:
    return holding.scope.covers(objection.proposal.region)


@of_thing
def decided_by_kelurahan(holding: OfficeHolding, objection: Objection) -> bool:
    return objection.level == Level.KELURAHAN


@of_thing
def at_kelurahan(holding: OfficeHolding, proposal: Proposal) -> bool:
    return proposal.status in {Status.SUBMITTED, Status.ACCEPTED_KEL}


@of_thing
def at_desk(holding: OfficeHolding, proposal: Proposal) -> bool:
    return proposal.status in {Status.PRIORITY_KEL, Status.FEASIBLE}


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

prices = (
    kelurahan & at_kelurahan & in_scope & ~of_kelurahan_itself & ~of_kecamatan_itself
    | kecamatan & in_scope & (at_desk | at_kelurahan & of_kelurahan_itself)
    | role(Role.OPD) & at_desk & own_agency
)
"""Another price than the kamus: the level in charge, up to the kecamatan's forum."""

uses_desk = is_public & ((kelurahan | kecamatan | bappeda | role(Role.MB)) & in_scope | role(Role.OPD) & own_agency)
"""Who has a desk: it decides, surveys, answers a move or clears what is not clear. What it decides is `decides`."""

carries_out = role(Role.OPD) & own_agency | kecamatan & in_scope & own_branch
"""Whose work it becomes: the agency, or the kecamatan where its own branch is one (APBD Kelurahan)."""

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
    "proposals.use_desk": uses_desk,
    "proposals.verify_proposal": decides,
    "proposals.view_document": works_on,
    "proposals.price_proposal": prices,
    "proposals.view_survey": (role(Role.OPD) & own_agency)
    | (role(Role.KEL, Role.PDP, Role.KEC, Role.MB, Role.BAP, Role.TAPD, Role.PIM) & in_scope),
    "proposals.survey_proposal": carries_out,
    "proposals.propose_move": (role(Role.KEL, Role.KEC) & in_scope) | (role(Role.OPD) & own_agency),
    "proposals.move_agency": role(Role.MB, Role.BAP) & in_scope,
    "proposals.view_agencymove": role(Role.KEL, Role.KEC, Role.OPD, Role.MB, Role.BAP),
    "proposals.view_desk_lock": role(Role.KEC, Role.BAP) & at_place,
    "proposals.lock_desk": role(Role.KEC, head=True) & at_place,
    "proposals.amend_proposal": bappeda & in_scope,
    "proposals.follow_proposal": is_public & (carries_out | role(Role.MB, Role.BAP, Role.TAPD) & in_scope),
    "proposals.recommend_proposal": carries_out,
    "proposals.partner_proposal": role(Role.MB, Role.BAP) & in_scope,
    "proposals.budget_proposal": role(Role.TAPD) & in_scope,
    "proposals.enter_plan": bappeda & in_scope,
    "proposals.report_work": carries_out,
    "proposals.confirm_result": (groups & own_group) | (kelurahan & in_scope),
    "proposals.object_proposal": (groups & own_group)
    | (kelurahan & in_scope)
    | (kecamatan & in_scope & of_kecamatan_itself),
    "proposals.view_objection": role(Role.KEL, Role.KEC, Role.BAP) & objection_in_scope,
    "proposals.answer_objection": (kecamatan & objection_in_scope & decided_by_kelurahan)
    | (bappeda & objection_in_scope & ~decided_by_kelurahan),
    "proposals.import_proposal": kelurahan | bappeda,
    "proposals.use_import": kelurahan | kecamatan | bappeda | role(Role.OPD, Role.MB, Role.TAPD, Role.DPR),
    "proposals.export_proposal": anyone,
    "proposals.view_job": anyone,
    "proposals.view_need": role(Role.RT, Role.RW, Role.KEL, Role.PDP, Role.KEC, Role.BAP) & concerned,
    "proposals.take_need": role(Role.RT, Role.RW, Role.KEL, Role.PDP) & concerned,
    "proposals.answer_need": role(Role.RT, Role.RW, Role.KEL) & concerned,
    "proposals.read_notice": groups | role(Role.OPD),
    "proposals.hand_notice": kelurahan | kecamatan | bappeda,
    "proposals.view_not_sent": kelurahan | helper | kecamatan | bappeda,
    "proposals.view_batch": batch_rules.reads,
    "proposals.receive_batch": batch_rules.signs,
    "proposals.send_batch": bappeda,
    "proposals.view_wish": role(Role.KEL, Role.PDP, Role.KEC, Role.OPD, Role.MB, Role.BAP),
    "proposals.advise_wish": role(Role.OPD) & own_wish,
    "proposals.answer_wish": bappeda & own_city,
    "proposals.view_pokir": ~groups,
    "proposals.import_pokir": role(Role.DPR, Role.BAP),
    "proposals.decide_pokir": role(Role.MB, Role.BAP) & own_city,
    "proposals.clear_obstacle": groups | role(Role.KEL, Role.KEC, Role.OPD, Role.MB),
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
    "proposals.view_spelling": bappeda,
    "proposals.change_spelling": bappeda,
    "proposals.view_theme": anyone,
    "proposals.add_theme": bappeda,
    "proposals.change_theme": bappeda,
    "proposals.view_leveldecision": anyone,
    "proposals.view_event": role(Role.BAP),
}

LABELS = {
    "proposals.view_proposal": "Melihat usulan",
    "proposals.add_proposal": "Menulis usulan",
    "proposals.change_proposal": "Mengubah draf dan usulan yang dikembalikan",
    "proposals.delete_proposal": "Menghapus draf",
    "proposals.rank_proposal": "Mengurutkan usulan kelompok",
    "proposals.submit_proposal": "Mengirim usulan",
    "proposals.withdraw_proposal": "Menarik usulan yang belum diputuskan",
    "proposals.use_desk": "Membuka meja kerja",
    "proposals.verify_proposal": "Memeriksa dan memutuskan usulan",
    "proposals.view_document": "Membaca berkas usulan",
    "proposals.price_proposal": "Mengganti harga kamus dengan alasan",
    "proposals.view_survey": "Melihat survei lapangan",
    "proposals.survey_proposal": "Menjadwalkan dan mengisi survei",
    "proposals.propose_move": "Mengusulkan pindah perangkat daerah",
    "proposals.move_agency": "Memutuskan pindah perangkat daerah",
    "proposals.view_agencymove": "Melihat pindah perangkat daerah",
    "proposals.view_desk_lock": "Melihat BA Desk",
    "proposals.lock_desk": "Mengunci BA Desk",
    "proposals.amend_proposal": "Membuat BA perubahan",
    "proposals.follow_proposal": "Mengikuti usulan sesudah forum kecamatan",
    "proposals.recommend_proposal": "Merekomendasi usulan dan membahasnya di forum perangkat daerah",
    "proposals.partner_proposal": "Merekomendasi sebagai mitra Bappeda",
    "proposals.budget_proposal": "Memutuskan anggaran usulan",
    "proposals.enter_plan": "Memasukkan usulan ke RKPD dan APBD, dan membatalkannya",
    "proposals.report_work": "Melaporkan pekerjaan dan serah terimanya",
    "proposals.confirm_result": "Membenarkan atau membantah hasil pekerjaan",
    "proposals.object_proposal": "Mengajukan keberatan",
    "proposals.view_objection": "Melihat keberatan",
    "proposals.answer_objection": "Menjawab keberatan",
    "proposals.import_proposal": "Mengimpor daftar usulan",
    "proposals.use_import": "Membuka halaman impor",
    "proposals.export_proposal": "Mengunduh usulan",
    "proposals.view_job": "Melihat antrean unduhan dan impor sendiri",
    "proposals.view_need": "Melihat kebutuhan warga",
    "proposals.take_need": "Mengambil kebutuhan menjadi usulan",
    "proposals.answer_need": "Menjawab kebutuhan warga",
    "proposals.read_notice": "Membaca kotak masuk kelompok",
    "proposals.hand_notice": "Membagikan kabar harian",
    "proposals.view_not_sent": "Melihat siapa yang belum mengirim",
    "proposals.view_batch": "Melihat serah terima daftar",
    "proposals.receive_batch": "Menerima daftar dari bawah dan mencocokkannya",
    "proposals.send_batch": "Mengirim daftar kota ke SIPD",
    "proposals.view_wish": "Melihat bank usulan",
    "proposals.advise_wish": "Memberi saran pada bank usulan",
    "proposals.answer_wish": "Menjawab bank usulan",
    "proposals.view_pokir": "Melihat pokok pikiran DPRD",
    "proposals.import_pokir": "Mengimpor pokok pikiran DPRD",
    "proposals.decide_pokir": "Menindaklanjuti pokok pikiran DPRD",
    "proposals.clear_obstacle": "Menyelesaikan syarat kesiapan",
    "proposals.view_cycle": "Melihat siklus",
    "proposals.add_cycle": "Membuat siklus baru",
    "proposals.change_cycle": "Mengubah siklus",
    "proposals.view_stage": "Melihat tahapan",
    "proposals.manage_stage": "Membuka, menutup, memperpanjang tahapan",
    "proposals.manage_limit": "Menetapkan pagu dan kuota",
    "proposals.view_quota": "Melihat kuota",
    "proposals.view_ceiling": "Melihat pagu",
    "proposals.view_priority": "Melihat prioritas daerah",
    "proposals.change_priority": "Mengubah prioritas daerah",
    "proposals.add_priority": "Menambah prioritas daerah",
    "proposals.view_target": "Melihat sasaran",
    "proposals.add_target": "Menambah sasaran",
    "proposals.change_target": "Mengubah sasaran",
    "proposals.view_spelling": "Melihat ejaan lain dalam daftar impor",
    "proposals.change_spelling": "Membetulkan ejaan lain dalam daftar impor",
    "proposals.view_theme": "Melihat tema",
    "proposals.add_theme": "Menambah tema",
    "proposals.change_theme": "Mengubah tema",
    "proposals.view_leveldecision": "Melihat keputusan tiap tingkat",
    "proposals.view_event": "Melihat buku kejadian",
}
"""What each permission is called on the page of roles."""
