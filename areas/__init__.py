"""Administrative units (province, district, communes, villages) and ethnic groups.

Units have a period of validity and may be merged into others. Also the installation and its working
date. Households, users and roles are in apps above.
"""
