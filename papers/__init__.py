"""Word papers: which ones there are, and the templates that the office uses instead of the built-in
ones.

The papers themselves are built in the apps that have their figures, and registered here.
"""
