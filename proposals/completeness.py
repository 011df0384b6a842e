"""What a usulan still lacks before Kirim. Reads what is loaded; imports no model of this app."""

from typing import TYPE_CHECKING

from catalogue.models import KamusItem

from . import kamus_facts, texts

if TYPE_CHECKING:
    from proposals.models import Proposal


def missing(proposal: "Proposal") -> list[str]:
    """List what is missing or does not fit the kamus, each as a sentence that says what to do."""
    return [*_plain(proposal), *kamus_facts.missing(proposal), *kamus_facts.unfit(proposal)]


def _plain(proposal: "Proposal") -> list[str]:
    physical = proposal.kind == KamusItem.Kind.PHYSICAL
    needs_land = physical or kamus_facts.needs_land(proposal.item)
    checks = [
        (proposal.item_id is None, "Pilih pekerjaan dari kamus usulan."),
        (proposal.volume is None, "Isi volumenya, misalnya 118,5."),
        (len(proposal.problem.strip()) < texts.MIN_PROBLEM, texts.short_problem(proposal.problem)),
        (not proposal.address.strip(), "Isi alamat lokasi, misalnya nama gang atau patokan."),
        (not proposal.target_group.strip(), "Isi kelompok sasaran, misalnya warga RT 04."),
        (
            physical and not (proposal.households or proposal.people),
            "Isi jumlah penerima manfaat, dalam KK atau jiwa.",
        ),
        (needs_land and not proposal.land_status, "Pilih status lahannya."),
        (physical and not proposal.photos.all(), "Tambahkan paling sedikit satu foto lokasi."),
        (kamus_facts.needs_receiver(proposal.item) and not proposal.receiver.strip(), "Isi lembaga penerima."),
        (
            proposal.needs_evidence and not proposal.override_reason.strip() and not proposal.documents.all(),
            "Usulan lama tidak diterima karena lahan atau kewenangan. Lampirkan bukti baru, atau tulis alasannya.",
        ),
        (proposal.group_rank is None, "Beri nomor prioritas lewat halaman Urutkan usulan."),
    ]
    return [sentence for is_missing, sentence in checks if is_missing]
