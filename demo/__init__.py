"""Invented data on which the product can be tried: nobody in it exists.

Known facts (units, district totals, what is published of three communes) are real; every name,
village, person, number of a person and form is made up from one fixed seed.
"""
