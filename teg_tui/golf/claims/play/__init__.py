"""What was done on a hole, by whom and on which."""
