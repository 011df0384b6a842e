"""Groups, offices and holders of the demo city. Holders carry the name of their office: no person is real."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password

from accounts.models import Office, OfficeHolding, ProposerGroup, User
from accounts.roles import Role
from catalogue.models import Agency
from regions import codes
from regions.models import Region

PASSWORD = "musrenbang-demo"
BODIES = ("LPMK", "PKK", "Karang Taruna", "Posyandu", "Forum Anak", "Kelompok Usaha Mikro")


@dataclass(frozen=True)
class Login:
    """One account that can be tried: its name, what it is, and what there is to do."""

    username: str
    office: str
    part: str


LOGINS = (
    Login("rw02.tulusrejo", "Ketua RW 02 Kel. Tulusrejo", "rembuk masih buka: ambil kebutuhan, urutkan, kirim"),
    Login("rt02.tulusrejo", "Ketua RT 02 RW 02 Kel. Tulusrejo", "menulis usulan RT"),
    Login("pkk.tulusrejo", "Ketua PKK Kel. Tulusrejo", "menulis usulan lembaga"),
    Login("pendamping.tulusrejo", "Pendamping Kel. Tulusrejo", "menulis atas nama RT, RW, dan lembaga"),
    Login("kelurahan.tulusrejo", "Operator Kel. Tulusrejo", "memeriksa usulan masuk"),
    Login("lurah.tulusrejo", "Lurah Tulusrejo", "rembuk masih berjalan"),
    Login("kelurahan.dinoyo", "Operator Kel. Dinoyo", "mencatat hadir dan menyusun urutan"),
    Login("lurah.dinoyo", "Lurah Dinoyo", "forum kelurahan sedang berlangsung"),
    Login("kelurahan.jatimulyo", "Operator Kel. Jatimulyo", "menilai usulan dan mencatat suara putaran"),
    Login("lurah.jatimulyo", "Lurah Jatimulyo", "tiga putaran: dikumpulkan, dibahas forum, terbit"),
    Login("rw05.kauman", "Ketua RW 05 Kel. Kauman", "melihat nasib usulannya"),
    Login("kelurahan.kauman", "Operator Kel. Kauman", "daftar kelurahan sudah dikirim"),
    Login("lurah.kauman", "Lurah Kauman", "daftar kelurahan sudah dikirim"),
    Login("kecamatan.klojen", "Operator Kec. Klojen", "menyusun daftar kecamatan"),
    Login("camat.klojen", "Camat Klojen", "forum kecamatan sedang berlangsung, 260 usulan"),
    Login("kecamatan.lowokwaru", "Operator Kec. Lowokwaru", "menjawab keberatan, menyurvei usulan kecamatan"),
    Login("camat.blimbing", "Camat Blimbing", "BA Desk sudah dikunci"),
    Login("staf.dpuprpkp", "Staf DPUPRPKP", "menyurvei di lapangan dari ponsel"),
    Login("kepala.dpuprpkp", "Kepala DPUPRPKP", "melihat usulan dinasnya"),
    Login("mitra.sarpras", "Mitra Bappeda bidang sarana prasarana", "pindah dinas, rekomendasi sesudah forum"),
    Login("bappeda", "Admin Bappeda", "jadwal, pagu, kuota, rekap, unduhan"),
    Login("tapd", "Tim Anggaran", "keputusan anggaran sesudah forum perangkat daerah"),
    Login("dprd", "Sekretariat DPRD", "melihat hasil"),
    Login("walikota", "Wali Kota Malang", "melihat semua hasil"),
)


@dataclass
class People:
    """Everybody of the city: groups by (region code, name), holdings by office code."""

    groups: dict[tuple[str, str], ProposerGroup] = field(default_factory=dict)
    holdings: dict[str, OfficeHolding] = field(default_factory=dict)

    def of_kelurahan(self, code: str, *kinds: str) -> list[ProposerGroup]:
        """List the groups of those kinds in a kelurahan, by name."""
        return [
            group
            for (where, _), group in self.groups.items()
            if group.kind in kinds and codes.cut(where, codes.KELURAHAN) == code
        ]

    def speaker(self, group: ProposerGroup) -> OfficeHolding:
        """Return who speaks for a group: its own office, else the operator of its kelurahan."""
        return self.holdings.get(f"kelompok:{group.pk}") or self.operator(group.kelurahan_code)

    def operator(self, code: str) -> OfficeHolding:
        """Return the operator of a kelurahan or kecamatan."""
        return self.holdings[f"operator:{code}"]

    def head(self, code: str) -> OfficeHolding:
        """Return the lurah or camat."""
        return self.holdings[f"kepala:{code}"]


def load(city: Region, places: dict[str, Region], agencies: dict[str, Agency], *, since: date) -> People:
    """Make all groups and offices with a holder each, whose terms run since a day; only LOGINS get a password."""
    people = People()
    for group in ProposerGroup.objects.bulk_create(list(_groups(city, places)), batch_size=500):
        people.groups[group.region.code, group.name] = group
    offices = list(_offices(city, places, agencies, people))
    made = Office.objects.bulk_create([office for _, office in offices], batch_size=500)
    known = make_password(PASSWORD)
    open_to_all = {login.username for login in LOGINS}
    nobody = make_password(None)
    users = User.objects.bulk_create(
        [
            User(
                username=office.code,
                name=office.name,
                password=known if office.code in open_to_all else nobody,
            )
            for office in made
        ],
        batch_size=500,
    )
    holdings = OfficeHolding.objects.bulk_create(
        [
            OfficeHolding(office=office, user=user, starts=since, status=_status(office.code), **_signs(office, number))
            for number, (office, user) in enumerate(zip(made, users, strict=True), start=1)
        ],
        batch_size=500,
    )
    for (key, _), holding in zip(offices, holdings, strict=True):
        people.holdings[key] = holding
    return people


def _status(code: str) -> OfficeHolding.Status:
    """One kelurahan is led by an acting lurah, as happens."""
    return OfficeHolding.Status.ACTING if code == "lurah.bareng" else OfficeHolding.Status.DEFINITIVE


def _signs(office: Office, number: int) -> dict[str, str]:
    """Rank and NIP of a head; the number is none of a real person: born on the first of January 1980, all of them."""
    if not office.is_head:
        return {}
    rank = "Penata Tingkat I (III/d)" if office.role == Role.KEL else "Pembina Tingkat I (IV/b)"
    return {"rank": rank, "nip": f"198001012005011{number % 1000:03d}"}


def _groups(city: Region, places: dict[str, Region]) -> Iterator[ProposerGroup]:
    kinds = ProposerGroup.Kind
    for place in places.values():
        if place.level == codes.DISTRICT:
            yield ProposerGroup(city=city, kind=kinds.DISTRICT, name=f"Kecamatan {place.name}", region=place)
        elif place.level == codes.KELURAHAN:
            yield ProposerGroup(city=city, kind=kinds.KELURAHAN, name=f"Kelurahan {place.name}", region=place)
            for body in BODIES:
                yield ProposerGroup(city=city, kind=kinds.BODY, name=body, region=place)
        elif place.level == codes.RW:
            yield ProposerGroup(city=city, kind=kinds.RW, name=place.name, region=place)
    for rt in ("35.73.02.1007.005.003", "35.73.05.1010.002.002"):
        yield ProposerGroup(
            city=city, kind=kinds.RT, name=f"{places[rt].name} {places[rt[:-4]].name}", region=places[rt]
        )


def _offices(
    city: Region, places: dict[str, Region], agencies: dict[str, Agency], people: People
) -> Iterator[tuple[str, Office]]:
    """Yield each office under the key that `People` finds it by; the office's code is also the login."""

    def office(key: str, code: str, name: str, role: Role, where: Region, **more: object) -> tuple[str, Office]:
        return key, Office(city=city, code=code, name=name, role=role, region=where, **more)

    for place in places.values():
        slug = slug_of(place.name)
        if place.level == codes.DISTRICT:
            yield office(f"kepala:{place.code}", f"camat.{slug}", f"Camat {place.name}", Role.KEC, place, is_head=True)
            yield office(f"operator:{place.code}", f"kecamatan.{slug}", f"Operator Kec. {place.name}", Role.KEC, place)
        elif place.level == codes.KELURAHAN:
            yield office(f"kepala:{place.code}", f"lurah.{slug}", f"Lurah {place.name}", Role.KEL, place, is_head=True)
            yield office(f"operator:{place.code}", f"kelurahan.{slug}", f"Operator Kel. {place.name}", Role.KEL, place)
            yield office(
                f"pendamping:{place.code}", f"pendamping.{slug}", f"Pendamping Kel. {place.name}", Role.PDP, place
            )
    for (where, name), group in people.groups.items():
        kelurahan = codes.cut(where, codes.KELURAHAN)
        if group.kind in {ProposerGroup.Kind.KELURAHAN, ProposerGroup.Kind.DISTRICT}:
            continue
        role = {"rt": Role.RT, "rw": Role.RW}.get(group.kind, Role.LK)
        short = slug_of(name.partition(" RW")[0])
        slug = f"{short}.{slug_of(places[kelurahan].name)}"
        title = f"Ketua {name} Kel. {places[kelurahan].name}"
        yield office(f"kelompok:{group.pk}", slug, title, role, places[where], group=group)
    for key, agency in agencies.items():
        if agency.region_id is None and key != "kec":
            slug = slug_of(agency.short_name)
            head = f"Kepala {agency.short_name}"
            yield office(f"kepala:{key}", f"kepala.{slug}", head, Role.OPD, city, agency=agency, is_head=True)
            yield office(f"staf:{key}", f"staf.{slug}", f"Staf {agency.short_name}", Role.OPD, city, agency=agency)
    for code, name, role in (
        ("mitra.sarpras", "Mitra Bappeda bidang sarana prasarana", Role.MB),
        ("mitra.manusia", "Mitra Bappeda bidang pembangunan manusia", Role.MB),
        ("mitra.ekonomi", "Mitra Bappeda bidang ekonomi", Role.MB),
        ("bappeda", "Admin Bappeda", Role.BAP),
        ("tapd", "Tim Anggaran", Role.TAPD),
        ("dprd", "Sekretariat DPRD", Role.DPR),
        ("walikota", "Wali Kota Malang", Role.PIM),
    ):
        yield office(code, code, name, role, city)


def slug_of(name: str) -> str:
    """Write a name as it stands in a login: `Oro-oro Dowo` becomes `orooro-dowo`, `RW 05` `rw05`."""
    plain = name.lower().replace("-", "")
    head, _, tail = plain.partition(" ")
    return f"{head}{tail}" if tail.isdigit() else plain.replace(" ", "-")
