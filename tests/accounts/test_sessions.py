"""A session ends with the password, with the offices, or because somebody ends it."""

from datetime import timedelta

from accounts import sessions
from accounts.models import Office, OfficeHolding
from tests.world import TODAY, World


def test_a_new_password_ends_the_other_sessions_of_the_person(world: World) -> None:
    user = world.offices["rw"].user
    user.set_password("kata-sandi-lama")
    user.save()
    here, there = world.client("rw"), world.client("rw")
    answer = here.post(
        "/keamanan/sandi/",
        {"old_password": "kata-sandi-lama", "new_password1": "melati-7-kenanga", "new_password2": "melati-7-kenanga"},
        follow=True,
    )
    assert "Kata sandi sudah diganti" in answer.content.decode()
    assert here.get("/peran/").status_code == 200
    assert there.get("/peran/").status_code == 302


def test_a_weak_password_is_refused_with_its_reasons(world: World) -> None:
    user = world.offices["rw"].user
    user.set_password("kata-sandi-lama")
    user.save()
    weak = {"old_password": "kata-sandi-lama", "new_password1": "12345678", "new_password2": "12345678"}
    said = world.client("rw").post("/keamanan/sandi/", weak).content.decode()
    assert "terlalu umum" in said
    assert "10 karakter" in said


def test_a_session_ends_when_an_office_comes_goes_or_changes(world: World) -> None:
    holding = world.offices["rw"]
    came, went, changed = world.client("rw"), world.client("rt"), world.client("kelurahan")
    OfficeHolding.objects.create(office=world.offices["lembaga"].office, user=holding.user, starts=TODAY)
    OfficeHolding.objects.filter(pk=world.offices["rt"].pk).update(ends=TODAY - timedelta(days=1))
    Office.objects.filter(pk=world.offices["kelurahan"].office_id).update(is_head=True)
    for client in (came, went, changed):
        assert client.get("/peran/")["Location"] == "/masuk/?next=/peran/"
        assert "Jabatan Anda berubah" in client.get("/masuk/").content.decode()
        assert "Jabatan Anda berubah" not in client.get("/masuk/").content.decode()
    assert world.client("rw").get("/peran/").status_code == 200


def test_all_sessions_of_a_person_can_be_ended_and_nobody_elses(world: World) -> None:
    phone, laptop, other = world.client("rw"), world.client("rw"), world.client("rt")
    sessions.end_all(world.offices["rw"].user)
    assert [client.get("/peran/").status_code for client in (phone, laptop, other)] == [302, 302, 200]
