"""Regions as open data: code, name, kind, level, and what lies above."""

from django.db.models import QuerySet
from django_filters import CharFilter, ChoiceFilter, FilterSet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers, viewsets

from . import codes
from .models import Region

LEVELS = [
    (codes.PROVINCE, "Provinsi"),
    (codes.CITY, "Kota atau kabupaten"),
    (codes.DISTRICT, "Kecamatan"),
    (codes.KELURAHAN, "Kelurahan atau desa"),
    (codes.RW, "RW"),
    (codes.RT, "RT"),
]
NOT_A_CODE = "“%(value)s” bukan kode wilayah. Tulis seperti 35.73.02.1007."


class RegionFilter(FilterSet):
    """Level, place, and part of the name."""

    tingkat = ChoiceFilter(field_name="level", choices=LEVELS, label="Tingkat: 1 provinsi sampai 6 RT")
    di = CharFilter(field_name="code", lookup_expr="within", label="Kode wilayah; hasilnya wilayah itu dan isinya")
    q = CharFilter(field_name="name", lookup_expr="icontains", max_length=80, label="Bagian dari nama")

    class Meta:
        model = Region
        fields: list[str] = []


class RegionSerializer(serializers.ModelSerializer[Region]):
    """One region under the code that is in force."""

    kode = serializers.CharField(source="code")
    nama = serializers.CharField(source="name")
    sebutan = serializers.CharField(source="label", help_text="Seperti orang menyebutnya: Kel. Kauman")
    jenis = serializers.CharField(source="type")
    tingkat = serializers.IntegerField(source="level")
    induk = serializers.SerializerMethodField(help_text="Kode satu tingkat di atasnya; kosong untuk provinsi")

    class Meta:
        model = Region
        fields = ("kode", "nama", "sebutan", "jenis", "tingkat", "induk")

    def get_induk(self, region: Region) -> str:
        return codes.parent_of(region.code)


CODE = OpenApiParameter("kode", OpenApiTypes.STR, OpenApiParameter.PATH, description="Kode wilayah, mis. 35.73.02.1007")


@extend_schema_view(
    list=extend_schema(summary="Daftar wilayah", tags=["wilayah"]),
    retrieve=extend_schema(summary="Satu wilayah", tags=["wilayah"], parameters=[CODE]),
)
class RegionViewSet(viewsets.ReadOnlyModelViewSet[Region]):
    """Wilayah dari provinsi sampai RT, dengan kode yang sedang berlaku."""

    serializer_class = RegionSerializer
    filterset_class = RegionFilter
    lookup_field = "code"
    lookup_url_kwarg = "kode"
    lookup_value_regex = r"[0-9.]{2,24}"
    queryset = Region.objects.current().in_order()

    def get_queryset(self) -> QuerySet[Region]:
        return Region.objects.current().in_order()
