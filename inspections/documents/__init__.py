"""Word papers of re-checks."""
