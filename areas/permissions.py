"""Actions required by this app's pages.

The role table is in an app above, so the actions are named by their values here; a test checks that
the role table has them.
"""

VIEW = "VIEW_CATALOGUES"
CONFIGURE = "CONFIGURE"
