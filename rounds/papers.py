"""What else is written when a forum ends, in the transaction of its closing, and again when an addendum changes it."""

from proposals.papers import Papers

from .models import Forum

FORUMS: Papers[Forum] = Papers()
