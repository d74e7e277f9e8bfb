"""The checker of claims: what a report says, held against the scores.

| module | what it knows |
|---|---|
| `text` | Markdown to passages and sentences, each character with its place |
| `numbers`, `people`, `calendar` | numbers in words, who and which place may be meant |
| `scorebook` | what the scores say |
| `tokens`, `grammar`, `reading` | a sentence as a pattern; whose, which round, what may be |
| `amounts`, `standing_words` | totals and distances told apart; which table, and when |
| `lines`, `scans`, `tables`, `figures` | figures beside names: standings, boxes, tables |
| `totals`, `bare`, `splits`, `nines`, `duels`, `holes`, `gaps`, `between` | figures in sentences |
| `positions`, `results`, `leads`, `tops`, `counts`, `bests`, `places` | other families of claims |
| `prose`, `check` | sentence by sentence through the families; the one door |
"""

from teg_tui.golf.claims.check import check
from teg_tui.golf.claims.claim import Claim, Kind, Subject, Verdict

__all__ = ["Claim", "Kind", "Subject", "Verdict", "check"]
