"""Why a household is poor: the causes recorded for each household and year.

Causes explain a class and never change it. Programmes and loans are to be added here.
"""
