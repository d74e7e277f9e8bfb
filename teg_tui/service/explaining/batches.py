"""What keeps a batch from its end, above all one of which nobody knows whether it was sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from teg_tui.clock import at, by
from teg_tui.costs.advice import dollars
from teg_tui.service import reasons
from teg_tui.service.explaining.explanation import (
    CONSOLE,
    FOR_YOU,
    NO_TIME,
    Action,
    Explanation,
    cancel,
    cancel_in_doubt,
    look_in_console,
    minutes,
    requests_told,
    send_again,
    sentence,
    wait,
)
from teg_tui.service.views import BatchState, BatchView, Doubt


def of_batch(batch: BatchView, now: datetime) -> Explanation | None:
    """What keeps a batch from its end, or was the end of it; None where all is as it should be."""
    if batch.doubt is not None:
        return _uncertain(batch, batch.doubt, now)
    if batch.state is BatchState.REJECTED:
        return _rejected(batch)
    if not batch.note:
        return None
    if batch.state is BatchState.PREPARED:
        return _unsent(batch, now)
    if batch.state in (BatchState.IN_PROGRESS, BatchState.CANCELING):
        return _out_of_sight(batch, now)
    if batch.state is BatchState.ENDED:
        return _uncollected(batch, now)
    if batch.state is BatchState.COLLECTED:
        uncommitted = batch.note.startswith(reasons.NOT_COMMITTED)
        return _uncommitted(batch) if uncommitted else _given_up(batch, batch.note)
    return None


def _uncertain(batch: BatchView, doubt: Doubt, now: datetime) -> Explanation:
    title = "Sent or not: it needs you" if doubt.asks else "Sent or not: being found out"
    known = " ".join(_facts(batch, doubt, now))
    if doubt.endpoint_now or doubt.other_key:
        return _elsewhere(batch, doubt, title, known)
    if doubt.asks:
        return _no_results_left(batch, title, known)
    if doubt.candidates:
        return _candidate(batch, doubt, title, known, now)
    if doubt.settles_at is None:
        again = f" It is read again at {by(batch.next_poll, now)}." if batch.next_poll else ""
        return Explanation(
            title,
            known,
            f"For the account's list of batches, which can't be read now: {batch.note}.{again}",
            f"Not before the list can be read; then after {minutes(doubt.left)} of reading it.",
            (wait(), cancel_in_doubt(batch.run)),
            brief=f"no answer when it was sent, and {batch.note}: the list is to tell",
        )
    end = by(doubt.settles_at, now)
    then = "the run ends" if doubt.canceled else "is sent again by itself"
    return Explanation(
        title,
        known,
        "For the list of batches, which is read again and again while teg-tui is open. Once the"
        " batch is in it, it goes on.",
        f"At {end} at the latest, if the list still shows no such batch: then it was never made,"
        f" and {then}.",
        (wait(), cancel_in_doubt(batch.run)),
        doubt.settles_at,
        f"no answer when it was sent; settles by {end}, if the list still shows no such batch",
    )


def _facts(batch: BatchView, doubt: Doubt, now: datetime) -> Iterator[str]:
    """What is certain about an uncertain batch."""
    sent = f"at {at(doubt.sent_at, now)}" if doubt.sent_at else "before the ledger was lost"
    what = requests_told(len(batch.requests))
    yield (
        f"{what} went to {batch.endpoint} {sent}, and no clear answer came back: nobody can say yet"
        " whether the batch was made."
    )
    if doubt.endpoint_now:
        yield f"The address has been changed since: {doubt.endpoint_now} knows nothing of it."
    if doubt.other_key:
        yield "The API key has been changed since, and another key may see another account."
    if doubt.candidates:
        names = ", ".join(name for name, _ in doubt.candidates)
        yield f"There is a batch of the same size, made since then: {names}."
    elif doubt.looked_at is not None:
        yield f"The account's list, read at {at(doubt.looked_at, now)}, shows no such batch."
    if doubt.not_ours:
        others = "1 batch" if doubt.not_ours == 1 else f"{doubt.not_ours} batches"
        yield f"{others} of the same size turned out to be somebody else's."


def _elsewhere(batch: BatchView, doubt: Doubt, title: str, known: str) -> Explanation:
    if doubt.endpoint_now:
        who, back = batch.endpoint, f"Have {batch.endpoint} asked again, as base_url in teg.toml or"
        back += " ANTHROPIC_BASE_URL, and start teg-tui anew: it is found out then"
        brief = f"no answer when it was sent, and only {batch.endpoint} can tell: it needs you"
    else:
        who = "the account of the key it was sent with"
        back = "Set the API key it was sent with, and start teg-tui anew: it is found out then"
        brief = "no answer when it was sent, and the API key has been changed: it needs you"
    return Explanation(
        title,
        known,
        f"For you. Only {who} can tell.",
        f"{NO_TIME} A list that comes from elsewhere proves nothing, however long it is read.",
        (Action(back), look_in_console(), cancel_in_doubt(batch.run, asks=True)),
        brief=brief,
    )


def _no_results_left(batch: BatchView, title: str, known: str) -> Explanation:
    return Explanation(
        title,
        known,
        "For you. Whether that batch is ours would show in its results, which are no longer kept"
        f" or can't be read ({batch.note}).",
        NO_TIME,
        (look_in_console(), cancel_in_doubt(batch.run, asks=True)),
        brief=f"no answer when it was sent; {batch.note}",
    )


def _candidate(
    batch: BatchView, doubt: Doubt, title: str, known: str, now: datetime
) -> Explanation:
    last = max(end for _, end in doubt.candidates)
    names = ", ".join(name for name, _ in doubt.candidates)
    return Explanation(
        title,
        known,
        "For that batch to end: only its results show whose it is.",
        f"When it ends, {by(last, now)} at the latest. If it is ours, it goes on as if nothing had"
        f" happened; if not, the list is read for {minutes(doubt.left)} more.",
        (wait(), look_in_console(), cancel_in_doubt(batch.run)),
        last,
        f"no answer when it was sent; {names} may be it, which shows by {by(last, now)}",
    )


def _rejected(batch: BatchView) -> Explanation | None:
    """Of batches that came to nothing; None of those in whose place another stands."""
    if batch.note.endswith((reasons.SENT_AGAIN, reasons.PREPARED_AGAIN)):
        return None
    if batch.note.startswith(reasons.CANCELED):
        if "billed" not in batch.note:
            return None
        return _given_up(batch, batch.note)
    return Explanation(
        f"Refused by {batch.endpoint}",
        f"{sentence(batch.note)}. Nothing of this batch was made, and nothing is billed.",
        FOR_YOU,
        NO_TIME,
        (*_mending_a_refusal(batch.note), send_again(batch.run)),
        brief=f"{batch.note}; nothing is billed",
    )


def _given_up(batch: BatchView, why: str) -> Explanation:
    cost = f" It was expected to cost {dollars(batch.estimated.likely)}." if batch.estimated else ""
    return Explanation(
        "Given up; it may have been billed",
        f"{sentence(why)}.{cost}",
        "For nothing any more: whether it was billed only Anthropic's usage page can tell.",
        NO_TIME,
        (Action(f"See the usage page of the console ({CONSOLE})"), send_again(batch.run)),
        brief=why,
    )


def _mending_a_refusal(note: str) -> Iterator[Action]:
    found = re.search(r"\b(4\d\d)\b", note)
    status, lower = found[1] if found else "", note.lower()
    if status in ("401", "403") or "api key" in lower:
        yield Action(f"See whether the key is still good in the console ({CONSOLE})")
        yield Action("Set another as ANTHROPIC_API_KEY, and start teg-tui anew")
    elif "credit" in lower or "billing" in lower:
        yield Action(f"Add credit in the console ({CONSOLE})")
    elif "spend" in lower:
        yield Action(f"Raise the spend limit in the console ({CONSOLE})")
    elif status == "413":
        yield Action("Have smaller batches sent: batch.max_megabytes in teg.toml")
    elif status == "404":
        yield Action("Choose a model that there is", "M", "teg-tui models")
    else:
        yield Action("Mend what it complains of")


def _unsent(batch: BatchView, now: datetime) -> Explanation:
    when = f"tried again at {by(batch.next_poll, now)}" if batch.next_poll else "tried again"
    return Explanation(
        "Not sent yet",
        f"{sentence(batch.note)}. Nothing has been sent, and nothing is billed.",
        f"For an answer: it is {when}.",
        f"As soon as {batch.endpoint} answers.",
        (wait(), cancel(batch.run)),
        brief=batch.note,
    )


def _out_of_sight(batch: BatchView, now: datetime) -> Explanation:
    if batch.note.startswith(reasons.SENT_TO):
        return _sent_elsewhere(batch, now)
    other_key = Action("Set the API key it was sent with, and start teg-tui anew")
    here = (other_key,) if "API key" in batch.note else (wait(),)
    end = f"By {by(batch.expires_at, now)}: no batch lasts longer. " if batch.expires_at else ""
    again = f"It is asked for again at {by(batch.next_poll, now)}." if batch.next_poll else ""
    return Explanation(
        "Sent, and out of sight",
        f"It is at {batch.endpoint} as {batch.batch_id}, but: {batch.note}. What it writes is kept"
        " there for 29 days.",
        f"For an answer. {again}".rstrip(),
        f"{end}As soon as there is an answer it goes on by itself.",
        (*here, cancel(batch.run)),
        batch.expires_at,
        batch.note,
    )


def _sent_elsewhere(batch: BatchView, now: datetime) -> Explanation:
    kept_until = at(batch.created_at + reasons.RESULTS_KEPT, now)
    return Explanation(
        "Sent elsewhere: it needs you",
        f"{sentence(batch.note)}. What it writes is kept there until {kept_until}.",
        f"For you: {batch.endpoint} has to be asked.",
        "As soon as it can be asked for there: then it goes on by itself.",
        (
            Action(
                f"Have {batch.endpoint} asked again, as base_url in teg.toml or"
                " ANTHROPIC_BASE_URL, and start teg-tui anew"
            ),
            cancel(batch.run),
        ),
        brief=batch.note,
    )


def _uncollected(batch: BatchView, now: datetime) -> Explanation:
    kept_until = batch.created_at + reasons.RESULTS_KEPT
    again = f" It is tried again at {by(batch.next_poll, now)}." if batch.next_poll else ""
    return Explanation(
        "Ended, not all collected",
        f"The batch has ended, and its results can't be filed yet: {batch.note}. They are paid for,"
        f" and {batch.endpoint} keeps them until {at(kept_until, now)}.",
        f"For all of its results.{again}",
        "As soon as they are whole.",
        (
            wait(),
            Action("Take what there is", "x", f"teg-tui cancel {batch.run}"),
        ),
        brief=batch.note,
    )


def _uncommitted(batch: BatchView) -> Explanation:
    return Explanation(
        "Filed, not committed",
        f"The reports are in their places, but: {batch.note}.",
        "For git: it is tried again by itself.",
        "As soon as git takes it.",
        (Action("Mend what git complains of", command="teg-tui doctor"),),
        brief=batch.note,
    )
