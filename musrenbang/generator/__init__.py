"""Whole cycles that are made up to what was published of a city, to count them again. `manage.py generate_cycle`.

It calls the verbs of all apps, as the demo does, and holds no result: those are counted from rows by `reports`.
"""
