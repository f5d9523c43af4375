"""What people do in the procedure, one function an action."""
