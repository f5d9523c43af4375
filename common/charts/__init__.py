"""Charts drawn on the server: functions turn numbers into positions, templates write the SVG.

Lengths are in the units of the drawing's `viewBox`, as text with a decimal point.
"""
