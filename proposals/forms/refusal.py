"""How the refusal of a verb comes back on the form that was typed: as in accounts."""

from accounts.forms.refusal import put, sentences

__all__ = ["put", "sentences"]
