"""Addresses of what happens between two desks: survey, pindah OPD, BA Desk, BA perubahan, keberatan."""

from django.urls import path

from .views import amending, desk_lock, moving, objection, survey

urlpatterns = [
    path("kantor/survei/", survey.survey_list, name="survei"),
    path("kantor/survei/<int:pk>/", survey.survey_page, name="survei-satu"),
    path("kantor/survei/<int:pk>/foto/<uuid:photo>/hapus/", survey.remove_photo, name="survei-foto-hapus"),
    path("kantor/pindah/", moving.move_list, name="pindah"),
    path("kantor/pindah/<str:number>/", moving.move_page, name="pindah-satu"),
    path("kantor/ba-desk/", desk_lock.desk_lock_page, name="ba-desk"),
    path("kantor/ba-perubahan/", amending.amendment_list, name="ba-perubahan"),
    path("kantor/ba-perubahan/<str:number>/", amending.amend_page, name="ba-perubahan-satu"),
    path("kantor/keberatan/", objection.objection_list, name="keberatan"),
    path("kantor/keberatan/<str:number>/", objection.answer_page, name="keberatan-jawab"),
    path("usulan/<str:number>/keberatan/", objection.object_page, name="keberatan-sampaikan"),
]
