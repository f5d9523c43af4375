"""Word papers of correspondence."""
