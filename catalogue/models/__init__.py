"""Agencies, the planning nomenclature of a year, and the kamus usulan with its rules."""

from .agency import Agency, Nomenclature
from .kamus import KamusItem, KamusVersion
from .rule import KamusRule, KamusVariant

__all__ = ["Agency", "KamusItem", "KamusRule", "KamusVariant", "KamusVersion", "Nomenclature"]
