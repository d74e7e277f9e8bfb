"""The keys that work here, written from the bindings themselves, rebound ones included."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from textual.app import App
from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen

from teg_tui.screens.question import TextScreen
from teg_tui.widgets.glyphs import LOOKS, ORDER, PARTLY
from teg_tui.widgets.words import hang

KEY_WIDTH = 20
WIDTH = 68


def help_for(screen: Screen[Any]) -> TextScreen:
    """A page on the keys of a screen and of what has the focus on it."""
    bindings = [
        active
        for active in screen.active_bindings.values()
        if active.binding.description and active.binding.id  # Textual's own have no id
    ]
    return TextScreen("Keys", help_text(screen, bindings))


def help_text(screen: Screen[Any], bindings: list[ActiveBinding]) -> Content:
    """Keys, what they do and why, in groups by where they work."""
    lines: list[Content] = []
    places = dict.fromkeys(_place(one) for one in bindings)
    for place in places:
        lines.append(Content.styled(place, "bold $text-success"))
        here = [one for one in bindings if _place(one) == place]
        for _, same in groupby(here, key=lambda one: (one.binding.action, one.binding.id)):
            lines.append(_line(screen, list(same)))
        lines.append(Content(""))
    return Content("\n").join([*lines, *_glyphs()])


def _glyphs() -> list[Content]:
    """What the grid's glyphs mean."""
    looks = [*LOOKS.values(), PARTLY]
    return [
        Content.styled("What the glyphs say", "bold $text-success"),
        *(
            Content.assemble((f"{look.glyph:<{KEY_WIDTH}}", look.tone), look.meaning)
            for look in sorted(looks, key=ORDER.index)
        ),
    ]


def _place(active: ActiveBinding) -> str:
    if isinstance(active.node, App):
        return "Everywhere"
    return "On this screen" if isinstance(active.node, Screen) else "Where the cursor is"


def _line(screen: Screen[Any], same: list[ActiveBinding]) -> Content:
    keys = " ".join(screen.app.get_key_display(one.binding) for one in same)
    words = same[0].binding.tooltip or same[0].binding.description
    return hang(Content.styled(f"{keys:<{KEY_WIDTH}}", "bold $text-warning"), Content(words), WIDTH)
