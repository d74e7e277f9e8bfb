"""The checker of claims: what a report says, held against the scores.

| module | what it knows |
|---|---|
| `text` | Markdown to passages and sentences, each character with its place |
| `numbers`, `people`, `calendar` | numbers in words, who and which place may be meant |
| `scorebook` | what the scores say |
| `tokens`, `grammar`, `reading` | a sentence as a pattern; whose, which round, what may be |
| `rules` | how a rule over such patterns is made |
| `amounts`, `standing_words` | totals and distances told apart; which table, and when |
| `lines`, `labels`, `scans`, `tables`, `figures` | figures beside names: boxes, tables |
| `shorthand`, `fragments` | figures in notes, where much is left out |
| `parts`, `totals`, `midway`, `bare`, `elided` | figures in sentences, of which holes they are |
| `splits`, `nines`, `changes`, `averages` | nines and sixes, one round against another, means |
| `paired` | two figures of one card told together |
| `duels`, `between`, `alike` | figures of several set side by side |
| `place_tables`, `positions`, `moves`, `tops` | who stood where, who is first |
| `bests`, `day_ranks`, `stretch_bests`, `own_bests` | the best of a day, of a part, his own |
| `records`, `chronicle`, `superlatives`, `most` | records of all time, who did something most |
| `marks` | what a record stood at, whether it was equalled or broken |
| `terms`, `counts`, `tallies`, `how_often`, `scores_made` | what is counted, how many there were |
| `streaks`, `scoring_runs`, `nth_deeds`, `only_deeds` | in a row, which of his, the only one |
| `absences`, `quantified`, `round_winners` | none, all but one; who won a round |
| `bounds`, `denials` | at least so much, and what is denied |
| `dates`, `courses`, `field`, `strangers`, `playoffs` | when, where, who was there, who not |
| `gap_forms`, `gaps`, `lead_rows` | how distances are told, what they are, one a round |
| `deeds`, `holes`, `hole_play` | what is done on a hole, by whom and on which; how holes play |
| `lead_events`, `lead_counts`, `leads`, `kept_leads` | taken, counted, shared, never let go |
| `winners`, `results`, `careers`, `prizes` | who won a prize, who defends it, which of his it was |
| `comebacks` | from how far behind a winner has come |
| `nearby`, `second_reading`, `second_leads` | what else may be meant, before it is called false |
| `prose`, `check` | sentence by sentence through the families; the one door |

A rule over `Sentence.pattern` that is often tried is made by `rules.compiled`, which spares it
asking Unicode where words end; one over a report's own text by `re.compile`. What a family can't
do without is said in two places: the signs of tokens beside its name in `prose.FAMILIES`, pieces
of words in `sentence.has` before its rules are tried.
"""

from teg_tui.golf.claims.check import check
from teg_tui.golf.claims.claim import Claim, Kind, Subject, Verdict

__all__ = ["Claim", "Kind", "Subject", "Verdict", "check"]
