"""Forms of the procedure's pages."""
