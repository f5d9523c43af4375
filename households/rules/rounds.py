"""Limits of a review round."""

MOST_STANDARDS = 2  # that of the closing year and that of the next, as in 2021
