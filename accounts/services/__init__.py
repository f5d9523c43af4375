"""One function per thing that is done with users and tokens."""
