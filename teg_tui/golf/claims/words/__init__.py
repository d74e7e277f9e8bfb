"""A report as the rules read it: passages, sentences, signs for what means something.

`text` takes Markdown apart, each character with its place; `people`, `numbers`, `calendar` and
`terms` know who and what is meant; `tokens` marks that, and `patterns` makes a sentence of it a
pattern, over which `rules` makes rules; `report` is what it is read with, and `reading`, with the
words of `grammar`, says whose a number is and of which round, `open_stretches` of which holes.
"""
