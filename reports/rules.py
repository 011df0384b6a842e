"""Who may read recaps and take lists along. Read it as a table."""

from accounts.models import OfficeHolding
from accounts.permissions import of_office, role
from accounts.roles import GROUP_ROLES, Role
from rounds.rules import in_scope, leads


@of_office
def anyone(holding: OfficeHolding) -> bool:
    return True


PERMISSIONS = {
    "reports.view_recap": role(Role.BAP, Role.MB, Role.KEC, Role.KEL, Role.OPD, Role.TAPD, Role.PIM, Role.DPR),
    "reports.export_list": anyone,
    "reports.export_sipd": role(Role.KEL, Role.KEC, Role.MB, Role.BAP),
    "reports.export_form": role(Role.KEL, Role.KEC, Role.BAP),
    "reports.print_board": role(*GROUP_ROLES, Role.PDP, Role.KEL),
    "reports.print_document": leads | role(Role.BAP) & in_scope,
}

LABELS = {
    "reports.view_recap": "Melihat rekapitulasi",
    "reports.export_list": "Mengunduh daftar",
    "reports.export_sipd": "Mengunduh daftar bentuk SIPD",
    "reports.export_form": "Mencetak formulir resmi",
    "reports.print_board": "Mencetak papan pengumuman RW dan RT",
    "reports.print_document": "Mencetak dokumen forum",
}
"""What each permission is called on the page of roles."""
