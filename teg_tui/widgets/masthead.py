"""The line on top: where we are, and what is out of the ordinary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from teg_tui.outside_text import one_line
from teg_tui.service.views import Status
from teg_tui.widgets.figures import plural
from teg_tui.widgets.words import MUTED, Words

if TYPE_CHECKING:
    from teg_tui.store.remote import Upstream

WARNING = "$text-warning"
NEVER_LEFT_OUT = 3
"""Of what can be said: endpoint or missing key, pretend money, what needs a person or trouble."""


class Masthead(Horizontal):
    """Name and workspace on the left; endpoint, pretend money and trouble on the right."""

    DEFAULT_CSS = """
    Masthead {
        height: 1; background: $panel; padding: 0 1;
        & > Words { text-wrap: nowrap; text-overflow: ellipsis; }
        & > #masthead-place { width: auto; max-width: 50%; }
        & > #masthead-state { width: 1fr; text-align: right; padding-left: 2; }
    }
    """

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = one_line(place)
        self._status: Status | None = None
        self._notes = 0

    def compose(self) -> ComposeResult:
        """Two halves."""
        place = Content.assemble(("teg-tui", "bold $text-success"), f"  {self._place}")
        words = Words(id="masthead-place")
        words.say(place)
        yield words
        yield Words(id="masthead-state")

    def show(self, status: Status | None, notes: int) -> None:
        """Say what is out of the ordinary; nothing where all is as it should be."""
        self._status, self._notes = status, notes
        self._refill()

    def on_resize(self) -> None:
        """Another width: more or less of it fits."""
        self._refill()

    def _refill(self) -> None:
        words = self.query_one("#masthead-state", Words)
        words.say(state_content(self._status, self._notes, words.content_size.width or 80))


def state_content(status: Status | None, notes: int, width: int) -> Content:
    """What matters most first; of what does not fit the last are left out, or in few words."""
    parts = _parts(status, notes)
    shown = [words for words, _ in parts]
    for index in reversed(range(len(parts))):
        if _joined(shown).cell_length > width:
            shown[index] = parts[index][1]
        if _joined(shown).cell_length > width and index >= NEVER_LEFT_OUT:
            shown.pop()
    return _joined(shown)


def _joined(parts: list[Content]) -> Content:
    return Content(" · ").join(parts)


def _parts(status: Status | None, notes: int) -> list[tuple[Content, Content]]:
    """Each in many and in few words."""
    found: list[tuple[str, str, str]] = []
    if status is not None:
        if not status.has_key:
            found.append(("no API key", "no API key", WARNING))
        if status.endpoint:
            where = one_line(status.endpoint)
            found.append((f"sends to {where}", where, WARNING))
        if status.pretend:
            found.append(("pretend money", "pretend money", WARNING))
        if status.attention:
            need = f"{len(status.attention)} need{'s' * (len(status.attention) == 1)} you"
            found.append((f"{need}: press !", f"{need}: !", WARNING))
        if status.trouble:
            trouble = one_line(status.trouble)
            found.append((trouble, "trouble: press n", "$text-error"))
        found += _apart(status.upstream) if status.upstream else []
        if not status.holder:
            found.append(("another teg-tui is watching the batches", "watched elsewhere", MUTED))
    if notes:
        counted = plural(notes, "note")
        found.append((f"{counted}: press n", counted, MUTED))
    return [(Content.styled(many, style), Content.styled(few, style)) for many, few, style in found]


def _apart(upstream: Upstream) -> list[tuple[str, str, str]]:
    """How far branch and origin are apart; nothing where they are not."""
    found = []
    if upstream.behind:
        name = one_line(upstream.name)
        words = f"{name} is {upstream.behind:,} ahead: press n"
        found.append((words, f"{upstream.behind:,} behind", WARNING))
    if upstream.ahead:
        words = plural(upstream.ahead, "commit") + " not pushed"
        found.append((words, f"{upstream.ahead:,} unpushed", MUTED))
    return found
