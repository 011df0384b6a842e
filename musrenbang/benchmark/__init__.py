"""Measures what people wait for, on a database of its own with ten thousand usulan, beside a page that says hello.

The database is made for the run and dropped after it. Figures are the best of five; memory is measured apart, because
measuring it slows everything down.
"""
