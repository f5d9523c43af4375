"""Questions about the procedure, one module a subject."""
