"""The one log of what happened: append-only, numbered per city. People read it as the life-line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models

from accounts.models import OfficeHolding
from proposals.querysets import EventQuerySet
from regions.models import Region

from .cycle import Cycle
from .proposal import Proposal

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Event", "EventHead", "EventQuerySet"]


class EventHead(models.Model):
    """The last sequence number of a city. Locked last in each transaction, so numbers have no gaps and no twins."""

    city = models.OneToOneField(Region, models.PROTECT, related_name="+")
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "penghitung riwayat"
        verbose_name_plural = "penghitung riwayat"

    def __str__(self) -> str:
        return f"{self.city}: {self.last}"


class Event(models.Model):
    """One act: what, on which usulan or stage, by which office, when. `body` holds numbers and codes of the act, the
    reason, old and new status; never a person's name, phone or NIK. Rows are never changed (triggers refuse it).
    """

    class Kind(models.TextChoices):
        NEED_TOLD = "kebutuhan_disampaikan", "Kebutuhan disampaikan warga"
        NEED_TAKEN = "kebutuhan_diambil", "Kebutuhan diambil menjadi usulan"
        NEED_ANSWERED = "kebutuhan_dijawab", "Kebutuhan dijawab"
        DRAFTED = "ditulis", "Usulan ditulis"
        CHANGED = "diubah", "Usulan diperbaiki"
        RANKED = "diurutkan", "Urutan kelompok disimpan"
        SUBMITTED = "dikirim", "Dikirim ke kelurahan"
        TAKEN_OVER = "diimpor", "Dicatat dari daftar"
        RESUBMITTED = "dikirim_lagi", "Diperbaiki dan dikirim lagi"
        WITHDRAWN = "ditarik", "Ditarik pengusul"
        ACCEPTED = "diterima", "Diterima"
        CHANGED_ACCEPTED = "diterima_ubah", "Diterima dengan perubahan"
        MERGED = "digabung", "Digabung"
        ABSORBED = "menerima_gabungan", "Menerima gabungan usulan"
        TOLD_APART = "dinyatakan_berbeda", "Dinyatakan bukan usulan yang sama"
        RETURNED = "dikembalikan", "Dikembalikan untuk perbaikan"
        REJECTED = "ditolak", "Tidak diterima"
        PRIORITISED = "prioritas", "Menjadi prioritas"
        LEFT_OUT = "tidak_prioritas", "Belum diprioritaskan"
        THIS_YEAR = "tahun_berjalan", "Diakomodir tahun berjalan"
        LIST_SENT = "daftar_dikirim", "Daftar kelurahan dikirim ke kecamatan"
        LIST_RECEIVED = "daftar_diterima", "Daftar diterima dan dicocokkan"
        LIST_EXPORTED = "daftar_ke_sipd", "Daftar dikirim ke SIPD"
        NOT_DISCUSSED = "tidak_dibahas", "Tidak dibahas"
        ADVANCED = "maju", "Status berubah"
        STAGE_SET = "jadwal_diatur", "Jadwal tahap diatur"
        STAGE_OPENED = "tahap_dibuka", "Tahap dibuka"
        STAGE_CLOSED = "tahap_ditutup", "Tahap ditutup"
        STAGE_EXTENDED = "tahap_diperpanjang", "Tahap diperpanjang"
        LIMIT_SET = "batas_diatur", "Pagu atau kuota diatur"
        CYCLE_COPIED = "siklus_disalin", "Siklus dibuat"
        FORUM_OPENED = "forum_dibuka", "Forum dibuka"
        FORUM_CLOSED = "forum_ditutup", "Forum ditutup"
        FORUM_NIL = "forum_nihil", "Forum nihil"
        FORUM_RECORDED = "forum_dicatat", "Data forum dicatat"
        ROUND_MOVED = "putaran_dipindah", "Urutan forum diubah"
        ROUND_STEP = "putaran_langkah", "Putaran dihitung: langkah"
        SUPPORTED = "didukung", "Didukung kelompok lain"
        SUPPORT_TAKEN_BACK = "dukungan_ditarik", "Dukungan ditarik"
        HELD = "ditunda", "Ditunda sampai penghalangnya selesai"
        UNDONE = "keputusan_dibatalkan", "Keputusan dibatalkan petugas"
        ASSIGNED = "ditugaskan", "Petugas ditentukan"
        OBSTACLE_OPENED = "penghalang_dibuka", "Ada yang harus dilengkapi"
        OBSTACLE_CLEARED = "penghalang_selesai", "Kelengkapan selesai"
        SURVEY_PLANNED = "survei_dijadwalkan", "Survei dijadwalkan"
        SURVEYED = "survei_selesai", "Survei selesai"
        MOVE_PROPOSED = "pindah_diusulkan", "Pindah perangkat daerah diusulkan"
        AGENCY_MOVED = "pindah_opd", "Pindah perangkat daerah"
        AGENCY_KEPT = "pindah_opd_ditolak", "Tetap di perangkat daerah semula"
        DESK_LOCKED = "ba_desk_dikunci", "Berita acara desk dikunci"
        AMENDED = "ba_perubahan", "Diubah dengan BA perubahan"
        OBJECTED = "keberatan", "Pengusul menyampaikan keberatan"
        OBJECTION_ANSWERED = "keberatan_dijawab", "Keberatan dijawab"
        PRICE_SET = "harga_diubah", "Harga diubah dengan alasan"
        WISH_ASKED = "bank_dicatat", "Dicatat di bank usulan"
        WISH_ANSWERED = "bank_dijawab", "Bank usulan dijawab"
        RECOMMENDED = "direkomendasi", "Direkomendasikan"
        AGENCY_AGREED = "forum_pd", "Dibahas forum perangkat daerah"
        WORK_REPORTED = "pekerjaan_dilaporkan", "Kemajuan pekerjaan dilaporkan"
        RESULT_CONFIRMED = "hasil_dibenarkan", "Hasil pekerjaan sesuai menurut pengusul"
        RESULT_DISPUTED = "hasil_dibantah", "Hasil pekerjaan tidak sesuai menurut pengusul"
        DISPUTE_ANSWERED = "bantahan_dijawab", "Bantahan hasil pekerjaan dijawab"
        POKIR_RECORDED = "pokir_dicatat", "Pokir dicatat"
        KAMUS_CHANGED = "kamus_diubah", "Kamus diubah"

    city = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="kota")
    seq = models.PositiveBigIntegerField("nomor urut")
    cycle = models.ForeignKey(Cycle, models.PROTECT, null=True, related_name="events", verbose_name="siklus")
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, null=True, blank=True, related_name="events", verbose_name="usulan"
    )
    subject = models.CharField("pokok", max_length=80, blank=True)
    kind = models.CharField("kejadian", max_length=24, choices=Kind)
    holding = models.ForeignKey(
        OfficeHolding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="oleh"
    )
    at = models.DateTimeField("waktu")
    body = models.JSONField("isi", default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "kejadian"
        verbose_name_plural = "riwayat"
        ordering = ["city", "seq"]
        indexes = [models.Index(fields=["cycle", "subject"], name="event_subject")]
        constraints = [models.UniqueConstraint(fields=["city", "seq"], name="event_seq_once")]

    def __str__(self) -> str:
        return self.get_kind_display()

    @classmethod
    def append(
        cls,
        acts: "Sequence[tuple[Event.Kind, Proposal | None, str, dict[str, Any]]]",
        *,
        by: OfficeHolding | None,
        at: "datetime",
        cycle: Cycle,
    ) -> "list[Event]":
        """Append events of one act, as (kind, usulan or None, subject, body). Verbs call `actions.recording`."""
        EventHead.objects.get_or_create(city_id=cycle.city_id)
        head = EventHead.objects.select_for_update().get(city_id=cycle.city_id)
        events = [
            Event(
                city_id=cycle.city_id,
                seq=head.last + n,
                cycle=cycle,
                proposal=proposal,
                subject=subject,
                kind=kind,
                holding=by,
                at=at,
                body=body,
            )
            for n, (kind, proposal, subject, body) in enumerate(acts, start=1)
        ]
        created = Event.objects.bulk_create(events, batch_size=500)
        head.last += len(events)
        head.save(update_fields=["last"])
        return created
