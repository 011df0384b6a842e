"""Who may read recaps and take lists along. Read it as a table."""

from accounts.models import OfficeHolding
from accounts.permissions import of_office, of_thing, role
from accounts.roles import GROUP_ROLES, Role
from rounds.rules import in_scope, leads

from .models import DocumentSetting


@of_office
def anyone(holding: OfficeHolding) -> bool:
    return True


@of_thing
def own_city(holding: OfficeHolding, setting: DocumentSetting) -> bool:
    return setting.city.code == holding.city_code


PERMISSIONS = {
    "reports.view_recap": role(Role.BAP, Role.MB, Role.KEC, Role.KEL, Role.OPD, Role.TAPD, Role.PIM, Role.DPR),
    "reports.export_list": anyone,
    "reports.export_sipd": role(Role.KEL, Role.KEC, Role.MB, Role.BAP),
    "reports.export_form": role(Role.KEL, Role.KEC, Role.BAP),
    "reports.print_board": role(*GROUP_ROLES, Role.PDP, Role.KEL),
    "reports.print_document": leads | role(Role.BAP) & in_scope,
    "reports.view_documentsetting": role(Role.BAP),
    "reports.add_documentsetting": role(Role.BAP),
    "reports.change_documentsetting": role(Role.BAP) & own_city,
}

LABELS = {
    "reports.view_recap": "Melihat rekapitulasi",
    "reports.export_list": "Mengunduh daftar",
    "reports.export_sipd": "Mengunduh daftar bentuk SIPD",
    "reports.export_form": "Mencetak formulir resmi",
    "reports.print_board": "Mencetak papan pengumuman RW dan RT",
    "reports.print_document": "Mencetak dokumen forum",
    "reports.view_documentsetting": "Melihat cetakan dokumen",
    "reports.add_documentsetting": "Menulis cetakan dokumen",
    "reports.change_documentsetting": "Mengubah cetakan dokumen",
}
"""What each permission is called on the page of roles."""
