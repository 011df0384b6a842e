"""The thirteen roles of a musrenbang. The roles page is drawn from this table."""

from dataclasses import dataclass

from django.db import models


class Role(models.TextChoices):
    """Part of an office in the process, by the codes of the field."""

    RT = "RT", "Ketua RT"
    RW = "RW", "Ketua RW"
    LK = "LK", "Lembaga kemasyarakatan"
    PDP = "PDP", "Pendamping"
    KEL = "KEL", "Kelurahan"
    KEC = "KEC", "Kecamatan"
    OPD = "OPD", "Perangkat daerah"
    MB = "MB", "Mitra Bappeda"
    BAP = "BAP", "Bappeda"
    TAPD = "TAPD", "Tim Anggaran"
    DPR = "DPR", "DPRD"
    PIM = "PIM", "Pimpinan kota"


PUBLIC = "PUB"


@dataclass(frozen=True)
class RoleDescription:
    """One row of the roles page."""

    code: str
    name: str
    part: str


DESCRIPTIONS = (
    RoleDescription(PUBLIC, "Warga", "Menyampaikan kebutuhan dan mengikuti usulan tanpa akun."),
    RoleDescription(Role.RT, "Ketua RT", "Menulis dan mengurutkan usulan RT-nya."),
    RoleDescription(Role.RW, "Ketua RW", "Mengambil kebutuhan warga, menulis, mengurutkan, dan mengirim usulan RW."),
    RoleDescription(Role.LK, "Lembaga kemasyarakatan", "Menulis dan mengirim usulan lembaganya, misalnya PKK."),
    RoleDescription(Role.PDP, "Pendamping", "Membantu menulis usulan atas nama RT, RW, dan lembaga."),
    RoleDescription(Role.KEL, "Kelurahan", "Memeriksa usulan; lurah mengunci hasil forum kelurahan."),
    RoleDescription(Role.KEC, "Kecamatan", "Menyusun daftar kecamatan; camat mengunci hasil forum kecamatan."),
    RoleDescription(Role.OPD, "Perangkat daerah", "Melihat dan menilai usulan yang menjadi tugasnya."),
    RoleDescription(Role.MB, "Mitra Bappeda", "Memeriksa kesesuaian dan memindah usulan antar-perangkat daerah."),
    RoleDescription(Role.BAP, "Bappeda", "Mengatur jadwal, kamus, pagu, kuota, akun, dan laporan."),
    RoleDescription(Role.TAPD, "Tim Anggaran", "Memeriksa anggaran usulan yang diterima."),
    RoleDescription(Role.DPR, "DPRD", "Menyampaikan pokok pikiran dan membaca hasil daerah pemilihannya."),
    RoleDescription(Role.PIM, "Pimpinan kota", "Membaca semua hasil."),
)

HEADED = (Role.KEL, Role.KEC, Role.OPD)
"""Roles whose head locks what the operators prepare: lurah, camat, kepala perangkat daerah."""

GROUP_ROLES = (Role.RT, Role.RW, Role.LK)
"""Roles that speak for a group of proposers."""

MANAGED: dict[str, tuple[str, ...]] = {
    Role.KEL: GROUP_ROLES,
    Role.KEC: (*GROUP_ROLES, Role.KEL),
    Role.BAP: tuple(Role),
}
"""Whose offices a role looks after inside its own places: holders, login cards, a new start. Never its own."""
