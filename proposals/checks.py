"""What a desk should look at on one usulan before it decides: against the kamus, the photos, the land. Pure.

A check answers lolos, perlu bukti or tidak sesuai; it advises, the person decides.
"""

from dataclasses import dataclass

from catalogue.checking import Answer, Verdict
from catalogue.land import LandStatus
from catalogue.models import KamusItem, KamusRule

from . import kamus_facts, texts
from .models import Proposal


@dataclass(frozen=True)
class Check:
    """One line: what was looked at, the answer in words, its tone (ok, back, no) and a short form for lists.

    `quote` is the note of the kamus where a rule of it was asked.
    """

    text: str
    answer: str
    tone: str
    short: str = ""
    quote: str = ""


PASSED, PROOF, UNFIT = str(Verdict.PASSED), str(Verdict.PROOF), str(Verdict.UNFIT)
_TONES = {Verdict.PASSED: "ok", Verdict.PROOF: "back", Verdict.UNFIT: "no"}

K = KamusRule.Kind
_SHORT = {
    K.MEASURE: "Ukuran tidak sesuai",
    K.LAND: "Lahan tidak sesuai",
    K.RECEIVER: "Penerima tidak sesuai",
    K.REGISTERED: "Kelompok tidak terdaftar",
    K.QUESTION: "Syarat tidak terpenuhi",
    K.DOCUMENT: "Dokumen belum ada",
    K.AGES: "Usia tidak sesuai",
    K.PEOPLE: "Daftar peserta kurang",
    K.QUOTA: "Melebihi kuota kamus",
}
"""What a list says of a rule that is not met."""

_LAND = {
    LandStatus.CITY: (PASSED, "ok", ""),
    LandStatus.PUBLIC: (PROOF, "back", "Lahan belum diserahkan"),
    LandStatus.PERMITTED: (PROOF, "back", "Izin pemilik lahan"),
    LandStatus.OTHER: (UNFIT, "no", "Lahan instansi lain"),
    LandStatus.DISPUTED: (UNFIT, "no", "Lahan sengketa"),
    LandStatus.UNKNOWN: (PROOF, "back", "Lahan belum jelas"),
}


def checks(proposal: Proposal) -> list[Check]:
    """Look at a usulan; needs `item`, `group` and `photos` loaded. For many call `kamus_facts.load` first."""
    ruled = {rule.kind for rule in proposal.item.rules.all()} if proposal.item else set()
    found = [_item(proposal), *(_ruled(answer) for answer in kamus_facts.answers_of(proposal))]
    if K.LAND not in ruled and (proposal.kind == KamusItem.Kind.PHYSICAL or proposal.land_status):
        found.append(_land(proposal))
    if proposal.kind == KamusItem.Kind.PHYSICAL:
        found.append(_photos(proposal))
    if proposal.item is not None and proposal.item.needs_receiver and K.RECEIVER not in ruled:
        ok = bool(proposal.receiver.strip())
        text = f"Lembaga penerima: {proposal.receiver}" if ok else "Lembaga penerima: belum diisi"
        found.append(Check(text, PASSED if ok else PROOF, "ok" if ok else "back", "" if ok else "Penerima belum ada"))
    if proposal.item is not None and proposal.item.needs_survey and K.SURVEY not in ruled:
        found.append(Check("Pekerjaan ini disurvei perangkat daerah", PROOF, "back"))
    if proposal.override_reason:
        found.append(Check(f"Tetap dikirim dengan alasan: {proposal.override_reason}", PROOF, "back"))
    if not (proposal.households or proposal.people):
        found.append(Check("Penerima manfaat: belum diisi, dihitung 0", PROOF, "back"))
    if texts.private_warnings(f"{proposal.problem} {proposal.address}"):
        found.append(Check("Ada NIK atau nomor telepon dalam teks", UNFIT, "no", "Data pribadi dalam teks"))
    return found


def _ruled(answer: Answer) -> Check:
    """What the kamus answers; a list tells what is not met, and which papers are missing."""
    kind = answer.rule.kind if answer.rule else ""
    tells = answer.verdict == Verdict.UNFIT or (answer.verdict == Verdict.PROOF and kind == K.DOCUMENT)
    short = _SHORT.get(K(kind), "") if tells and kind else ""
    return Check(answer.text, str(answer.verdict), _TONES[answer.verdict], short, answer.quote)


def _item(proposal: Proposal) -> Check:
    if proposal.item is None:
        return Check("Tidak ada item kamus", UNFIT, "no", "Di luar kamus")
    if proposal.volume is None or proposal.unit_price is None:
        return Check("Volume atau harga kamus belum ada", PROOF, "back", "Volume belum ada")
    if proposal.amount != proposal.cost_of(proposal.volume):
        return Check("Biaya tidak sama dengan volume × harga kamus", PROOF, "back", "Biaya tidak cocok")
    if proposal.price_reason:
        return Check("Harga lain dari kamus, dengan alasan", PROOF, "back", "Harga lain dari kamus")
    return Check("Item, satuan, dan harga sesuai kamus", PASSED, "ok")


def _land(proposal: Proposal) -> Check:
    if not proposal.land_status:
        return Check("Status lahan: belum diisi", PROOF, "back", "Lahan belum jelas")
    answer, tone, short = _LAND[LandStatus(proposal.land_status)]
    return Check(f"Status lahan: {LandStatus(proposal.land_status).label.lower()}", answer, tone, short)


def _photos(proposal: Proposal) -> Check:
    count = len(proposal.photos.all()) if proposal.photo_count is None else proposal.photo_count
    if count == 0:
        return Check("Foto lokasi: belum ada", PROOF, "back", "Foto belum ada")
    return Check(f"Foto lokasi: {count} foto", PASSED, "ok")


def first_warning(proposal: Proposal) -> str:
    """The shortest word for a list of what stands out most; empty where nothing does."""
    open_checks = [check for check in checks(proposal) if check.short]
    open_checks.sort(key=lambda check: check.tone != "no")
    return open_checks[0].short if open_checks else ""
