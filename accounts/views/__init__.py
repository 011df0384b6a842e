"""Pages of this app: coming in and going out, the roles, offices and their holders, login cards, announcements.

Each view is door, form, verb, redirect. What a page shows is gathered by a noun with its own file, never here.
"""
