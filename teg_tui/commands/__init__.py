"""The commands: each asks `golf` or the service and prints what it hears."""
