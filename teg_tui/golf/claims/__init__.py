"""The checker of claims: what a report says, held against the scores.

| module | what it knows |
|---|---|
| `text` | Markdown to passages and sentences, each character with its place |
| `people`, `scorebook` | who may be meant; what the scores say |
| `figures`, `lines`, `tables` | figures beside names: standings, boxes, tables |
| `check` | the one door: a report in, claims with verdicts out |
"""

from teg_tui.golf.claims.check import check
from teg_tui.golf.claims.claim import Claim, Kind, Subject, Verdict

__all__ = ["Claim", "Kind", "Subject", "Verdict", "check"]
