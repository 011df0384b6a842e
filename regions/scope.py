"""The places an office answers for, as one value with two faces that must always agree."""

from dataclasses import dataclass, field
from typing import Protocol

from django.db.models import Q

from . import codes


class Place(Protocol):
    """Anything that stands at a region code."""

    @property
    def code(self) -> str: ...


@dataclass(frozen=True)
class Scope:
    """Each named region and all below it. A scope without codes covers nothing."""

    codes: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, *codes: str) -> "Scope":
        """Build a scope from region codes; empty ones are left out."""
        return cls(frozenset(code for code in codes if code))

    @property
    def cities(self) -> list[str]:
        """The codes of the cities that the places lie in, sorted."""
        return sorted({codes.cut(code, codes.CITY) for code in self.codes})

    def covers(self, place: Place) -> bool:
        """Say whether the place is one of ours or lies below one."""
        return self.covers_code(place.code)

    def covers_code(self, code: str) -> bool:
        """Say the same of a bare code."""
        return any(code == ours or code.startswith(f"{ours}.") for ours in self.codes)

    def q(self, path: str = "") -> Q:
        """Say the same to the database. `path` leads to the region: `""`, `"region"`, `"group__region"`."""
        column = f"{path}__code__within" if path else "code__within"
        condition = Q(pk__in=[])
        for code in sorted(self.codes):
            condition |= Q(**{column: code})
        return condition
