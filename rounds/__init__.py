"""How a forum meets and puts usulan in order: sessions, attendance, rounds, limits, allocation.

Here belong forums and rounds. A usulan's own life belongs to proposals: a round writes its outcome there through the
verbs of proposals. May import proposals and everything below it.
"""
