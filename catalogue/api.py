"""The published kamus usulan as open data."""

from django.db.models import QuerySet
from django_filters import CharFilter, FilterSet, NumberFilter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers, viewsets

from .models import KamusItem
from .querysets import KamusItemQuerySet


class KamusFilter(FilterSet):
    """Plan year, everyday words, agency."""

    tahun = NumberFilter(
        field_name="version__plan_year", label="Tahun rencana", min_value=2000, max_value=2100, decimal_places=0
    )
    q = CharFilter(method="by_words", max_length=100, label="Kata sehari-hari: got, paving, lampu jalan")
    opd = CharFilter(
        field_name="agency__short_name", lookup_expr="iexact", max_length=40, label="Singkatan perangkat daerah"
    )

    class Meta:
        model = KamusItem
        fields: list[str] = []

    def by_words(self, found: KamusItemQuerySet, name: str, value: str) -> KamusItemQuerySet:
        return found.search(value)


class KamusItemSerializer(serializers.ModelSerializer[KamusItem]):
    """One thing that may be asked for."""

    tahun_rencana = serializers.IntegerField(source="version.plan_year")
    uraian = serializers.CharField(source="name")
    satuan = serializers.CharField(source="unit")
    harga_satuan = serializers.IntegerField(source="unit_price", help_text="Rupiah utuh per satuan")
    keterangan = serializers.CharField(source="note")
    jenis = serializers.CharField(source="kind")
    jenis_daftar = serializers.CharField(source="list_kind")
    bidang = serializers.CharField(source="sector")
    perangkat_daerah = serializers.CharField(source="agency.name")
    subkegiatan_kode = serializers.CharField(source="subactivity.code")
    subkegiatan = serializers.CharField(source="subactivity.name")

    class Meta:
        model = KamusItem
        fields = (
            "id",
            "tahun_rencana",
            "uraian",
            "satuan",
            "harga_satuan",
            "keterangan",
            "jenis",
            "jenis_daftar",
            "bidang",
            "perangkat_daerah",
            "subkegiatan_kode",
            "subkegiatan",
        )


ITEM = OpenApiParameter("id", OpenApiTypes.INT, OpenApiParameter.PATH, description="Nomor item dari daftar")


@extend_schema_view(
    list=extend_schema(summary="Daftar item kamus", tags=["kamus"]),
    retrieve=extend_schema(summary="Satu item kamus", tags=["kamus"], parameters=[ITEM]),
)
class KamusViewSet(viewsets.ReadOnlyModelViewSet[KamusItem]):
    """Item kamus usulan yang sudah terbit, dengan satuan dan perkiraan harganya."""

    serializer_class = KamusItemSerializer
    filterset_class = KamusFilter
    lookup_value_regex = r"[0-9]{1,18}"
    queryset = KamusItem.objects.none()

    def get_queryset(self) -> QuerySet[KamusItem]:
        return KamusItem.objects.active().public().select_related("version", "agency", "subactivity").in_order()
