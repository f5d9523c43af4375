"""Invented data to try the product with; no real person is in it.

Known facts (units, district totals, published figures of three communes) are real; every name,
village, person, personal number and form is generated from one fixed seed.
"""
