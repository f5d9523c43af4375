"""How long pages and queries take on the full demo, each beside something known.

Not part of the tests: figures depend on the machine, so each is taken in turn with its comparison
in the same run, and the ratio is what can be compared between machines.
"""
