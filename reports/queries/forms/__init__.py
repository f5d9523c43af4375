"""The figures of the official forms: one module for the forms counted alike."""
