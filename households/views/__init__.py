"""Pages of households, forms, rounds and standards."""
