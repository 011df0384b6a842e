"""One known city with named offices: those who belong, those next door, and a stranger.

Kota Contoh (99.01): Kecamatan Melati with kelurahan Mawar (RW 01 with RT 01–02, RW 02) and Kenanga; Kecamatan Seroja
with kelurahan Anggrek. The running cycle has every stage open at `NOW`; tests move the clock, not the stages.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from accounts.models import Office, OfficeHolding, ProposerGroup, User
from accounts.roles import Role
from catalogue.models import Agency, KamusItem, KamusVersion, Nomenclature
from proposals import actions
from proposals.models import Ceiling, Cycle, Photo, Priority, Proposal, Quota, Stage, Target, Theme
from regions.models import Region

NOW = datetime.now(tz=UTC).replace(microsecond=0)
TODAY = timezone.localdate(NOW)
"""The day by the city's clock, which is seven hours ahead of the machine's."""

ROLE_ROWS = (
    "publik",
    "rt",
    "rw",
    "lembaga",
    "pendamping",
    "kelurahan",
    "lurah",
    "kecamatan",
    "camat",
    "opd",
    "kepala_opd",
    "mitra",
    "bappeda",
    "tapd",
    "dprd",
    "pimpinan",
)
"""The sixteen rows of every permission table: thirteen roles, and the heads of kelurahan, kecamatan and OPD."""

TINY_JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f141d1a1f1e1d"
    "1a1c1c20242e2720222c231c1c2837292c30313434341f27393d38323c2e333432ffc0000b080001000101011100ffc4001f000001050101"
    "0101010100000000000000000102030405060708090a0bffc400b5100002010303020403050504040000017d010203000411051221314106"
    "13516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455"
    "565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9ba"
    "c2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f00fbd3ffd9"
)


def region(code: str, name: str, kind: Region.Type) -> Region:
    """Make one current region."""
    return Region.objects.create(code=code, name=name, type=kind)


@dataclass
class World:
    """The city, its offices by their row in the permission tables, and hands to make things happen."""

    city: Region
    regions: dict[str, Region]
    cycle: Cycle
    groups: dict[str, ProposerGroup]
    items: dict[str, KamusItem]
    agencies: dict[str, Agency]
    offices: dict[str, OfficeHolding] = field(default_factory=dict)
    login: str = ""
    """What stands before each row's name in the login."""
    serial: Any = field(default_factory=lambda: count(1))

    def add_office(self, row: str, name: str, role: str, where: str, **more: Any) -> OfficeHolding:
        """Make an office with a holder; `row` becomes its name in `offices` and the login."""
        return self.add_offices([(row, name, role, where, more)])[0]

    def add_offices(self, rows: Sequence[tuple[str, str, str, str, dict[str, Any]]]) -> list[OfficeHolding]:
        """Make many in three queries."""
        offices = Office.objects.bulk_create(
            Office(city=self.city, code=row, name=name, role=role, region=self.regions[where], **more)
            for row, name, role, where, more in rows
        )
        users = User.objects.bulk_create(
            User(username=f"{self.login}{row[0]}", name=f"Pemegang {row[0]}") for row in rows
        )
        holdings = OfficeHolding.objects.bulk_create(
            OfficeHolding(office=office, user=user, starts=date(2020, 1, 1))
            for office, user in zip(offices, users, strict=True)
        )
        self.offices |= {row[0]: holding for row, holding in zip(rows, holdings, strict=True)}
        return holdings

    def client(self, row: str) -> Client:
        """A browser of the office in that row; of nobody for `publik`."""
        client = Client()
        if row != "publik":
            client.force_login(self.offices[row].user, backend="accounts.permissions.TableBackend")
        return client

    def draft(self, *, group: str = "rw01", item: str = "got", volume: str = "120", **more: Any) -> Proposal:
        """A complete draft of a group, by its own office or (for groups without one) by the kelurahan."""
        by = (
            more.pop("by", None) or self.offices[{"rw01": "rw", "rt01": "rt", "pkk": "lembaga"}.get(group, "kelurahan")]
        )
        own = self.groups[group].region
        fields = {
            "item": self.items[item],
            "problem": f"Got buntu dan air masuk rumah tiap hujan, titik {next(self.serial)}.",
            "address": "Gang 4, depan balai RW",
            "target_group": "Warga sekitar",
            "households": 40,
            "land_status": "aset_pemkot",
            "volume": Decimal(volume),
            **more,
        }
        at = fields.pop("at", NOW)
        draft = actions.drafting.start(
            self.cycle, self.groups[group], by=by, at=at, locations=fields.pop("locations", [own]), **fields
        )
        if draft.kind == KamusItem.Kind.PHYSICAL:
            Photo.objects.create(
                proposal=draft, image=ContentFile(TINY_JPEG, name="foto.jpg"), width=1, height=1, added_at=at
            )
        return draft

    def sent(self, *, group: str = "rw01", **more: Any) -> Proposal:
        """A usulan that its group has sent."""
        draft = self.draft(group=group, **more)
        return self.send(draft)

    def send(self, *drafts: Proposal) -> Proposal:
        """Send drafts of one group; the first comes back as sent."""
        by = drafts[0].entered_by
        assert by is not None
        ids = [draft.public_id for draft in drafts]
        actions.sending.submit(self.cycle, drafts[0].group, ids, by=by, at=NOW)
        return Proposal.objects.for_list().get(pk=drafts[0].pk)

    def accepted(self, *, group: str = "rw01", **more: Any) -> Proposal:
        """A usulan that the kelurahan has accepted."""
        proposal = self.sent(group=group, **more)
        decider = "kecamatan" if group == "kelurahan" else "kelurahan"
        return actions.deciding.accept(proposal, by=self.offices[decider], at=NOW, expected=None)


def _places(province: str) -> dict[str, Region]:
    T = Region.Type
    known = {
        "provinsi": ("", "Provinsi Contoh", T.PROVINCE),
        "kota": (".01", "Kota Contoh", T.CITY),
        "melati": (".01.01", "Melati", T.DISTRICT),
        "mawar": (".01.01.1001", "Mawar", T.KELURAHAN),
        "rw01": (".01.01.1001.001", "RW 01", T.RW),
        "rt01": (".01.01.1001.001.001", "RT 01", T.RT),
        "rt02": (".01.01.1001.001.002", "RT 02", T.RT),
        "rw02": (".01.01.1001.002", "RW 02", T.RW),
        "kenanga": (".01.01.1002", "Kenanga", T.KELURAHAN),
        "kenanga_rw01": (".01.01.1002.001", "RW 01", T.RW),
        "seroja": (".01.02", "Seroja", T.DISTRICT),
        "anggrek": (".01.02.1001", "Anggrek", T.KELURAHAN),
        "anggrek_rw01": (".01.02.1001.001", "RW 01", T.RW),
    }
    made = Region.objects.bulk_create(
        Region(code=f"{province}{code}", name=name, type=kind, level=code.count(".") + 1)
        for code, name, kind in known.values()
    )
    return dict(zip(known, made, strict=True))


def _catalogue(city: Region, places: dict[str, Region]) -> tuple[KamusVersion, dict[str, Agency], dict[str, KamusItem]]:
    district = Agency.objects.create(city=city, name="Kecamatan dan Kelurahan", short_name="Kecamatan")
    agencies = {
        "pu": Agency.objects.create(city=city, name="Dinas Pekerjaan Umum", short_name="DPU"),
        "kecamatan": district,
        "melati": Agency.objects.create(
            city=city, name="Kecamatan Melati", short_name="Kec. Melati", parent=district, region=places["melati"]
        ),
        "seroja": Agency.objects.create(
            city=city, name="Kecamatan Seroja", short_name="Kec. Seroja", parent=district, region=places["seroja"]
        ),
    }
    version = KamusVersion.objects.create(city=city, plan_year=TODAY.year + 1, status=KamusVersion.Status.PUBLISHED)
    program = Nomenclature.objects.create(
        city=city, plan_year=TODAY.year + 1, level="program", code="1.03.06", name="Pengelolaan Drainase"
    )
    sub = Nomenclature.objects.create(
        city=city,
        plan_year=TODAY.year + 1,
        level="subkegiatan",
        code="1.03.06.2.01.0001",
        name="Pembangunan Saluran",
        parent=program,
    )

    def item(name: str, agency: str, unit: str, price: int, *, kind: str, lane: str, number: int) -> KamusItem:
        return KamusItem.objects.create(
            version=version,
            agency=agencies[agency],
            subactivity=sub,
            number=number,
            name=name,
            unit=unit,
            unit_price=price,
            kind=kind,
            sector="sarpras",
            list_kind=lane,
        )

    items = {
        "got": item("Gorong-gorong Diameter 40 cm", "kecamatan", "m", 365_000, kind="fisik", lane="SARPRAS", number=1),
        "paving": item("Pavingisasi tanpa kerb", "pu", "m²", 200_000, kind="fisik", lane="SARPRAS", number=2),
        "gerobak": item(
            "Pengadaan gerobak sampah", "kecamatan", "unit", 8_500_000, kind="barang", lane="SARPRAS", number=3
        ),
        "pelatihan": item(
            "Pelatihan usaha mikro", "kecamatan", "orang", 400_000, kind="non_fisik", lane="LK", number=4
        ),
    }
    return version, agencies, items


def _cycle(city: Region, version: KamusVersion, places: dict[str, Region]) -> Cycle:
    cycle = Cycle.objects.create(city=city, held_year=TODAY.year, plan_year=TODAY.year + 1, kamus=version)
    opens, closes = NOW - timedelta(days=20), NOW + timedelta(days=20)
    Stage.objects.bulk_create(
        Stage(cycle=cycle, kind=kind, order=order, name=kind.label, opens_at=opens, closes_at=closes)
        for order, kind in enumerate(Stage.Kind, start=1)
    )
    Quota.objects.bulk_create(
        [
            Quota(cycle=cycle, per=Quota.Per.GROUP, maximum=5),
            Quota(cycle=cycle, per=Quota.Per.LIST, list_kind="SARPRAS", maximum=10),
            Quota(cycle=cycle, per=Quota.Per.KELURAHAN, maximum=5),
            Quota(cycle=cycle, per=Quota.Per.DISTRICT, maximum=8),
        ]
    )
    Ceiling.objects.bulk_create(
        Ceiling(cycle=cycle, region=places[name], amount=amount)
        for name, amount in (("mawar", 300_000_000), ("kenanga", 300_000_000), ("melati", 500_000_000))
    )
    priority = Priority.objects.create(cycle=cycle, code="1", name="Infrastruktur dasar")
    Target.objects.create(priority=priority, code="1.1", name="Genangan berkurang")
    Theme.objects.create(cycle=cycle, name="Penanganan banjir")
    return cycle


def build(province: str = "99", login: str = "") -> World:
    """Build the whole city; about a hundred rows. In another province, with longer logins, the same city once more."""
    places = _places(province)
    city = places["kota"]
    version, agencies, items = _catalogue(city, places)
    kinds = ProposerGroup.Kind

    known = {
        "rw01": ("RW 01", kinds.RW, "rw01"),
        "rt01": ("RT 01 RW 01", kinds.RT, "rt01"),
        "rw02": ("RW 02", kinds.RW, "rw02"),
        "pkk": ("PKK Pokja 2", kinds.BODY, "mawar"),
        "kelurahan": ("Kelurahan Mawar", kinds.KELURAHAN, "mawar"),
        "kecamatan": ("Kecamatan Melati", kinds.DISTRICT, "melati"),
        "kenanga_rw01": ("RW 01", kinds.RW, "kenanga_rw01"),
        "anggrek_rw01": ("RW 01", kinds.RW, "anggrek_rw01"),
    }
    made = ProposerGroup.objects.bulk_create(
        ProposerGroup(city=city, name=name, kind=kind, region=places[where]) for name, kind, where in known.values()
    )
    groups = dict(zip(known, made, strict=True))
    world = World(city, places, _cycle(city, version, places), groups, items, agencies, login=login)
    world.add_offices(
        [
            ("rt", "Ketua RT 01 RW 01 Kel. Mawar", Role.RT, "rt01", {"group": groups["rt01"]}),
            ("rw", "Ketua RW 01 Kel. Mawar", Role.RW, "rw01", {"group": groups["rw01"]}),
            ("lembaga", "PKK Pokja 2 Kel. Mawar", Role.LK, "mawar", {"group": groups["pkk"]}),
            ("pendamping", "Pendamping Kel. Mawar", Role.PDP, "mawar", {}),
            ("kelurahan", "Operator Kel. Mawar", Role.KEL, "mawar", {}),
            ("lurah", "Lurah Mawar", Role.KEL, "mawar", {"is_head": True}),
            ("kecamatan", "Operator Kec. Melati", Role.KEC, "melati", {}),
            ("camat", "Camat Melati", Role.KEC, "melati", {"is_head": True}),
            ("opd", "Operator Dinas Pekerjaan Umum", Role.OPD, "kota", {"agency": agencies["pu"]}),
            (
                "kepala_opd",
                "Kepala Dinas Pekerjaan Umum",
                Role.OPD,
                "kota",
                {"agency": agencies["pu"], "is_head": True},
            ),
            ("mitra", "Mitra Bappeda bidang sarpras", Role.MB, "kota", {}),
            ("bappeda", "Admin Bappeda", Role.BAP, "kota", {}),
            ("tapd", "Tim Anggaran", Role.TAPD, "kota", {}),
            ("dprd", "Sekretariat DPRD", Role.DPR, "kota", {}),
            ("pimpinan", "Wali Kota", Role.PIM, "kota", {}),
            ("rw_tetangga", "Ketua RW 02 Kel. Mawar", Role.RW, "rw02", {"group": groups["rw02"]}),
            ("lurah_tetangga", "Lurah Kenanga", Role.KEL, "kenanga", {"is_head": True}),
            ("camat_tetangga", "Camat Seroja", Role.KEC, "seroja", {"is_head": True}),
        ]
    )
    return world


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    """The known city, with uploaded files in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return build()


@pytest.fixture
def city(transactional_db: None, settings: Any, tmp_path: Any) -> World:
    """The known city, committed, so that other connections see it."""
    settings.MEDIA_ROOT = tmp_path
    return build()


def key() -> str:
    """A fresh submission key."""
    return str(uuid4())
