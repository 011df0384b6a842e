"""Who acts: offices, the people who hold them, the groups that propose, roles and the scope of each.

Here belong persons, offices with dated terms, groups of proposers and the permission engine; permission rows of regions
and catalogue too. Usulan do not belong here. May import regions and catalogue.
"""
