"""The official forms: one definition each, from which page, workbook, print and API are made."""
