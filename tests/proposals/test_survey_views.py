"""The list of visits and the sheet on the phone: many planned at once, saved over a bad line, read by others."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.permissions import allows
from proposals import survey_list
from proposals.models import Photo, Survey
from proposals.statuses import Status
from tests.proposals.on_desk import TODAY, finished, fresh, needs_survey, planned, prioritised, unfit
from tests.world import NOW, ROLE_ROWS, TINY_JPEG, World

LIST = "/kantor/survei/"
SHEET = {"length_m": "60,5", "width_m": "2", "damage_pct": "55", "verdict": "layak", "note": "Sesuai usulan."}


def text(response: Any) -> str:
    return str(response.content.decode())


def page(survey: Survey) -> str:
    return reverse("survei-satu", args=[survey.pk])


def status(world: World, row: str, address: str) -> int:
    """Ask for a photo and read it to the end, so that its file closes."""
    answer = world.client(row).get(address)
    b"".join(getattr(answer, "streaming_content", ()))
    return int(answer.status_code)


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_1.jpg", TINY_JPEG, content_type="image/jpeg")


def test_an_opd_plans_what_it_ticks_for_a_colleague(world: World) -> None:
    needs_survey(world)
    one, two = prioritised(world), prioritised(world, rank=2)
    client = world.client("opd")
    said = text(client.get(LIST, {"tab": "jadwalkan"}))
    assert one.number in said
    assert "Operator Kec. Melati" not in said
    data = {"planned_on": TODAY.isoformat(), "surveyor": world.offices["kepala_opd"].pk}
    refused = text(client.post(LIST, data))
    assert "Centang paling sedikit satu usulan." in refused
    assert client.post(LIST, data | {"usulan": [one.number, two.number]}).status_code == 302
    assert Survey.objects.filter(surveyor=world.offices["kepala_opd"]).count() == 2
    again = text(client.post(LIST, data | {"usulan": [one.number]}))
    assert "tidak lagi menunggu. Muat ulang daftarnya." in again
    assert "Hari ini" in text(client.get(LIST))
    assert one.number not in text(client.get(LIST, {"saya": ""}))


def test_who_only_reads_cannot_plan(world: World) -> None:
    proposal = prioritised(world)
    data = {"planned_on": TODAY.isoformat(), "usulan": [proposal.number]}
    for row in ("mitra", "pimpinan", "lurah"):
        assert world.client(row).post(LIST, data).status_code == 403
        assert "Perlu dijadwalkan" not in text(world.client(row).get(LIST))


def test_the_sheet_is_saved_as_a_draft_and_read_back(world: World) -> None:
    survey, client = planned(world), world.client("opd")
    assert client.post(page(survey), SHEET | {"aksi": "simpan", "photos": [photo()]}).status_code == 302
    survey.refresh_from_db()
    assert (str(survey.length_m), survey.damage_pct, survey.status) == ("60.50", 55, "terjadwal")
    said = text(client.get(page(survey)))
    assert "60,5" in said
    assert "Hapus foto 1" in said
    taken = Photo.objects.get(survey=survey)
    gone = client.post(reverse("survei-foto-hapus", args=[survey.pk, taken.public_id]))
    assert gone.status_code == 302
    assert not Photo.objects.filter(survey=survey).exists()


def test_a_quiet_save_answers_in_data_and_sent_twice_is_one(world: World) -> None:
    survey, client = planned(world), world.client("opd")
    for _ in range(2):
        data = SHEET | {"aksi": "simpan", "photos": [photo()]}
        answer = client.post(page(survey), data, headers={"accept": "application/json"})
        assert answer.json()["mark"] >= int(NOW.timestamp())
    assert Photo.objects.filter(survey=survey).count() == 1
    wrong = client.post(page(survey), {"aksi": "simpan", "width_m": "lebar"}, headers={"accept": "application/json"})
    assert wrong.status_code == 422
    assert "angka" in wrong.json()["salah"]["width_m"][0]


def test_finishing_locks_and_shows_the_result_to_everybody(world: World) -> None:
    survey, client = planned(world), world.client("opd")
    short = text(client.post(page(survey), {"aksi": "selesai", "length_m": "3"}))
    assert "Pilih hasilnya" in short
    assert client.post(page(survey), SHEET | {"aksi": "selesai", "photos": [photo()]}).status_code == 302
    assert fresh(survey.proposal).status == Status.FEASIBLE
    said = text(client.get(page(survey)))
    assert "terkunci" in said
    assert "Selesai dan kunci" not in said
    again = client.post(page(survey), SHEET | {"aksi": "selesai", "note": "Catatan lain"}, follow=True)
    assert "sudah selesai dan terkunci" in text(again)
    public = text(world.client("publik").get(reverse("usulan", args=[survey.proposal.number])))
    assert "Survei lapangan" in public
    assert "Survei selesai: layak, 120 m²" in public
    assert "Pemegang opd" not in public
    taken = Photo.objects.get(survey=survey)
    assert status(world, "publik", reverse("foto", args=[taken.public_id])) == 200


def test_a_photo_of_a_survey_under_way_is_for_those_who_work_on_it(world: World) -> None:
    survey, client = planned(world), world.client("opd")
    client.post(page(survey), SHEET | {"aksi": "simpan", "photos": [photo()]})
    address = reverse("foto", args=[Photo.objects.get(survey=survey).public_id])
    seen = {row: status(world, row, address) for row in ("publik", "rw", "opd", "kecamatan", "dprd")}
    assert seen == {"publik": 404, "rw": 404, "opd": 200, "kecamatan": 200, "dprd": 404}


def test_the_day_and_the_surveyor_are_changed_on_the_sheet(world: World) -> None:
    survey = planned(world)
    data = {"aksi": "jadwal", "jadwal-planned_on": "2020-01-01", "jadwal-surveyor": ""}
    assert "sebelum hari ini" in text(world.client("opd").post(page(survey), data))
    done = world.client("opd").post(page(survey), data | {"jadwal-planned_on": TODAY.isoformat()})
    assert done.status_code == 302
    survey.refresh_from_db()
    assert survey.surveyor is None


def test_the_place_leads_to_its_pin_and_shows_what_the_proposer_sent(world: World) -> None:
    survey = planned(world, lat="-7.981600", lng="112.626500")
    said = text(world.client("opd").get(page(survey)))
    assert "mlat=-7.981600&amp;mlon=112.626500" in said
    assert "Foto 1 dari pengusul" in said


@pytest.mark.parametrize("tab", ["jadwalkan", "terjadwal", "selesai"])
def test_the_list_asks_the_same_of_three_and_of_thirty(world: World, tab: str) -> None:
    needs_survey(world)

    def more(count: int) -> None:
        for _ in range(count):
            proposal = prioritised(world)
            if tab != "jadwalkan":
                survey = planned(world, proposal)
                if tab == "selesai":
                    finished(world, survey)

    client = world.client("opd")
    client.get(LIST)
    asked = []
    for count in (3, 27):
        more(count)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST, {"tab": tab})
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_what_the_list_shows_is_what_the_table_allows(world: World) -> None:
    survey, other = planned(world), planned(world, prioritised(world, item="got"), by="kecamatan")
    unfit(world, survey)
    for row in ROLE_ROWS[1:]:
        holding = world.offices[row]
        for one in (survey, other):
            proposal = fresh(one.proposal)
            shown = allows(holding, "proposals.view_survey") and one in survey_list.known_to(holding, world.cycle)
            assert shown == allows(holding, "proposals.view_survey", proposal), (row, one)
            acted = proposal in survey_list.surveyed_by(holding, world.cycle)
            assert acted == allows(holding, "proposals.survey_proposal", proposal), (row, one)


def test_the_office_says_what_is_due(world: World) -> None:
    planned(world)
    said = text(world.client("opd").get("/kantor/"))
    assert "Buka daftar survei" in said
