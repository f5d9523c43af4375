"""Actions of the procedure, one function per action."""
