"""Who carries works out, under which planning code, and what may be asked for at which price.

Here belong agencies (OPD), the planning nomenclature and the kamus usulan, each per year. What somebody asks for does
not belong here. May import regions.
"""
