"""What an explanation consists of, and the words and actions that several have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

CONSOLE = "platform.claude.com"
FOR_YOU = "For you: nothing happens by itself."
NO_TIME = "Not by itself."


@dataclass(frozen=True)
class Action:
    """Something that can be done."""

    what: str
    """A sentence without a full stop."""
    key: str = ""
    """On the screen; empty where no key does it."""
    command: str = ""
    """In the shell; empty where no command does it."""


@dataclass(frozen=True)
class Explanation:
    """Where something stands; every part is a sentence or several, none is empty."""

    title: str
    """In a few words: "Sent or not: being found out"."""
    known: str
    waits_for: str
    settles: str
    actions: tuple[Action, ...]
    settles_at: datetime | None = None
    """The moment that `settles` names, where it names one."""
    brief: str = ""
    """All of it in one line, for where there is no more room."""


# what can be done


def wait() -> Action:
    """Nothing need be done."""
    return Action("Wait, with teg-tui open or watching", command="teg-tui watch")


def read_it() -> Action:
    """The report's text, on the screen."""
    return Action("Read it", "enter")


def send_again(run: int) -> Action:
    """What failed, expired or was cut in a run."""
    return Action("Send again what did not come", "R", f"teg-tui retry {run}")


def cancel(run: int) -> Action:
    """Stop a run."""
    return Action("Cancel the run; what is finished is kept", "x", f"teg-tui cancel {run}")


def cancel_in_doubt(run: int, *, asks: bool = False) -> Action:
    """Stop a run of which nobody knows whether it was sent; `asks` where nobody will."""
    what = (
        "Cancel the run: it then counts as perhaps billed, and can be sent again"
        if asks
        else "Cancel the run: it is not sent again, and stopped if it turns up"
    )
    return Action(what, "x", f"teg-tui cancel {run}")


def look_in_console() -> Action:
    """See with one's own eyes what the account holds."""
    return Action(
        f"Look through the batches in the console ({CONSOLE}); one that is ours can be fetched",
        command="teg-tui retrieve ID",
    )


# words


def requests_told(count: int) -> str:
    """ "1 request", "8 requests"."""
    return "1 request" if count == 1 else f"{count} requests"


def minutes(span: timedelta) -> str:
    """A span in whole minutes, never less than it is."""
    minutes = max(1, -(-int(span.total_seconds()) // 60))
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def sentence(text: str) -> str:
    """Begun with a capital."""
    return text[:1].upper() + text[1:]
