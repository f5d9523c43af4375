# year.number, as CHANGELOG.md counts; the footer of each page shows it.
VERSION = "2026.1"
