"""Who may read recaps and take lists along. Read it as a table."""

from accounts.models import OfficeHolding
from accounts.permissions import of_office, role
from accounts.roles import Role


@of_office
def anyone(holding: OfficeHolding) -> bool:
    return True


PERMISSIONS = {
    "reports.view_recap": role(Role.BAP, Role.MB, Role.KEC, Role.KEL, Role.OPD, Role.TAPD, Role.PIM, Role.DPR),
    "reports.export_list": anyone,
    "reports.export_sipd": role(Role.KEL, Role.KEC, Role.MB, Role.BAP),
    "reports.export_form": role(Role.KEL, Role.KEC, Role.BAP),
}

LABELS = {
    "reports.view_recap": "Melihat rekapitulasi",
    "reports.export_list": "Mengunduh daftar",
    "reports.export_sipd": "Mengunduh daftar bentuk SIPD",
    "reports.export_form": "Mencetak formulir resmi",
}
"""What each permission is called on the page of roles."""
