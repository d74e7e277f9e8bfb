"""What is counted: birdies, blow-ups, runs, which of his it was, none and all."""
