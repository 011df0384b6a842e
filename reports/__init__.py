"""Recaps, official forms and exports: data first, then page, sheet and print.

Here belong functions that count and lists that leave the house. Nothing is decided here. May import rounds and
everything below it.
"""
