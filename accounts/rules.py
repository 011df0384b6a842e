"""Who may see and change places, agencies, kamus and offices. Read it as a table."""

from .permissions import of_office, of_thing, role
from .roles import MANAGED, Role

anyone = of_office(lambda holding: True)
bappeda = role(Role.BAP)
planner = role(Role.BAP, Role.MB)
in_scope = of_thing(lambda holding, thing: holding.scope.covers(getattr(thing, "region", None) or thing))
own_agency = of_thing(lambda holding, item: item.agency_id == holding.office.agency_id)
own_city = of_thing(lambda holding, thing: thing.city.code == holding.city_code)
looked_after = of_thing(lambda holding, office: office.role in MANAGED.get(holding.role, ()))
own_words = of_thing(lambda holding, announcement: announcement.published_by.office_id == holding.office_id)
addressed = of_thing(lambda holding, announcement: announcement.is_for(holding))

PERMISSIONS = {
    "regions.view_region": anyone,
    "regions.add_region": bappeda,
    "regions.change_region": bappeda & in_scope,
    "regions.view_succession": anyone,
    "regions.add_succession": bappeda,
    "catalogue.view_agency": anyone,
    "catalogue.add_agency": bappeda,
    "catalogue.change_agency": bappeda & own_city,
    "catalogue.view_kamusversion": anyone,
    "catalogue.add_kamusversion": bappeda,
    "catalogue.change_kamusversion": bappeda & own_city,
    "catalogue.view_kamusitem": anyone,
    "catalogue.add_kamusitem": bappeda,
    "catalogue.change_kamusitem": bappeda | (role(Role.OPD) & own_agency),
    "catalogue.import_kamusitem": bappeda,
    "catalogue.view_nomenclature": anyone,
    "accounts.view_office": role(Role.BAP, Role.KEC, Role.KEL),
    "accounts.add_office": bappeda,
    "accounts.change_office": bappeda & own_city,
    "accounts.view_officeholding": role(Role.BAP, Role.KEC, Role.KEL),
    "accounts.add_officeholding": bappeda,
    "accounts.change_officeholding": bappeda,
    "accounts.view_user": bappeda,
    "accounts.add_user": bappeda,
    "accounts.change_user": bappeda,
    "accounts.remove_second_factor": bappeda,
    "accounts.view_proposergroup": role(Role.BAP, Role.KEC, Role.KEL),
    "accounts.add_proposergroup": bappeda,
    "accounts.change_proposergroup": bappeda & own_city,
    "accounts.import_office": role(*MANAGED),
    "accounts.manage_office": role(*MANAGED) & looked_after & in_scope,
    "accounts.view_announcement": addressed | own_words,
    "accounts.add_announcement": role(*MANAGED) & in_scope,
    "accounts.change_announcement": role(*MANAGED) & own_words,
}
