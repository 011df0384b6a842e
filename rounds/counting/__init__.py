"""Counted rounds between the database and the engine.

Here the rule is read from what officials typed, usulan become the snapshot of a candidate, a round becomes the `Record`
that the engine computes. Reads only: what is written is written by `rounds.actions`.
"""
