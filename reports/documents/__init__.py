"""Papers of a meeting: data first, then PDF by typst and XLSX as two renderings of the same object.

Here belong the circular's forms and what stands beside them: minutes, lists, notice board, blanks. A `Paper` holds
every word that is printed, so what is stored and hashed is what was signed. May import rounds and everything below it.
"""
