"""Invented data for trying out the product: none of the people exist.

Known facts (units, district totals, published figures of three communes) are real; every name,
village, person, citizen number and form is generated from one fixed seed. It never touches a
database with real data.
"""
