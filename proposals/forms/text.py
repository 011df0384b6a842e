"""Fields for text that everybody may read; they are those of accounts, which has forms of its own."""

from accounts.forms.text import CleanCharField

__all__ = ["CleanCharField"]
