"""The shared service: the only door through which anything is generated."""
