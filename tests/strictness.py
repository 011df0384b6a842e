"""What makes a careless line fail in the tests although it would pass in production."""

import random
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    ValuesListIterable,
)


class UndefinedVariable(Exception):
    """A template of ours reads a variable that its view does not give."""


class Undefined(str):
    """Django's `string_if_invalid`: raises in our own templates and stays silent in those of packages.

    Django's admin reads variables that it does not set, so the template that holds the variable decides.
    """

    ours: Path

    def __new__(cls, ours: Path) -> "Undefined":
        made = super().__new__(cls, "%s")
        made.ours = ours
        return made

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, variable: object) -> str:
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_code.co_name != "render_annotated":
            frame = frame.f_back
        origin = getattr(frame.f_locals.get("self"), "origin", None)
        name = str(getattr(origin, "name", ""))
        if name.startswith(str(self.ours)):
            raise UndefinedVariable(f"{variable} in {name}")
        return ""


class NetworkForbidden(Exception):
    """A test opened a connection to another machine."""


def forbid_network() -> None:
    """Let sockets reach this machine only."""
    connect = socket.socket.connect

    def checked(self: socket.socket, address: Any) -> None:
        local = self.family == socket.AF_UNIX or str(address[0]) in ("127.0.0.1", "::1", "localhost")
        if not local:
            raise NetworkForbidden(str(address))
        connect(self, address)

    socket.socket.connect = checked  # type: ignore[method-assign,assignment]


def shuffle_unordered() -> None:
    """Hand out the rows of a queryset without an order in any order, as a database may."""

    def shuffled(kind: Any) -> None:
        read = kind.__iter__

        def rows(self: Any) -> Iterator[Any]:
            found = read(self)
            if self.queryset.ordered or self.queryset.query.is_sliced:
                yield from found
                return
            found = list(found)
            random.shuffle(found)
            yield from found

        kind.__iter__ = rows

    for kind in (ModelIterable, ValuesIterable, ValuesListIterable, FlatValuesListIterable):
        shuffled(kind)
