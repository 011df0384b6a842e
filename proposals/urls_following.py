"""Addresses of what follows the kecamatan forum: the chain to RKPD and APBD, the work, what its group says."""

from django.urls import path

from .views import following, result, work

urlpatterns = [
    path("kantor/tindak-lanjut/", following.follow_list, name="tindak-lanjut"),
    path("kantor/tindak-lanjut/<str:number>/", following.follow_page, name="tindak-lanjut-satu"),
    path("kantor/tindak-lanjut/<str:number>/pekerjaan/", work.work_page, name="pekerjaan"),
    path("usulan/<str:number>/hasil/", result.result_page, name="hasil-pekerjaan"),
]
