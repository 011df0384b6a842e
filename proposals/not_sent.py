"""Papan belum mengirim: which groups have sent, which only write, which have not begun, before the deadline. Data."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from accounts.models import ProposerGroup
from regions import codes
from regions.models import Region

from .models import Cycle, Stage
from .reminders import PROPOSING, written
from .windows import Window


@dataclass(frozen=True)
class GroupLine:
    """One group: how many usulan it has sent and how many drafts it keeps."""

    group: ProposerGroup
    sent: int
    drafts: int

    @property
    def state(self) -> str:
        """terkirim, draf or belum."""
        if self.drafts and not self.sent:
            return "draf"
        return "terkirim" if self.sent else "belum"


@dataclass(frozen=True)
class AreaLine:
    """One kelurahan with its groups and its own window."""

    region: Region
    window: Window | None
    groups: list[GroupLine] = field(default_factory=list)

    @property
    def done(self) -> int:
        """Groups that have sent something."""
        return sum(line.state == "terkirim" for line in self.groups)

    @property
    def writing(self) -> int:
        """Groups with drafts only."""
        return sum(line.state == "draf" for line in self.groups)

    @property
    def silent(self) -> int:
        """Groups that have not begun."""
        return sum(line.state == "belum" for line in self.groups)

    @property
    def usulan(self) -> int:
        """Usulan sent by all its groups."""
        return sum(line.sent for line in self.groups)


def not_sent(cycle: Cycle, area_code: str) -> list[AreaLine]:
    """Every kelurahan at or below an area with its groups, by code; four queries however many there are."""
    rembuk = Stage.objects.by_area(cycle, [Stage.Kind.REMBUK]).get(Stage.Kind.REMBUK)
    sent, drafts = written(cycle)
    kelurahan = Region.objects.current().within(area_code).at(codes.KELURAHAN).in_order()
    lines = {region.code: AreaLine(region, rembuk.at(region.code) if rembuk else None) for region in kelurahan}
    groups = ProposerGroup.objects.active().filter(region__code__within=area_code)
    for group in groups.select_related("region").in_order():
        line = lines.get(group.kelurahan_code)
        begun = group.pk in sent or group.pk in drafts
        if line is not None and (group.kind in PROPOSING or (group.kind == ProposerGroup.Kind.RT and begun)):
            line.groups.append(GroupLine(group, sent.get(group.pk, 0), drafts.get(group.pk, 0)))
    return list(lines.values())


def totals(lines: Sequence[AreaLine]) -> tuple[int, int, int]:
    """Groups that have sent, all groups, usulan sent."""
    return (
        sum(line.done for line in lines),
        sum(len(line.groups) for line in lines),
        sum(line.usulan for line in lines),
    )
