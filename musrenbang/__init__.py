"""The project package: it composes the apps and owns no tables.

Here belong settings, urls, the API, the home page, the officials' site and what knows all apps (demo data, benchmark).
A rule or a table of the field does not belong here. May import every app; nothing imports it.
"""
