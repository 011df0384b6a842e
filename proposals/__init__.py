"""Usulan: what is asked for, by whom, where, and its whole life.

Here belong the yearly cycle with its stages, quotas and pagu, residents' needs, usulan, the decision of each level and
the event log that people read as the life-line. How a forum ranks does not belong here. May import regions, catalogue
and accounts.
"""
