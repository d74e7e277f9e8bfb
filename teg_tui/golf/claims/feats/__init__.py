"""Bests, worsts and records: of a day, a part of it, a player, a course, all time."""
