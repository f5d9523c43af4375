"""The actions this app's pages ask for.

The role table stands above this app, so its actions are named here by their words; a test sees
to it that the role table knows them.
"""

VIEW = "VIEW_CATALOGUES"
CONFIGURE = "CONFIGURE"
