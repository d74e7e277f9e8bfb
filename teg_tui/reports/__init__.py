"""Report kinds, catalogue, plan and requests: pure, given provenance and files' states."""
