"""The shape of what a person types about households and reviews."""
