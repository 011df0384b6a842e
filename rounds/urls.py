"""Addresses of forums and their results."""

from django.urls import URLPattern, path

from .urls_collecting import urlpatterns as collecting
from .views import attendance, board, checkin, closing, delegates, hall, invitation, meeting, paper, public, wall

urlpatterns: list[URLPattern] = [
    path("hasil-forum/", public.results, name="hasil-forum"),
    path("hasil-forum/<str:number>/", public.result, name="hasil-forum-satu"),
    path("hadir/<str:code>/", checkin.checkin, name="hadir"),
    path("kantor/forum/", meeting.forum_list, name="forum"),
    path("kantor/forum/siapkan/", meeting.plan, name="forum-siapkan"),
    path("kantor/forum/<str:number>/", meeting.forum_page, name="forum-satu"),
    path("kantor/forum/<str:number>/buka/", meeting.open_forum, name="forum-buka"),
    path("kantor/forum/<str:number>/nihil/", meeting.nil_forum, name="forum-nihil"),
    path("kantor/forum/<str:number>/hadir/", attendance.attendance, name="forum-hadir"),
    path("kantor/forum/<str:number>/hadir/hapus/", attendance.remove, name="forum-hadir-hapus"),
    path("kantor/forum/<str:number>/hadir/kode/", checkin.open_checkin, name="forum-kode-hadir"),
    path("kantor/forum/<str:number>/hadir/poster/", checkin.poster, name="forum-poster"),
    path("kantor/forum/<str:number>/undangan/", invitation.edit, name="forum-undangan"),
    path("kantor/forum/<str:number>/undangan/cetak/", invitation.letter, name="forum-undangan-cetak"),
    path("kantor/forum/<str:number>/delegasi/", delegates.delegates, name="forum-delegasi"),
    path("kantor/forum/<str:number>/delegasi/cetak/", delegates.mandate, name="forum-delegasi-cetak"),
    path("kantor/forum/<str:number>/tutup/", closing.close_forum, name="forum-tutup"),
    path("kantor/forum/<str:number>/urutan/", hall.hall, name="forum-urutan"),
    path("kantor/forum/<str:number>/urutan/pindah/", hall.move, name="forum-pindah"),
    path("kantor/forum/<str:number>/urutan/tandai/", hall.mark, name="forum-tandai"),
    path("kantor/forum/<str:number>/urutan/urungkan/", hall.undo, name="forum-urungkan"),
    path("kantor/forum/<str:number>/urutan/perbarui/", hall.refresh, name="forum-perbarui"),
    path("kantor/forum/<str:number>/urutan/bahas/", wall.discuss, name="forum-bahas"),
    path("kantor/forum/<str:number>/urutan/lembar/", paper.paper, name="forum-lembar"),
    path("kantor/forum/<str:number>/urutan/ketik/", paper.type_in, name="forum-ketik"),
    path("kantor/forum/<str:number>/layar/", wall.wall, name="forum-layar"),
    path("kantor/forum/<str:number>/layar/isi/", wall.wall_part, name="forum-layar-isi"),
    path("kantor/kiriman/", board.kelurahan_board, name="kiriman-kelurahan"),
    path("kantor/kiriman/banding/", board.side_by_side, name="kiriman-banding"),
]
urlpatterns += collecting
