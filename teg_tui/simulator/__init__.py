"""A local server that speaks the Messages and Message Batches APIs."""
