"""Figures beside names: standings lines, tables, boxes, notes in which much is left out."""
