"""The officials' lists: the cycle and its limits, usulan, what was decided. What verbs write is only read here."""

from . import cycle, log, usulan

__all__ = ["cycle", "log", "usulan"]
