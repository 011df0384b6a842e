"""The official engine of prioritisation rounds: who is funded, in which order, why, and what would have changed it.

Here belongs what is counted (prioritisation.md 2.3 to 8): plain values in, plain values out, integers and fractions
only. No table, page, clock or file belongs here; it imports nothing but the standard library, because
`python -m rounds.verify` runs it on a bundle where nothing is installed.
"""

VERSION = 1
"""Stored with each run; raised when the same input could give other bytes."""
