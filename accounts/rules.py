"""Who may see and change places, agencies, kamus and offices. Read it as a table."""

from .permissions import of_office, of_thing, role
from .roles import MANAGED, Role

anyone = of_office(lambda holding: True)
bappeda = role(Role.BAP)
planner = role(Role.BAP, Role.MB)
in_scope = of_thing(lambda holding, thing: holding.scope.covers(getattr(thing, "region", None) or thing))
own_agency = of_thing(lambda holding, item: item.agency_id == holding.office.agency_id)
own_kamus = of_thing(lambda holding, item: item.version.city.code == holding.city_code)
in_draft = of_thing(lambda holding, item: item.version.is_draft)
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
    "catalogue.change_kamusitem": (bappeda & own_kamus) | (role(Role.OPD) & own_agency & in_draft),
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

LABELS = {
    "regions.view_region": "Melihat daftar wilayah",
    "regions.add_region": "Menambah wilayah",
    "regions.change_region": "Mengubah wilayah",
    "regions.view_succession": "Melihat perubahan wilayah",
    "regions.add_succession": "Mencatat perubahan wilayah",
    "catalogue.view_agency": "Melihat perangkat daerah",
    "catalogue.add_agency": "Menambah perangkat daerah",
    "catalogue.change_agency": "Mengubah perangkat daerah",
    "catalogue.view_kamusversion": "Melihat versi kamus",
    "catalogue.add_kamusversion": "Membuat versi kamus",
    "catalogue.change_kamusversion": "Menerbitkan dan mengunci kamus",
    "catalogue.view_kamusitem": "Melihat item kamus",
    "catalogue.add_kamusitem": "Menambah item kamus",
    "catalogue.change_kamusitem": "Mengubah item kamus, harga, dan syaratnya",
    "catalogue.import_kamusitem": "Mengimpor kamus",
    "catalogue.view_nomenclature": "Melihat nomenklatur perencanaan",
    "accounts.view_office": "Melihat daftar jabatan",
    "accounts.add_office": "Menambah jabatan",
    "accounts.change_office": "Mengubah jabatan",
    "accounts.view_officeholding": "Melihat pemegang jabatan",
    "accounts.add_officeholding": "Mencatat pemegang jabatan",
    "accounts.change_officeholding": "Mengubah masa jabatan",
    "accounts.view_user": "Melihat daftar orang",
    "accounts.add_user": "Menambah orang",
    "accounts.change_user": "Mengubah data orang",
    "accounts.remove_second_factor": "Melepas pengaman kedua milik orang lain",
    "accounts.view_proposergroup": "Melihat kelompok pengusul",
    "accounts.add_proposergroup": "Menambah kelompok pengusul",
    "accounts.change_proposergroup": "Mengubah kelompok pengusul",
    "accounts.import_office": "Mengimpor jabatan dan pemegangnya",
    "accounts.manage_office": "Mencetak kartu masuk, mengganti pemegang, mengatur ulang akses",
    "accounts.view_announcement": "Membaca pengumuman",
    "accounts.add_announcement": "Membuat pengumuman",
    "accounts.change_announcement": "Menarik pengumuman sendiri",
}
"""What each permission is called on the page of roles."""
