"""One function per user action on households, forms, rounds and years."""
