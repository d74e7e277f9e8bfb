"""Points and strokes in sentences: of which holes, rounds and players they are."""
