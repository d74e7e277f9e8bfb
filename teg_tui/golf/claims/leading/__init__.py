"""Leads: how large, when taken, lost and shared, how long kept."""
