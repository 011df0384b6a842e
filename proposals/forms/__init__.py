"""Forms of this app: what people type is cleaned, checked and said back in Indonesian; saving is left to the verbs.

One form serves the page, the admin and entry on behalf. May import models, texts and actions; never views.
"""
