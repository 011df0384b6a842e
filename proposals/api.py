"""Public usulan as open data: never a name, a phone number or a NIK, never a draft."""

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django_filters import MultipleChoiceFilter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers, viewsets

from .filters import STATUSES, UsulanFilter
from .models import Proposal
from .querysets import ProposalQuerySet
from .statuses import DESK_OF, HIDDEN, Status
from .texts import mask_private


class PublicText(serializers.CharField):
    """Text that people typed, with NIK and phone numbers covered."""

    def to_representation(self, value: Any) -> str:
        return mask_private(str(value))


class Volume(serializers.DecimalField):
    """A volume as text with a dot: `118.5`; null while unknown."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=12, decimal_places=2, allow_null=True, **kwargs)

    def to_representation(self, value: Decimal) -> str:
        return f"{value.normalize():f}"


class ProposalSerializer(serializers.ModelSerializer[Proposal]):
    """One usulan as everybody may read it."""

    nomor = serializers.CharField(source="number")
    tahun_rencana = serializers.IntegerField(source="cycle.plan_year")
    usulan = PublicText(source="title")
    masalah = PublicText(source="problem")
    kelompok = serializers.CharField(source="group.name")
    prioritas_kelompok = serializers.IntegerField(source="group_rank", allow_null=True)
    kecamatan_kode = serializers.CharField(source="kecamatan.code")
    kecamatan = serializers.CharField(source="kecamatan.name")
    kelurahan_kode = serializers.CharField(source="kelurahan.code", default=None)
    kelurahan = serializers.CharField(source="kelurahan.name", default=None)
    rt_rw = serializers.CharField(source="place")
    alamat = PublicText(source="address")
    jenis = serializers.CharField(source="kind")
    jenis_daftar = serializers.CharField(source="list_kind")
    volume = Volume()
    satuan = serializers.CharField(source="unit")
    harga_satuan = serializers.IntegerField(source="unit_price", allow_null=True, help_text="Rupiah utuh per satuan")
    biaya_diusulkan = serializers.IntegerField(source="amount", help_text="Rupiah utuh")
    volume_sekarang = Volume(source="current_volume")
    biaya_sekarang = serializers.IntegerField(source="current_amount", help_text="Rupiah utuh, keputusan terakhir")
    perangkat_daerah = serializers.CharField(source="agency.name", default=None)
    status = serializers.CharField(help_text="Status kerja, mis. diterima_kel")
    status_umum = serializers.CharField(source="face.word", help_text="Kata yang dibaca warga, mis. Sedang dibahas")
    status_sejak = serializers.DateTimeField(source="status_at")
    kode_alasan = serializers.CharField(source="reason_code")
    alasan = PublicText(source="reason")
    diusulkan_pada = serializers.DateTimeField(source="submitted_at")
    alamat_halaman = serializers.SerializerMethodField(help_text="Halaman usulan ini untuk warga")

    class Meta:
        model = Proposal
        fields = (
            "nomor",
            "tahun_rencana",
            "usulan",
            "masalah",
            "kelompok",
            "prioritas_kelompok",
            "kecamatan_kode",
            "kecamatan",
            "kelurahan_kode",
            "kelurahan",
            "rt_rw",
            "alamat",
            "jenis",
            "jenis_daftar",
            "volume",
            "satuan",
            "harga_satuan",
            "biaya_diusulkan",
            "volume_sekarang",
            "biaya_sekarang",
            "perangkat_daerah",
            "status",
            "status_umum",
            "status_sejak",
            "kode_alasan",
            "alasan",
            "diusulkan_pada",
            "alamat_halaman",
        )

    def get_alamat_halaman(self, proposal: Proposal) -> str:
        return str(self.context["request"].build_absolute_uri(proposal.get_absolute_url()))


def _query(name: str, said: str, *, many: bool = False, enum: list[str] | None = None) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, description=said, many=many, enum=enum)


class ApiFilter(UsulanFilter):
    """The filter of the public page, and besides the stage and the exact status."""

    tahap = MultipleChoiceFilter(method="by_stage", choices=[(stage, stage) for stage in DESK_OF])
    status_kerja = MultipleChoiceFilter(method="by_exact_status", choices=Status.choices)

    def by_stage(self, found: ProposalQuerySet, name: str, value: list[str]) -> ProposalQuerySet:
        return found.filter(status__in=[one for stage in value for one in DESK_OF[stage]]) if value else found

    def by_exact_status(self, found: ProposalQuerySet, name: str, value: list[str]) -> ProposalQuerySet:
        return found.filter(status__in=value) if value else found


FILTERS = [
    _query("q", "Kata dalam usulan, alamat, atau nomor"),
    _query("tahun", "Tahun rencana; boleh lebih dari satu", many=True),
    _query("kecamatan", "Kode kecamatan, mis. 35.73.02"),
    _query("kelurahan", "Kode kelurahan, mis. 35.73.02.1007"),
    _query("status", "Kata status untuk warga; boleh lebih dari satu", many=True, enum=sorted(STATUSES)),
    _query("status_kerja", "Status kerja; boleh lebih dari satu", many=True, enum=sorted(set(Status) - HIDDEN)),
    _query("tahap", "Tahap yang dicapai; boleh lebih dari satu", many=True, enum=list(DESK_OF)),
    _query("jenis", "Sifat pekerjaan; boleh lebih dari satu", many=True, enum=["barang", "fisik", "non_fisik"]),
    _query("opd", "Nomor perangkat daerah pada saringan halaman usulan"),
]
NUMBER = OpenApiParameter("nomor", OpenApiTypes.STR, OpenApiParameter.PATH, description="Nomor, mis. 3573-2027-001284")


@extend_schema_view(
    list=extend_schema(summary="Daftar usulan", tags=["usulan"], parameters=FILTERS),
    retrieve=extend_schema(summary="Satu usulan", tags=["usulan"], parameters=[NUMBER], filters=False),
)
class ProposalViewSet(viewsets.ReadOnlyModelViewSet[Proposal]):
    """Usulan yang sudah dikirim, dengan status, keputusan terakhir, dan alasannya. Tanpa data pribadi."""

    serializer_class = ProposalSerializer
    filterset_class = ApiFilter
    lookup_field = "number"
    lookup_url_kwarg = "nomor"
    lookup_value_regex = r"[0-9-]{1,24}"
    queryset = Proposal.objects.none()

    def get_queryset(self) -> QuerySet[Proposal]:
        return Proposal.objects.public().for_list().order_by("-submitted_at", "-pk")
