# year.number as in CHANGELOG.md; shown in the footer of each page.
VERSION = "2026.1"
