"""What happens to households, one action a module; each can be taken back."""
