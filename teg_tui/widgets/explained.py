"""An explanation on the screen: what is known, waited for, when it settles, what can be done."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from teg_tui.outside_text import one_line
from teg_tui.service.explaining import Action, Explanation
from teg_tui.widgets.words import MUTED, hang

_LABEL = 9


def explained(explanation: Explanation, width: int) -> Content:
    """In lines `width` columns wide, each part beside its label."""
    lines = [Content.styled(one_line(explanation.title), "bold $text-warning")]
    lines += [
        hang(Content.styled(f"{label:<{_LABEL}}", MUTED), text, width)
        for label, text in _parts(explanation)
    ]
    return Content("\n").join(lines)


def _parts(explanation: Explanation) -> Iterator[tuple[str, Content]]:
    yield "Known", Content(one_line(explanation.known))
    yield "Waits", Content(one_line(explanation.waits_for))
    yield "Settles", Content(one_line(explanation.settles))
    for number, action in enumerate(explanation.actions):
        yield "" if number else "You can", _action(action)


def _action(action: Action) -> Content:
    """What can be done, after its key or, where there is none, before its command."""
    what = one_line(action.what)
    if action.key:
        return Content.assemble((action.key, "bold $text-warning"), f"  {what}")
    return Content(f"{what} ({action.command})" if action.command else what)
