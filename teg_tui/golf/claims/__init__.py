"""The checker of claims: what a report says, held against the scores.

| where | what it knows |
|---|---|
| `check`, `claim` | the one door; what comes out of it |
| `scorebook` | what the scores say |
| `words` | a report in passages and sentences, and each of these as a pattern of signs |
| `boxes` | figures beside names: standings lines, tables, HTML boxes, notes |
| `sums` | points and strokes in sentences, of which holes, rounds and players |
| `places` | which table and when (`standing_words`); who stood where |
| `feats` | the best of a day, of a part, his own, of all time, and what stood before |
| `counting` | what is counted, in a row, which of his, the only one, none, all but one |
| `play` | what is done on a hole, by whom and on which; how holes play |
| `leading` | how large a lead was, when it was taken, shared, lost, how long kept |
| `honours` | who won a prize, which of his it was, from how far behind; no play-offs |
| `occasion` | when, where, who was there, who was not |
| `prose` | sentence by sentence through the families of rules |
| `nearby`, `second_*` | what else may be meant, before it is called false |

A rule over `Sentence.pattern` that is often tried is made by `rules.compiled`, which spares it
asking Unicode where words end; one over a report's own text by `re.compile`. What a family can't
do without is said in two places: the signs of tokens beside its name in `prose.FAMILIES`, pieces
of words in `sentence.has` before its rules are tried.
"""

from teg_tui.golf.claims.check import check
from teg_tui.golf.claims.claim import Claim, Kind, Subject, Verdict

__all__ = ["Claim", "Kind", "Subject", "Verdict", "check"]
