"""The reports that officials read: one file per question, answered by frozen figures and the list behind each.

A report knows nothing of pages, sheets or prints; `shape` is what those draw. Counts come from `source`, which tells
today from the rows and any past moment from the log.
"""
