"""Offices of the demo city: announcements, login cards that were handed out, and an office with a new holder."""

from datetime import timedelta

from django.utils.timezone import localdate

from accounts.actions import announcing, cards, terms
from accounts.models import OfficeHolding
from accounts.roles import Role

from .town import TULUSREJO, Town

BIMTEK = (
    "Bimbingan teknis musrenbang untuk ketua RT dan RW diadakan per kecamatan.\n\n"
    "Bawa daftar masalah wilayah dan nomor telepon yang aktif. Materinya dibagikan juga kepada yang tidak dapat hadir."
)
REMBUK = "Tuliskan usulan sebelum rembuk ditutup. Kelurahan membantu menulis setiap hari kerja pukul 09.00–12.00 WIB."


def tell(town: Town) -> None:
    """Announce twice, hand out cards in Tulusrejo, and give its last RW a new chair from today on."""
    operator, bappeda = town.people.operator(TULUSREJO), town.people.holdings["bappeda"]
    announcing.publish(
        town.city,
        title="Bimtek ketua RT dan RW",
        text=BIMTEK,
        roles=[Role.RT, Role.RW],
        ends_on=None,
        by=bappeda,
        at=town.now - timedelta(days=5),
    )
    announcing.publish(
        town.places[TULUSREJO],
        title="Bantuan menulis usulan di kelurahan",
        text=REMBUK,
        roles=[Role.RT, Role.RW, Role.LK],
        ends_on=None,
        by=operator,
        at=town.now - timedelta(days=2),
    )
    chairs = [town.people.speaker(group) for group in town.people.of_kelurahan(TULUSREJO, "rw")]
    *waiting, last = [chair for chair in chairs if not chair.user.has_usable_password()]
    cards.issue(waiting[:4], by=operator, at=town.now - timedelta(days=6))
    terms.hand_over(
        last.office,
        name=f"{last.user.name} yang baru",
        phone="",
        starts=localdate(town.now),
        status=OfficeHolding.Status.DEFINITIVE,
        decree="188/21/2026",
        by=operator,
        at=town.now,
    )
