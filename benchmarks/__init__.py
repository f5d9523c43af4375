"""Times of pages and queries on the full demo, each compared with a baseline.

Not part of the tests. Figures depend on the machine, so each is measured in alternation with its
baseline; only the ratio is comparable between machines.
"""
