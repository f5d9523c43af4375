"""Administrative units (province, district, communes, villages) and ethnic groups.

Units have a period of validity and may be merged into others. Also the installation and its working
date. The app knows no household, no user and no role: apps above it bring these.
"""
