"""Administrative units (province, district, communes, villages), ethnic groups, and the installation.

Units have a period of validity and may be merged into others. The app knows no household, no user and
no role: apps above it bring these.
"""
