"""Windows of stages, with areas that have their own."""

from datetime import timedelta

from proposals import actions
from proposals.models import Stage
from tests.world import NOW, World


def test_the_nearest_area_decides(world: World) -> None:
    stage = world.cycle.stages.get(kind=Stage.Kind.REMBUK)
    bappeda = world.offices["bappeda"]
    actions.stages.close_stage(stage, by=bappeda, at=NOW, reason="Jadwal dimajukan")
    for name, days in (("melati", 3), ("mawar", 1)):
        actions.stages.extend_stage(
            stage,
            region=world.regions[name],
            closes_at=NOW + timedelta(days=days),
            reason="Banjir, rembuk ditunda",
            by=bappeda,
            at=NOW,
        )
    window = Stage.objects.window(world.cycle, "rembuk", world.regions["rt01"].code)
    neighbour = Stage.objects.window(world.cycle, "rembuk", world.regions["kenanga"].code)
    far = Stage.objects.window(world.cycle, "rembuk", world.regions["anggrek"].code)
    assert window is not None
    assert neighbour is not None
    assert far is not None
    assert window.closes_at == NOW + timedelta(days=1)
    assert neighbour.closes_at == NOW + timedelta(days=3)
    assert not far.is_open(NOW)
    assert "Hubungi Bappeda" in far.why_closed(NOW)


def test_the_next_cycle_copies_the_last_and_moves_its_days(world: World) -> None:
    year = world.cycle.held_year
    copied = actions.stages.copy_cycle(
        world.cycle,
        held_year=year + 1,
        plan_year=year + 2,
        kamus=None,
        by=world.offices["bappeda"],
        at=NOW,
    )
    assert copied.stages.count() == world.cycle.stages.count()
    assert copied.quotas.count() == world.cycle.quotas.count()
    assert copied.ceilings.count() == world.cycle.ceilings.count()
    assert [t.name for p in copied.priorities.all() for t in p.targets.all()] == ["Genangan berkurang"]
    old, new = world.cycle.stages.get(kind="rembuk"), copied.stages.get(kind="rembuk")
    assert new.opens_at.year == old.opens_at.year + 1
