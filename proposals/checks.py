"""What a desk should look at on one usulan before it decides: against the kamus, the photos, the land. Pure.

A check answers lolos, perlu bukti or tidak sesuai; it advises, the person decides.
"""

from dataclasses import dataclass

from catalogue.models import KamusItem

from . import texts
from .models import Proposal
from .models.proposal import LandStatus


@dataclass(frozen=True)
class Check:
    """One line: what was looked at, the answer in words, its tone (ok, back, no) and a short form for lists."""

    text: str
    answer: str
    tone: str
    short: str = ""


PASSED, PROOF, UNFIT = "lolos", "perlu bukti", "tidak sesuai"

_LAND = {
    LandStatus.CITY: (PASSED, "ok", ""),
    LandStatus.PUBLIC: (PROOF, "back", "Lahan belum diserahkan"),
    LandStatus.PERMITTED: (PROOF, "back", "Izin pemilik lahan"),
    LandStatus.OTHER: (UNFIT, "no", "Lahan instansi lain"),
    LandStatus.DISPUTED: (UNFIT, "no", "Lahan sengketa"),
    LandStatus.UNKNOWN: (PROOF, "back", "Lahan belum jelas"),
}


def checks(proposal: Proposal) -> list[Check]:
    """Look at a usulan; needs `item` and `photos` loaded, asks the database nothing more."""
    found = [_item(proposal)]
    if proposal.kind == KamusItem.Kind.PHYSICAL or proposal.land_status:
        found.append(_land(proposal))
    if proposal.kind == KamusItem.Kind.PHYSICAL:
        found.append(_photos(proposal))
    if proposal.item is not None and proposal.item.needs_receiver:
        ok = bool(proposal.receiver.strip())
        text = f"Lembaga penerima: {proposal.receiver}" if ok else "Lembaga penerima: belum diisi"
        found.append(Check(text, PASSED if ok else PROOF, "ok" if ok else "back", "" if ok else "Penerima belum ada"))
    if proposal.item is not None and proposal.item.needs_survey:
        found.append(Check("Pekerjaan ini disurvei perangkat daerah", PROOF, "back"))
    if not (proposal.households or proposal.people):
        found.append(Check("Penerima manfaat: belum diisi, dihitung 0", PROOF, "back"))
    if texts.private_warnings(f"{proposal.problem} {proposal.address}"):
        found.append(Check("Ada NIK atau nomor telepon dalam teks", UNFIT, "no", "Data pribadi dalam teks"))
    return found


def _item(proposal: Proposal) -> Check:
    if proposal.item is None:
        return Check("Tidak ada item kamus", UNFIT, "no", "Di luar kamus")
    if proposal.volume is None or proposal.unit_price is None:
        return Check("Volume atau harga kamus belum ada", PROOF, "back", "Volume belum ada")
    if proposal.amount != proposal.cost_of(proposal.volume):
        return Check("Biaya tidak sama dengan volume × harga kamus", PROOF, "back", "Biaya tidak cocok")
    return Check("Item, satuan, dan harga sesuai kamus", PASSED, "ok")


def _land(proposal: Proposal) -> Check:
    if not proposal.land_status:
        return Check("Status lahan: belum diisi", PROOF, "back", "Lahan belum jelas")
    answer, tone, short = _LAND[LandStatus(proposal.land_status)]
    return Check(f"Status lahan: {LandStatus(proposal.land_status).label.lower()}", answer, tone, short)


def _photos(proposal: Proposal) -> Check:
    count = len(proposal.photos.all())
    if count == 0:
        return Check("Foto lokasi: belum ada", PROOF, "back", "Foto belum ada")
    return Check(f"Foto lokasi: {count} foto", PASSED, "ok")


def first_warning(proposal: Proposal) -> str:
    """The shortest word for a list of what stands out most; empty where nothing does."""
    open_checks = [check for check in checks(proposal) if check.short]
    open_checks.sort(key=lambda check: check.tone != "no")
    return open_checks[0].short if open_checks else ""
