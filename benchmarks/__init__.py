"""Run times of pages and queries on the full demo data, each with a comparison.

Not part of the tests: times depend on the machine, so each is measured with its comparison in the
same run, and only their ratio is compared between machines.
"""
