"""Who won a prize, which of his it was, from how far behind."""
