"""Golf: scores, scoring rules, standings, storylines and facts. Knows no file of reports, no UI."""
