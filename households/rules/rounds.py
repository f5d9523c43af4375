"""Limits of a review round."""

MOST_STANDARDS = 2  # the one a year ends with and the one the next begins with, as in 2021
