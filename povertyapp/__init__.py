"""The Django project: settings, addresses, home page, navigation and `check_numbers`.

It imports every app and no app imports it. It has no table and no rule of its own.
"""

# year.number, as CHANGELOG.md counts; the footer of each page shows it.
VERSION = "2026.1"
