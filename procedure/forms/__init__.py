"""Web input of the procedure."""
