"""Who may do what to a forum. Read it as a table; what a forum's state allows is kept by the verbs."""

from accounts.models import OfficeHolding
from accounts.permissions import of_office, of_thing, role
from accounts.roles import Role

from .models import Forum


@of_office
def anyone(holding: OfficeHolding) -> bool:
    return True


@of_thing
def in_scope(holding: OfficeHolding, forum: Forum) -> bool:
    return holding.scope.covers(forum.region)


@of_thing
def of_kelurahan(holding: OfficeHolding, forum: Forum) -> bool:
    return forum.kind == Forum.Kind.KELURAHAN


@of_thing
def of_district(holding: OfficeHolding, forum: Forum) -> bool:
    return forum.kind == Forum.Kind.DISTRICT


level_staff = (role(Role.KEL) & of_kelurahan | role(Role.KEC) & of_district) & in_scope
level_head = (role(Role.KEL, head=True) & of_kelurahan | role(Role.KEC, head=True) & of_district) & in_scope

PERMISSIONS = {
    "rounds.view_forum": role(Role.KEL, Role.KEC, Role.BAP, Role.PDP, Role.MB, Role.PIM, Role.TAPD) & in_scope,
    "rounds.prepare_forum": level_staff,
    "rounds.view_attendance": (level_staff | role(Role.BAP)) & in_scope,
    "rounds.record_attendance": level_staff | (role(Role.PDP) & in_scope),
    "rounds.view_delegate": (level_staff | role(Role.KEC, Role.BAP)) & in_scope,
    "rounds.elect_delegate": level_staff,
    "rounds.open_forum": level_head,
    "rounds.order_forum": level_staff,
    "rounds.close_forum": level_head,
    "rounds.run_round": level_staff,
    "rounds.view_board": role(Role.KEC, Role.BAP, Role.PIM),
}

LABELS = {
    "rounds.view_forum": "Melihat forum",
    "rounds.prepare_forum": "Menyiapkan forum",
    "rounds.view_attendance": "Melihat daftar hadir",
    "rounds.record_attendance": "Mencatat hadir",
    "rounds.view_delegate": "Melihat delegasi forum",
    "rounds.elect_delegate": "Mencatat delegasi yang terpilih",
    "rounds.open_forum": "Membuka forum",
    "rounds.order_forum": "Menyusun urutan forum",
    "rounds.close_forum": "Menutup forum dan mengunci hasil",
    "rounds.run_round": "Menjalankan putaran",
    "rounds.view_board": "Melihat kiriman kelurahan",
}
"""What each permission is called on the page of roles."""
