"""Web input about households and reviews."""
