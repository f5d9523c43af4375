"""Figures and records of the procedure, one module per subject."""
