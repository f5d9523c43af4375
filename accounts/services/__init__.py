"""Services of users and tokens, one function per action."""
