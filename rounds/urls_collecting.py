"""Addresses of a counted round while it collects: mandates, ballots, paper, scores, receipts."""

from django.urls import URLPattern, path

from .views import ballot, ballot_paper, scores, twins, voters

urlpatterns: list[URLPattern] = [
    path("suara/", ballot.ballot, name="suara"),
    path("putaran/<str:code>/bukti/", ballot.receipts, name="putaran-bukti"),
    path("kantor/putaran/<str:code>/suara/", voters.voters, name="putaran-suara"),
    path("kantor/putaran/<str:code>/suara/kertas/cetak/", ballot_paper.blanks, name="putaran-kertas-cetak"),
    path("kantor/putaran/<str:code>/kertas/", ballot_paper.paper, name="putaran-kertas"),
    path("kantor/putaran/<str:code>/mirip/", twins.twins, name="putaran-kembar"),
    path("kantor/putaran/<str:code>/nilai/", scores.scores, name="putaran-nilai"),
]
