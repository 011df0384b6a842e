"""Long work: told honestly how far it is and how it ended, whoever closed the browser."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from proposals import import_jobs
from proposals.actions import jobs
from proposals.models import Job, Proposal
from proposals.tasks import write_import
from tests.counting import queries
from tests.proposals.sheets import usulan_csv
from tests.proposals.test_import_views import send
from tests.world import NOW, World


def asked(world: World, by: str = "kelurahan", **more: Any) -> Job:
    return jobs.ask(Job.Kind.EXPORT, "Daftar SIPD", {}, total=10, by=world.offices[by], at=NOW, **more)


def test_a_job_lives_once_from_the_queue_to_its_end(world: World) -> None:
    job = asked(world)
    running = jobs.begin(job.pk, at=NOW)
    assert running is not None
    assert jobs.begin(job.pk, at=NOW) is None
    jobs.step(running, 5, at=NOW)
    jobs.finish(running, "10 usulan.", at=NOW)
    jobs.fail(running, "terlambat", at=NOW)
    job.refresh_from_db()
    assert (job.status, job.done, job.said) == (Job.Status.DONE, 5, "10 usulan.")
    with pytest.raises(ValidationError, match="sudah berakhir"):
        jobs.cancel(job, by=world.offices["kelurahan"], at=NOW)


def test_a_cancelled_job_stops_at_its_next_step(world: World) -> None:
    job = asked(world)
    running = jobs.begin(job.pk, at=NOW)
    assert running is not None
    with pytest.raises(ValidationError, match="Hanya jabatan yang meminta"):
        jobs.cancel(job, by=world.offices["camat"], at=NOW)
    jobs.cancel(job, by=world.offices["kelurahan"], at=NOW)
    with pytest.raises(jobs.Stopped):
        jobs.step(running, 5, at=NOW)


def test_an_office_has_three_at_a_time_and_silent_ones_do_not_count(world: World) -> None:
    for _ in range(3):
        asked(world)
    with pytest.raises(ValidationError, match="Masih ada 3 pekerjaan"):
        asked(world)
    asked(world, by="camat")
    late = NOW + jobs.KEPT_FOR
    assert all(job.is_silent(late) for job in Job.objects.all())
    jobs.ask(Job.Kind.EXPORT, "Lagi", {}, total=1, by=world.offices["kelurahan"], at=late)


def test_the_page_tells_how_it_stands_and_belongs_to_its_office(world: World) -> None:
    job = asked(world)
    Job.objects.update(asked_at=timezone.now())
    client = world.client("kelurahan")
    page = client.get(job.get_absolute_url())
    assert "Menunggu giliran" in page.content.decode()
    assert page["Refresh"] == "3"
    Job.objects.update(asked_at=NOW - timedelta(minutes=5))
    assert "Tidak ada kabar lebih dari dua menit" in client.get(job.get_absolute_url()).content.decode()
    running = jobs.begin(job.pk, at=NOW)
    assert running is not None
    jobs.fail(running, "Ruang simpan penuh.", at=NOW)
    page = client.get(job.get_absolute_url())
    assert "Ruang simpan penuh." in page.content.decode()
    assert "Refresh" not in page
    assert world.client("camat").get(job.get_absolute_url()).status_code == 404
    assert world.client("camat").post(f"{job.get_absolute_url()}batal/").status_code == 404


def test_the_list_asks_as_much_for_3_as_for_30(world: World) -> None:
    found = []
    for count in (3, 27):
        Job.objects.bulk_create(
            Job(kind=Job.Kind.EXPORT, title=f"{n}", by=world.offices["kelurahan"], asked_at=NOW) for n in range(count)
        )
        found.append(queries(world.client("kelurahan"), "/kantor/antrean/"))
    assert found[0] == found[1]


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_jobs, "LONG", 2)


def test_a_long_import_is_written_by_the_worker(world: World, short: None) -> None:
    client, response = send(world, "kelurahan", usulan_csv(4))
    told = client.post(response.url)
    job = Job.objects.get()
    assert told.url == job.get_absolute_url()
    assert not Proposal.objects.exists()
    assert [result.args_kwargs["args"] for result in DBTaskResult.objects.all()] == [[job.pk]]
    assert write_import.call(job.pk) == "done"
    assert Proposal.objects.count() == 4
    assert "4 usulan ditulis." in client.get(told.url).content.decode()
    assert client.get(response.url).status_code == 302


def test_a_cancelled_import_writes_nothing(world: World, short: None) -> None:
    client, response = send(world, "kelurahan", usulan_csv(4))
    told = client.post(response.url)
    client.post(f"{told.url}batal/")
    assert write_import.call(Job.objects.get().pk) == "cancelled"
    assert not Proposal.objects.exists()
    assert "Dibatalkan" in client.get(told.url).content.decode()


def test_an_import_that_breaks_says_so_and_leaves_nothing(
    world: World, short: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, response = send(world, "kelurahan", usulan_csv(4))
    told = client.post(response.url)

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("disk")

    monkeypatch.setattr("proposals.actions.taking.record_all", broken)
    assert write_import.call(Job.objects.get().pk) == "failed"
    assert not Proposal.objects.exists()
    assert "Ada kesalahan di peladen" in client.get(told.url).content.decode()
