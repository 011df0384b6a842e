"""What every page of the desk begins with: whose desk, which tab, which filter, how many in each tab."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.doors import acting
from accounts.models import OfficeHolding
from accounts.roles import Role
from proposals import desk_counts, desk_list, desk_work, desk_written
from proposals.forms.desk_filter import DeskFilter
from proposals.group_list import window_for
from proposals.models import Cycle, Event, Proposal
from proposals.querysets import ProposalQuerySet
from proposals.undo_rules import minutes_left

from .entry import running_cycle

PAGE = 30


@dataclass(frozen=True)
class Board:
    """A desk as the address asks for it. `query` leads back to it, with tab and filter."""

    holding: OfficeHolding
    cycle: Cycle
    at: datetime
    filter: DeskFilter
    asked_tab: str

    @cached_property
    def desk(self) -> desk_work.Desk:
        return desk_work.Desk.of(self.holding, self.cycle, self.at)

    @cached_property
    def lists(self) -> desk_written.Lists:
        """The tabs, cut by the filter, to be counted and listed."""
        return desk_written.lists_of(self.desk, self.filter.wanted())

    @cached_property
    def counts(self) -> desk_counts.Counts:
        return self.lists.read()[0]

    def rows_of(self, tab: str) -> ProposalQuerySet:
        """All usulan of a tab, cut by the filter."""
        wanted = self.filter.wanted()
        return desk_work.tabs_of(self.desk)[tab].cut(lambda rows: desk_written.filtered(rows, wanted)).rows()

    @property
    def decides(self) -> bool:
        """Say whether this desk decides, or surveys and clears only."""
        return self.holding.role in desk_work.DECIDERS

    @property
    def is_wide(self) -> bool:
        """Say whether usulan of more than one kelurahan stand here, so that each line names its own."""
        return self.holding.role != Role.KEL

    def query(self, tab: str) -> str:
        """The end of an address that leads to that tab with this filter, with its question mark; empty for neither."""
        parts = [f"tab={tab}" if tab != desk_work.TABS[0][0] else "", self.filter.query()]
        said = "&".join(part for part in parts if part)
        return f"?{said}" if said else ""

    def page(self, tab: str, number: str | None) -> Any:
        """One page of a tab."""
        counts, keys = self.lists.read(tab)
        self.__dict__["counts"] = counts  # the cached property, filled: no second count
        page: Any = Paginator(keys, PAGE).get_page(number)
        page.object_list = desk_list.lines(page.object_list, checked=self._warns(tab))
        return page

    def rows(self, tab: str, found: list[Proposal]) -> list[desk_list.Row]:
        """Lines with what stands out: warnings where one decides, tasks elsewhere."""
        if self._warns(tab):
            return desk_list.rows(found)
        return desk_list.task_rows(found, timezone.localdate(self.at), surveys=self.holding.role == Role.OPD)

    def _warns(self, tab: str) -> bool:
        return self.decides and tab == "belum"

    def next_after(self, proposal: Proposal, tab: str) -> Proposal | None:
        """The next one to decide in the tab in which the person works; None in the tabs of what is past."""
        if tab not in {"belum", "saya", "terlambat"}:
            return None
        waiting = desk_written.filtered(self.desk.pending, self.filter.wanted())
        if tab != "belum":
            waiting = waiting.filter(pk__in=self.rows_of(tab).order_by().values("pk"))
        return desk_list.after(waiting, proposal)

    def frame(self, tab: str) -> dict[str, Any]:
        """What the list and the page of one share: tabs with counts, progress, the closing time."""
        return {
            "board": self,
            "tab": tab,
            "filter": self.filter,
            "query": self.query(tab),
            "tabs": [
                (key, label, desk_counts.said(self.counts.of(key)), self.query(key) or f"?tab={key}")
                for key, label in desk_work.TABS
            ],
            "tags": self.filter.tags(tab),
            "counts": self.counts,
            **_window(self),
        }


def board_of(request: HttpRequest) -> Board:
    """The desk of the acting office; filter and tab from the address, nonsense in it ignored."""
    holding, at = acting(request), timezone.now()
    cycle = running_cycle(holding, at)
    groups, agencies = desk_list.filter_choices(holding)
    tab = request.GET.get("tab", "")
    chosen = DeskFilter(request.GET, groups=groups, agencies=agencies)
    return Board(holding, cycle, at, chosen, tab if tab in dict(desk_work.TABS) else "")


def _window(board: Board) -> dict[str, Any]:
    """When deciding closes, or why it is not open; nothing for a desk that decides nothing."""
    if not board.decides:
        return {"window": None, "is_open": False, "why_closed": ""}
    window = window_for(board.cycle, "verify", board.holding.office.region.code, board.at)
    return {
        "window": window,
        "is_open": window is not None and window.is_open(board.at),
        "why_closed": window.why_closed(board.at) if window else "Tahap ini belum dijadwalkan. Hubungi Bappeda.",
    }


def just_decided(last: Event | None, holding: OfficeHolding, at: datetime) -> dict[str, Any]:
    """For the note after a decision: what was decided last and how many minutes are left to take it back."""
    minutes = minutes_left(last, holding, at)
    return {"last": last if minutes else None, "last_minutes": minutes}
