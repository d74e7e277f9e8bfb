"""Who stood where, when, and in which competition."""
