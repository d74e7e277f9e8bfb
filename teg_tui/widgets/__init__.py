"""Widgets, each usable alone, fed with plain data."""
