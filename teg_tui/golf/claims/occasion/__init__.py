"""When, where, who was there and who was not."""
