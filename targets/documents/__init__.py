"""Word documents about the year's targets."""
