"""teg-tui: a golf tour's reports, written by Claude overnight and checked against the scores."""

__version__ = "0.1.0"
