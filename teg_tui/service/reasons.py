"""Why a report has not come, as the ledger keeps it: said in one place, understood in another.

Light to import: screens and commands explain these reasons (`explaining.py`).
"""

from __future__ import annotations

from datetime import timedelta

CANCELED = "canceled"
"""Why a report that nobody has begun was not written; no failure to speak of."""

WRITTEN_FROM = "it is written from the "
"""How the reason begins of a report that failed for want of another."""

WAITS_FOR_RUN = "waits for run "
"""How a run's words begin that waits for another one, and so for nobody."""

CUT = "cut off at "
"""How the reason begins of a text that is held because it reached its token limit."""

REFUSED = "the model refused to write it"
STOPPED_EARLY = "the model stopped early ("
EMPTY = "the model wrote nothing"
TOO_LONG = "longer than any report: "
UNKNOWN_KIND = "a result of a kind we do not know ("
SENT_TO = "it was sent to "
"""How the note begins of a batch that is elsewhere than where we ask now."""

EXPIRED = "not begun within 24 hours, so it expired"

FALSE_FIGURE = " false figure"
"""What stands in the reason of a text that is held for what the scores contradict."""
NONE_FALSE = "no false figure is left in it"
"""The reason of such a text once a person has put it right: it waits to be filed."""

NOT_CHECKED = "it can't be held against the scores: a mistake in teg-tui, see teg-tui.log"
"""The reason of a text over which the checker trips: a person has to read it, then it is filed."""

NO_PLACE = "its kind or its scores are no longer there"

MAY_BE_BILLED = "it may have been billed"
RESULTS_KEPT = timedelta(days=29)
"""For how long after its making Anthropic has a batch's results."""
NO_LONGER_KEPT = f"its results are no longer kept at Anthropic: {MAY_BE_BILLED}"
NOTHING_CAME = f"{CANCELED}; no result came: {MAY_BE_BILLED}"
NOT_SENT = "not sent: the program had ended before its turn came"
UNSENT = "not sent: "
"""How the reason begins of whatever was never sent."""

NOT_COMMITTED = "filed, not committed yet: "

SENT_AGAIN = ": sent again in a new batch"
PREPARED_AGAIN = ": prepared again"
"""How the reasons of batches end that were never made, and in whose place another stands."""
