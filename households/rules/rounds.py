"""Limits of a review round."""

MOST_STANDARDS = 2  # the outgoing and the incoming standard, as in 2021
