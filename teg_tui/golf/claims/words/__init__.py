"""A report as the rules read it: passages, sentences, signs for what means something.

`text` takes Markdown apart, each character with its place; `people`, `numbers`, `calendar` and
`terms` know who and what is meant; `tokens`, `grammar` and `reading` make a sentence a pattern and
say whose a number is, of which round; `rules` makes the rules over such patterns.
"""
