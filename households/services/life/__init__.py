"""Life events of households, one action per module; each can be undone."""
