"""The manual (docs/manual), its search, what is new, and the first steps of a new district."""
