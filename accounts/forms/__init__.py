"""Forms of this app: what people type about offices and themselves is cleaned and said back in Indonesian.

One form serves the page and a row of a sheet. May import models and actions; never views.
"""
