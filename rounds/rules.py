"""Who may do what to a forum. Read it as a table; what a forum's state allows is kept by the verbs."""

from accounts.models import OfficeHolding
from accounts.permissions import of_office, of_thing, role
from accounts.roles import GROUP_ROLES, HEADED, Role

from .customs import LEADERS
from .models import Forum, Round


@of_office
def anyone(holding: OfficeHolding) -> bool:
    return True


@of_office
def locks(holding: OfficeHolding) -> bool:
    """Lurah, camat and kepala lock what their operators prepare; other roles have nobody above them."""
    return holding.is_head or holding.role not in HEADED


@of_thing
def in_scope(holding: OfficeHolding, forum: Forum) -> bool:
    return holding.scope.covers(forum.region)


@of_thing
def of_own_group(holding: OfficeHolding, forum: Forum) -> bool:
    return forum.group_id is not None and forum.group_id == holding.office.group_id


@of_thing
def of_own_agency(holding: OfficeHolding, forum: Forum) -> bool:
    return forum.agency_id is not None and forum.agency_id == holding.office.agency_id


@of_thing
def of_own_kind(holding: OfficeHolding, forum: Forum) -> bool:
    """The table of kinds gives this kind to the role."""
    return holding.role in forum.custom.roles


@of_thing
def with_a_list(holding: OfficeHolding, forum: Forum) -> bool:
    """It puts a list in order."""
    return bool(forum.custom.ranks)


@of_thing
def is_assessor(holding: OfficeHolding, round_: Round) -> bool:
    return round_.assessors.filter(holding__office=holding.office_id).exists()


within_reach = (
    role(*GROUP_ROLES) & of_own_group
    | role(Role.OPD) & of_own_agency
    | role(Role.KEL, Role.KEC, Role.BAP, Role.PDP, Role.MB, Role.PIM, Role.TAPD) & in_scope
)
leads = role(*LEADERS) & within_reach & of_own_kind
heads = leads & locks

PERMISSIONS = {
    "rounds.view_forum": within_reach,
    "rounds.prepare_forum": leads,
    "rounds.view_attendance": leads | role(Role.BAP) & in_scope,
    "rounds.record_attendance": leads | role(Role.PDP) & in_scope,
    "rounds.type_blank": leads | role(Role.PDP) & in_scope,
    "rounds.view_delegate": leads | role(Role.KEC, Role.BAP) & in_scope,
    "rounds.elect_delegate": leads,
    "rounds.write_minutes": leads,
    "rounds.view_scan": leads | role(Role.KEC, Role.BAP) & in_scope,
    "rounds.keep_scan": leads,
    "rounds.open_forum": heads,
    "rounds.order_forum": role(Role.KEL, Role.KEC) & leads & with_a_list,
    "rounds.close_forum": heads,
    "rounds.run_round": role(Role.KEL, Role.KEC) & leads & with_a_list,
    "rounds.score_round": is_assessor,
    "rounds.view_board": role(Role.KEC, Role.BAP, Role.PIM),
}

LABELS = {
    "rounds.view_forum": "Melihat forum",
    "rounds.prepare_forum": "Menyiapkan forum",
    "rounds.view_attendance": "Melihat daftar hadir",
    "rounds.record_attendance": "Mencatat hadir",
    "rounds.type_blank": "Mengetik lembar kertas rapat",
    "rounds.view_delegate": "Melihat delegasi forum",
    "rounds.elect_delegate": "Mencatat delegasi yang terpilih",
    "rounds.write_minutes": "Menulis keputusan rapat",
    "rounds.view_scan": "Membaca pindaian berita acara dan daftar hadir",
    "rounds.keep_scan": "Mengunggah pindaian yang ditandatangani",
    "rounds.open_forum": "Membuka forum",
    "rounds.order_forum": "Menyusun urutan forum",
    "rounds.close_forum": "Menutup forum dan mengunci hasil",
    "rounds.run_round": "Menjalankan putaran",
    "rounds.score_round": "Memberi nilai sebagai penilai putaran",
    "rounds.view_board": "Melihat kiriman kelurahan",
}
"""What each permission is called on the page of roles."""
