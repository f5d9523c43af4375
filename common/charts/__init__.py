"""Charts drawn by the server: numbers in, places of a drawing out; templates write the SVG.

Every length is in the units of the drawing's own `viewBox` and comes as text with a dot.
"""
