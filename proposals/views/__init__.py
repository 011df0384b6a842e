"""Pages of this app, by who uses them: the public, groups, the desk that verifies, Bappeda.

Each view is door, form, verb, redirect. What a page shows is gathered by a noun with its own file, never here.
"""
