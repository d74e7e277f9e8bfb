"""Why a report has not come."""

from __future__ import annotations

from datetime import datetime

from teg_tui.service import reasons
from teg_tui.service.explaining.batches import of_batch
from teg_tui.service.explaining.explanation import (
    CONSOLE,
    FOR_YOU,
    NO_TIME,
    Action,
    Explanation,
    read_it,
    send_again,
    sentence,
)
from teg_tui.service.views import BatchState, BatchView, Outcome, RequestView


def was_canceled(request: RequestView) -> bool:
    """Whether it came to nothing because a person wanted it so."""
    return request.outcome is Outcome.FAILED and request.reason.startswith(reasons.CANCELED)


def of_request(batch: BatchView, request: RequestView, now: datetime) -> Explanation | None:
    """Why a report has not come, or its batch's trouble while it may still; None for neither."""
    if request.outcome is Outcome.HELD:
        return _held(batch, request)
    if request.outcome is Outcome.FAILED:
        refused = of_batch(batch, now) if batch.state is BatchState.REJECTED else None
        return refused or _failed(batch, request)
    return of_batch(batch, now) if request.outcome is Outcome.OPEN else None


def _held(batch: BatchView, request: RequestView) -> Explanation:
    reason, retry = request.reason, send_again(batch.run)
    title, settles = "Held", NO_TIME
    actions: tuple[Action, ...] = (read_it(), retry)
    if reason.startswith(reasons.CUT):
        title, why = "Held: cut off", "It is longer than it may be, so that its end is missing"
        actions = (read_it(), Action("Send it again with twice the room", retry.key, retry.command))
    elif reason.startswith((reasons.REFUSED, reasons.STOPPED_EARLY)):
        title, why = "Held: not finished", "The model did not write it to its end"
        actions = (read_it(), Action("Look at the prompt", command="teg-tui prompts"), retry)
    elif reason == reasons.NONE_FALSE:
        title, why = "Held: put right since", "Nothing in it is false now"
        actions = (Action("Read it, then file it (F)", "enter"), retry)
    elif reason == reasons.NOT_CHECKED:
        title, why = "Held: not checked", "Nobody knows whether its figures are right"
        actions = (Action("Read it, then file it (F)", "enter"), retry)
    elif reasons.FALSE_FIGURE in reason:
        title, why = "Held: false figures", "It says what the scores say is not so"
        put_right = Action("Read it, put right what is false (=), then file it (F)", "enter")
        once_more = Action("Read it, and have it corrected once more (C)", "enter")
        actions = (put_right, once_more, retry)
        if reason.startswith("after "):
            why += "; it has been sent back twice, and is false still"
        else:
            settles = "By itself, if the correction that is sent for it is right; else by you."
    elif reason == reasons.NO_PLACE:
        title, why = "Held: no place for it", "Its kind of report, or its tournament, is gone"
    else:
        why = "It can't be filed as it is"
    return Explanation(
        title,
        f"{why}: {reason}. {_billed(request)}The text is kept aside; what stood in the report's"
        " place stands there still.",
        FOR_YOU if settles == NO_TIME else "For its correction, which is a run of its own.",
        settles,
        actions,
        brief=reason,
    )


def _failed(batch: BatchView, request: RequestView) -> Explanation:
    reason, retry = request.reason, send_again(batch.run)
    actions: tuple[Action, ...] = (retry,)
    if reason.startswith(reasons.CANCELED) and "billed" not in reason:
        title, known = (
            "Cancelled",
            "You stopped it before it was written. Nothing was billed for it.",
        )
    elif "billed" in reason:
        return _given_up_request(batch, request)
    elif reason == reasons.EXPIRED:
        title = "Expired"
        known = (
            f"{batch.endpoint} had not begun it within 24 hours, which is as long as a batch lasts."
            " Nothing was billed for it."
        )
    elif reason.startswith(reasons.WRITTEN_FROM):
        title, known = "Not sent", f"{sentence(reason)}. Nothing was billed for it."
        actions = (Action("Send both again", retry.key, retry.command),)
    elif reason.startswith(reasons.UNSENT):
        title, known = "Not sent", f"{sentence(reason)}. Nothing was billed for it."
    elif reason == reasons.EMPTY:
        title, known = "Failed: empty", f"The answer held no text. {_billed(request)}".rstrip()
        actions = (Action("Look at the prompt", command="teg-tui prompts"), retry)
    else:
        told = sentence(reason)
        if reason.partition(":")[0].endswith("error"):  # as the API names what went wrong there
            told = f"{batch.endpoint} could not write it ({reason})"
        title, known = "Failed", f"{told}. {_billed(request) or _unbilled(request)}"
    return Explanation(title, known.rstrip(), FOR_YOU, NO_TIME, actions, brief=reason)


def _given_up_request(batch: BatchView, request: RequestView) -> Explanation:
    return Explanation(
        "Failed; it may have been billed",
        f"{sentence(request.reason)}. Nobody can look that up from here.",
        FOR_YOU,
        NO_TIME,
        (Action(f"See the usage page of the console ({CONSOLE})"), send_again(batch.run)),
        brief=request.reason,
    )


def _billed(request: RequestView) -> str:
    return "It was billed. " if request.output_tokens else ""


def _unbilled(request: RequestView) -> str:
    return "" if request.output_tokens else "Nothing was billed for it."
