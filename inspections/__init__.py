"""Re-checks of reviewed households (phúc tra): random samples, their findings, and a watch list.

It reports errors with their confidence interval and never changes a form, a class or a list.
"""
