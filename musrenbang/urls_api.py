"""Addresses of the API."""

from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.routers import SimpleRouter

from catalogue.api import KamusViewSet
from proposals.api import ProposalViewSet
from regions.api import RegionViewSet

from .api_docs import api_docs

router = SimpleRouter()
router.register("wilayah", RegionViewSet, basename="api-wilayah")
router.register("kamus", KamusViewSet, basename="api-kamus")
router.register("usulan", ProposalViewSet, basename="api-usulan")

urlpatterns = [
    path("", api_docs, name="api"),
    path("skema/", SpectacularJSONAPIView.as_view(), name="api-skema"),
    path("", include(router.urls)),
]
