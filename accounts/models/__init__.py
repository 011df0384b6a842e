"""Persons, offices and terms, groups, and how people get in and are told."""

from .access import LoginCode
from .announcement import Announcement, AnnouncementReading
from .people import Office, OfficeHolding, ProposerGroup, User

__all__ = [
    "Announcement",
    "AnnouncementReading",
    "LoginCode",
    "Office",
    "OfficeHolding",
    "ProposerGroup",
    "User",
]
