"""Word papers of the reports."""
