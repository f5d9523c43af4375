"""Services of units and ethnic groups, one function per action."""
