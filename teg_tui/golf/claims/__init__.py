"""The checker of claims: what a report says, held against the scores.

| module | what it knows |
|---|---|
| `text` | Markdown to passages and sentences, each character with its place |
| `numbers`, `people`, `calendar`, `scorebook` | numbers in words, who and where may be meant, what the scores say |
| `tokens`, `reading` | a sentence as a pattern; whose a number is, which round, what may only be |
| `amounts`, `standing_words` | totals and distances told apart; which table, and when |
| `lines`, `tables`, `figures` | figures beside names: standings, boxes, tables |
| `totals`, `bare`, `holes`, `gaps`, `positions`, `results`, `leads`, `counts`, `bests`, `places` | one family of claims each |
| `prose`, `check` | sentence by sentence through the families; the one door |
"""

from teg_tui.golf.claims.check import check
from teg_tui.golf.claims.claim import Claim, Kind, Subject, Verdict

__all__ = ["Claim", "Kind", "Subject", "Verdict", "check"]
