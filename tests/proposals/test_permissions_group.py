"""Who comes through which door of the pages of groups, of needs and of the desk."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from proposals import actions
from tests.permissions import said, table
from tests.world import NOW, World

READ = """
               kelompok  rw_01  lain   baru   urutkan  kirim  draf   hapus  tarik  kamus
    publik     masuk     masuk  masuk  masuk  masuk    masuk  masuk  masuk  masuk  masuk
    rt         boleh     404    404    404    404      404    404    404    tidak  boleh
    rw         boleh     boleh  404    boleh  boleh    boleh  boleh  boleh  boleh  boleh
    lembaga    boleh     404    404    404    404      404    404    404    tidak  boleh
    pendamping boleh     boleh  404    boleh  boleh    tidak  boleh  boleh  tidak  boleh
    kelurahan  boleh     boleh  404    boleh  boleh    boleh  boleh  boleh  boleh  boleh
    lurah      boleh     boleh  404    boleh  boleh    boleh  boleh  boleh  boleh  boleh
    kecamatan  boleh     boleh  boleh  boleh  boleh    boleh  boleh  boleh  boleh  boleh
    camat      boleh     boleh  boleh  boleh  boleh    boleh  boleh  boleh  boleh  boleh
    opd        tidak     tidak  tidak  tidak  tidak    tidak  404    404    tidak  tidak
    kepala_opd tidak     tidak  tidak  tidak  tidak    tidak  404    404    tidak  tidak
    mitra      tidak     tidak  tidak  tidak  tidak    tidak  404    404    tidak  tidak
    bappeda    tidak     tidak  tidak  tidak  tidak    tidak  tidak  tidak  tidak  tidak
    tapd       tidak     tidak  tidak  tidak  tidak    tidak  404    404    tidak  tidak
    dprd       tidak     tidak  tidak  tidak  tidak    tidak  404    404    tidak  tidak
    pimpinan   tidak     tidak  tidak  tidak  tidak    tidak  404    404    tidak  tidak
"""

NEEDS_AND_DESK = """
               kebutuhan  jawab  lain_jawab  atas_nama   masuk_meja  putuskan  milik_kelurahan
    publik     masuk      masuk  masuk       masuk       masuk       masuk     masuk
    rt         boleh      boleh  404         boleh       tidak       tidak     tidak
    rw         boleh      boleh  404         boleh       tidak       tidak     tidak
    lembaga    tidak      tidak  tidak       boleh       tidak       tidak     tidak
    pendamping boleh      tidak  404         boleh       tidak       tidak     tidak
    kelurahan  boleh      boleh  404         boleh       boleh       boleh     boleh
    lurah      boleh      boleh  404         boleh       boleh       boleh     boleh
    kecamatan  boleh      tidak  tidak       boleh       boleh       boleh     boleh
    camat      boleh      tidak  tidak       boleh       boleh       boleh     boleh
    opd        tidak      tidak  tidak       tidak       boleh       tidak     tidak
    kepala_opd tidak      tidak  tidak       tidak       boleh       tidak     tidak
    mitra      tidak      tidak  tidak       tidak       boleh       boleh     boleh
    bappeda    boleh      tidak  tidak       tidak       boleh       boleh     boleh
    tapd       tidak      tidak  tidak       tidak       tidak       tidak     tidak
    dprd       tidak      tidak  tidak       tidak       tidak       tidak     tidak
    pimpinan   tidak      tidak  tidak       tidak       tidak       tidak     tidak
"""

WRITE = """
               pindah  kirim_lagi  ambil  foto_hapus
    publik     masuk   masuk       masuk  masuk
    rt         404     tidak       boleh  404
    rw         boleh   boleh       boleh  boleh
    lembaga    404     tidak       tidak  404
    pendamping boleh   tidak       boleh  boleh
    kelurahan  boleh   boleh       boleh  boleh
    lurah      boleh   boleh       boleh  boleh
    kecamatan  boleh   boleh       tidak  boleh
    camat      boleh   boleh       tidak  boleh
    opd        tidak   tidak       tidak  404
    kepala_opd tidak   tidak       tidak  404
    mitra      tidak   tidak       tidak  404
    bappeda    tidak   tidak       tidak  tidak
    tapd       tidak   tidak       tidak  404
    dprd       tidak   tidak       tidak  404
    pimpinan   tidak   tidak       tidak  404
"""


def _need(world: World, where: str) -> Any:
    return actions.needs.tell(
        world.cycle,
        region=world.regions[where],
        problem="Selokan depan rumah buntu dan meluap.",
        address="Gang 2",
        submission_key=None,
        at=NOW,
    )


def _photo_url(world: World) -> str:
    draft = world.draft()
    photo = draft.photos.first()
    assert photo is not None
    return reverse("foto-hapus", args=[draft.public_id, photo.public_id])


DOORS: dict[str, Callable[[World], str]] = {
    "kelompok": lambda w: reverse("kelompok"),
    "rw_01": lambda w: reverse("kelompok-satu", args=[w.groups["rw01"].pk]),
    "lain": lambda w: reverse("kelompok-satu", args=[w.groups["kenanga_rw01"].pk]),
    "baru": lambda w: reverse("kelompok-baru", args=[w.groups["rw01"].pk]),
    "urutkan": lambda w: reverse("urutkan", args=[w.groups["rw01"].pk]),
    "kirim": lambda w: reverse("kirim", args=[w.groups["rw01"].pk]),
    "draf": lambda w: reverse("draf", args=[w.draft().public_id]),
    "hapus": lambda w: reverse("draf-hapus", args=[w.draft().public_id]),
    "tarik": lambda w: reverse("tarik", args=[w.sent().public_id]),
    "kamus": lambda w: reverse("pilihan-kamus"),
    "kebutuhan": lambda w: reverse("kebutuhan-masuk"),
    "jawab": lambda w: reverse("kebutuhan-jawab", args=[_need(w, "rt01").public_id]),
    "lain_jawab": lambda w: reverse("kebutuhan-jawab", args=[_need(w, "kenanga_rw01").public_id]),
    "atas_nama": lambda w: reverse("usulan-atas-nama"),
    "masuk_meja": lambda w: reverse("usulan-masuk"),
    "putuskan": lambda w: reverse("putuskan", args=[w.sent().number]),
    "milik_kelurahan": lambda w: reverse("putuskan", args=[w.sent(group="kelurahan").number]),
    "pindah": lambda w: reverse("urutkan", args=[w.groups["rw01"].pk]),
    "kirim_lagi": lambda w: reverse("kirim-lagi", args=[w.sent().public_id]),
    "ambil": lambda w: reverse("kebutuhan-ambil", args=[_need(w, "rt01").public_id]),
    "foto_hapus": _photo_url,
}


@pytest.mark.parametrize(("role", "door", "word"), [*table(READ), *table(NEEDS_AND_DESK)])
def test_a_page_opens_to_those_it_is_for(world: World, role: str, door: str, word: str) -> None:
    assert said(world.client(role).get(DOORS[door](world))) == word


@pytest.mark.parametrize(("role", "door", "word"), list(table(WRITE)))
def test_a_button_works_for_those_it_is_for(world: World, role: str, door: str, word: str) -> None:
    assert said(world.client(role).post(DOORS[door](world))) == word
