"""A long list is written by a worker: progress, file, expiry, cancelling, failing."""

from typing import Any

import pytest
from django.utils import timezone

from proposals.actions import jobs
from proposals.models import Job
from reports import export_jobs
from reports.tasks import write_export
from tests.reports.copies import copies
from tests.world import World

ASK = "/kantor/unduhan/siapkan/sipd."


def ask(world: World, kind: str = "csv", by: str = "kelurahan") -> tuple[Any, Job]:
    client = world.client(by)
    response = client.post(f"{ASK}{kind}")
    assert response.status_code == 302
    return client, Job.objects.latest("pk")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_is_written_fetched_by_its_office_and_removed_after_a_day(world: World, kind: str) -> None:
    copies(world, 6)
    client, job = ask(world, kind)
    assert (job.total, job.status) == (7, "antre")
    assert write_export.call(job.pk) == "done"
    job.refresh_from_db()
    assert (job.status, job.done, job.said) == ("selesai", 7, "7 usulan di dalam berkas.")
    address = f"{job.get_absolute_url()}berkas/"
    assert address in client.get(job.get_absolute_url()).content.decode()
    data = b"".join(client.get(address).streaming_content)
    assert data[:2] == (b"PK" if kind == "xlsx" else b"\xef\xbb")
    assert world.client("camat").get(address).status_code == 404
    assert jobs.sweep(at=timezone.now() + jobs.KEPT_FOR) == 1
    assert client.get(address).status_code == 404
    assert "sudah dihapus" in client.get(job.get_absolute_url()).content.decode()


def test_a_cancelled_export_leaves_no_file(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_jobs, "STEP", 1)
    copies(world, 6)
    client, job = ask(world)

    def cancelled(job: Job, done: int, **more: Any) -> None:
        if done == 3:
            client.post(f"{job.get_absolute_url()}batal/")
        real(job, done, **more)

    real = jobs.step
    monkeypatch.setattr(jobs, "step", cancelled)
    assert write_export.call(job.pk) == "cancelled"
    job.refresh_from_db()
    assert job.status == "dibatalkan"
    job.file_name = "x.csv"
    assert not job.path.exists()


@pytest.mark.parametrize(
    ("wrong", "part"), [(OSError("no space"), "ruang simpannya penuh"), (ValueError("x"), "Ulangi")]
)
def test_a_failed_export_says_why(world: World, monkeypatch: pytest.MonkeyPatch, wrong: Exception, part: str) -> None:
    world.sent()
    client, job = ask(world)

    def broken(*args: Any) -> None:
        raise wrong

    monkeypatch.setattr(export_jobs, "csv_lines", broken)
    assert write_export.call(job.pk) == "failed"
    page = client.get(job.get_absolute_url()).content.decode()
    assert part in page
    assert "Unduh berkas" not in page


def test_long_lists_are_offered_to_the_worker(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.sent()
    assert ASK not in world.client("kelurahan").get("/kantor/unduhan/").content.decode()
    monkeypatch.setattr(export_jobs, "LONG", 0)
    assert f"{ASK}xlsx" in world.client("kelurahan").get("/kantor/unduhan/").content.decode()
    assert ASK not in world.client("rw").get("/kantor/unduhan/").content.decode()
