"""Where the marks of a chart stand: pure geometry, numbers in and numbers out.

Every length is in the units of the chart's own drawing (its `viewBox`); nothing here knows a
household, a page or the database. Words for a number are made by whoever asks for the chart.
"""
