"""The demo city: Kota Malang with places, kamus, offices, a finished and a running cycle, all told by the verbs.

Names of streets, groups and texts are our own; no person is real. Dates count from the moment of loading, so that the
city can be tried on any day.
"""
