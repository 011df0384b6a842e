"""The life of a usulan as a table: drawn once, so that a change of it is seen."""

from proposals.statuses import AGREED, CLOSED, FACES, HIDDEN, LATER, NEXT, OPEN, Status

DRAWN = """
draf             -> diajukan ditarik
diajukan         -> belum_disepakati digabung dikembalikan diterima_kel ditarik ditolak prioritas_kec tidak_dibahas
dikembalikan     -> diajukan digabung ditarik ditolak tidak_dibahas
diterima_kel     -> belum_disepakati cadangan_kel digabung dikembalikan ditolak prioritas_kec prioritas_kel tahun_berjalan tidak_dibahas
prioritas_kel    -> belum_disepakati cadangan_kel digabung dikembalikan ditolak layak prioritas_kec tidak_dibahas
layak            -> belum_disepakati digabung ditolak prioritas_kec tidak_dibahas
prioritas_kec    -> belum_disepakati digabung direkomendasi ditolak tidak_dibahas
direkomendasi    -> belum_terdanai diakomodir digabung ditolak tidak_dibahas
diakomodir       -> masuk_rkpd
tahun_berjalan   -> batal dilaksanakan
masuk_rkpd       -> batal masuk_apbd
masuk_apbd       -> batal dilaksanakan
dilaksanakan     -> batal selesai
cadangan_kel     -> prioritas_kel
belum_disepakati -> prioritas_kec
"""  # noqa: E501 - a row is a row


def test_the_table_is_the_one_of_the_field() -> None:
    drawn = {line.split("->")[0].strip(): set(line.split("->")[1].split()) for line in DRAWN.strip().splitlines()}
    assert {status.value: {s.value for s in follow} for status, follow in NEXT.items() if follow} == drawn


def test_every_status_has_a_face_and_a_row() -> None:
    assert set(FACES) == set(NEXT) == set(Status)


def test_every_status_belongs_to_one_family() -> None:
    families = [frozenset({Status.DRAFT}), OPEN, AGREED, LATER, CLOSED]
    assert sorted(status for family in families for status in family) == sorted(Status)
    assert frozenset({Status.DRAFT, Status.WITHDRAWN}) == HIDDEN
