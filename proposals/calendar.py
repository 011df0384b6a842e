"""How the calendar stands at a moment: each stage with its windows, for the page of Bappeda."""

from dataclasses import dataclass
from datetime import datetime

from .models import Cycle, Event, Stage, StageWindow


@dataclass(frozen=True)
class AreaWindow:
    """A window of its own that one kecamatan or kelurahan has now."""

    window: StageWindow
    word: str


@dataclass(frozen=True)
class StageState:
    """One stage: `state` is nanti, buka, tutup; `word` says it; `last` is what was done to it last, None if nothing."""

    stage: Stage
    state: str
    word: str
    areas: list[AreaWindow]
    last: Event | None

    @property
    def is_open_somewhere(self) -> bool:
        """Open for the city, or still for one area."""
        return self.state == "buka" or any(area.word == WORDS["buka"] for area in self.areas)


WORDS = {"nanti": "Belum dibuka", "buka": "Sedang dibuka", "tutup": "Sudah ditutup"}


def state_of(window: Stage | StageWindow, at: datetime) -> str:
    """Say whether a window is still to come, open, or over."""
    if window.closed_at is not None or window.closes_at <= at:
        return "tutup"
    return "nanti" if at < window.opens_at else "buka"


def calendar(cycle: Cycle, at: datetime) -> list[StageState]:
    """All stages of a cycle in order, in three queries."""
    windows: dict[int, dict[str, StageWindow]] = {}
    for window in (
        StageWindow.objects.filter(stage__cycle=cycle)
        .select_related("region", "set_by__office")
        .order_by("set_at", "pk")
    ):
        windows.setdefault(window.stage_id, {})[window.region.code] = window
    last: dict[str, Event] = {}
    for event in (
        Event.objects.filter(cycle=cycle, subject__startswith="tahap:")
        .select_related("holding__office")
        .order_by("seq")
    ):
        last[event.subject.split(":")[1]] = event
    return [
        StageState(
            stage,
            state := state_of(stage, at),
            WORDS[state],
            [AreaWindow(one, WORDS[state_of(one, at)]) for _, one in sorted(windows.get(stage.pk, {}).items())],
            last.get(stage.kind),
        )
        for stage in cycle.stages.in_order()
    ]
