"""Tokens, prices, estimate, advice: pure, given ratios and a plan."""
