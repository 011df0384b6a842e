"""Pengumuman: for an area and roles, plain text, counted, withdrawn."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts import inbox
from accounts.actions import announcing
from accounts.models import Announcement, AnnouncementReading
from accounts.permissions import allows
from tests.admin_lists import same_queries
from tests.world import NOW, ROLE_ROWS, TODAY, World


def tell(world: World, by: str = "lurah", where: str = "mawar", **other: Any) -> Announcement:
    data = {"title": "Bimtek Ketua RT", "text": "Jumat pukul 09.00 WIB.", "roles": [], "ends_on": None} | other
    return announcing.publish(world.regions[where], **data, by=world.offices[by], at=other.pop("at", NOW))


@pytest.mark.parametrize("row", ROLE_ROWS[1:])
def test_being_meant_and_finding_it_agree(world: World, row: str) -> None:
    tell(world)
    tell(world, roles=["RT", "KEL"], title="Untuk RT")
    tell(world, "bappeda", "kota", title="Semua")
    tell(world, "bappeda", "kota", title="OPD", roles=["OPD"])
    tell(world, "camat_tetangga", "seroja", title="Sebelah")
    tell(world, "kecamatan", "melati", title="Pimpinan", roles=["RW"])
    holding = world.offices[row]
    found = set(Announcement.objects.addressed_to(holding))
    assert found == {one for one in Announcement.objects.newest_first() if one.is_for(holding)}
    own = {one for one in Announcement.objects.newest_first() if one.published_by.office_id == holding.office_id}
    assert found | own == {
        one for one in Announcement.objects.newest_first() if allows(holding, "accounts.view_announcement", one)
    }


def test_it_is_read_counted_and_withdrawn(world: World) -> None:
    made = tell(world, text="Bawa <b>laptop</b>.\n\nTerima kasih")
    rt = world.client("rt")
    assert inbox.unread(world.offices["rt"], TODAY).count == 1
    assert "Bimtek Ketua RT" in rt.get("/kelompok/", follow=True).content.decode()
    text = rt.get(f"/pengumuman/{made.pk}/").content.decode()
    assert "Bawa &lt;b&gt;laptop&lt;/b&gt;." in text
    rt.get(f"/pengumuman/{made.pk}/")
    assert AnnouncementReading.objects.count() == 1
    assert inbox.unread(world.offices["rt"], TODAY).count == 0
    assert "pengumuman belum dibaca" not in rt.get("/kelompok/", follow=True).content.decode()
    lurah = world.client("lurah")
    assert "Dibaca 1 dari 6 pemegang jabatan" in lurah.get(f"/pengumuman/{made.pk}/").content.decode()
    assert AnnouncementReading.objects.count() == 1
    lurah.post(f"/pengumuman/{made.pk}/tarik/")
    assert rt.get(f"/pengumuman/{made.pk}/").status_code == 404
    assert "Ditarik" in lurah.get("/pengumuman/").content.decode()


def test_it_runs_out_by_itself(world: World) -> None:
    tell(world, ends_on=TODAY)
    holding = world.offices["rt"]
    assert inbox.unread(holding, TODAY).count == 1
    assert inbox.unread(holding, TODAY + timedelta(days=1)).count == 0


def test_a_level_tells_only_its_own_places(world: World) -> None:
    with pytest.raises(ValidationError, match="di luar wilayah Anda"):
        tell(world, "lurah", "kenanga")
    with pytest.raises(ValidationError, match="sudah lewat"):
        tell(world, ends_on=TODAY - timedelta(days=1))
    client = world.client("lurah")
    data = {"title": "A", "text": "B", "region": world.regions["kenanga"].code}
    assert "Pilih wilayah dari daftar." in client.post("/pengumuman/baru/", data).content.decode()
    own = data | {"region": world.regions["mawar"].code}
    assert "Pilih peran dari daftar." in client.post("/pengumuman/baru/", own | {"roles": ["BAP"]}).content.decode()
    assert Announcement.objects.count() == 0
    good = client.post("/pengumuman/baru/", own | {"roles": ["RT", "RW"]})
    assert good.status_code == 302
    assert Announcement.objects.get().roles == ["RT", "RW"]


def test_sent_twice_it_is_told_once(world: World) -> None:
    assert tell(world) == tell(world)
    assert Announcement.objects.count() == 1


def test_the_list_takes_the_same_queries_for_more(world: World) -> None:
    def add(count: int) -> None:
        for n in range(count):
            tell(world, title=f"Judul {n} {Announcement.objects.count()}")

    same_queries(world.client("rt"), "/pengumuman/", add, many=15)
    same_queries(world.client("lurah"), "/pengumuman/", add, many=15)
