"""Word documents of the procedure: the values and the template of each."""
