"""The user's own keys (`[keys]` in `teg.toml`), checked before Textual gets them."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys

WHERE = "teg.toml [keys]"
_NAMED = {key.value for key in Keys}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "hyper", "meta"}


def _places() -> tuple[tuple[type[DOMNode], ...], ...]:
    """Whatever hears keys at the same time: what has the focus, its screen, the app."""
    from teg_tui.app import TegApp
    from teg_tui.screens.batch import RequestTable, RunScreen
    from teg_tui.screens.confirmation import ConfirmationScreen
    from teg_tui.screens.costs import CostsScreen
    from teg_tui.screens.difference import DifferenceScreen
    from teg_tui.screens.kinds import KindsScreen
    from teg_tui.screens.morning import MorningScreen
    from teg_tui.screens.overview import OverviewScreen
    from teg_tui.screens.publishing import PublishScreen
    from teg_tui.screens.question import QuestionScreen, TextScreen
    from teg_tui.screens.reader import ReaderScreen
    from teg_tui.screens.reason import ReasonScreen
    from teg_tui.screens.walk import ReaderOnWalk, RunOnWalk
    from teg_tui.screens.welcome import WelcomeScreen
    from teg_tui.widgets.batch_monitor import BatchMonitor
    from teg_tui.widgets.report_grid import ReportGrid

    return (
        (ReportGrid, OverviewScreen, TegApp),
        (BatchMonitor, OverviewScreen, TegApp),
        (RequestTable, RunScreen, TegApp),
        (RequestTable, RunOnWalk, RunScreen, TegApp),
        (ReaderScreen, TegApp),
        (ReaderOnWalk, ReaderScreen, TegApp),
        (DifferenceScreen, TegApp),
        (ReasonScreen,),
        (CostsScreen, TegApp),
        (WelcomeScreen, TegApp),
        (ConfirmationScreen,),
        (KindsScreen,),
        (PublishScreen,),
        (QuestionScreen,),
        (TextScreen,),
        (MorningScreen, TextScreen),
    )


def _bindings(place: tuple[type[DOMNode], ...]) -> dict[str, str]:
    """Of a place, the id of each binding that can be given other keys, and its keys."""
    found: dict[str, str] = {}
    for node in place:
        for binding in node.BINDINGS:
            if isinstance(binding, Binding) and binding.id:
                found[binding.id] = binding.key
    return found


def known_ids() -> set[str]:
    """The ids of every binding that can be given other keys."""
    return {name for place in _places() for name in _bindings(place)}


def checked_keymap(keys: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The keys that can be used, and a sentence for each that can't."""
    known = known_ids()
    good: dict[str, str] = {}
    complaints = []
    for name, wanted in keys.items():
        wrong = [key for key in _split(wanted) if not is_key(key)]
        if name not in known:
            complaints.append(f"{WHERE}: there is no action called {name!r}. {_like(name, known)}")
        elif wrong or not wanted.strip():
            complaints.append(f"{WHERE}: {name} = {wanted!r} names no key.")
        else:
            good[name] = wanted
    while clash := _clash(good):
        name, other = clash
        wanted = good.pop(name)
        complaints.append(
            f"{WHERE}: {name} = {wanted!r} is the key of {other} already; {name} keeps its own."
        )
    return good, complaints


def _like(name: str, known: set[str]) -> str:
    """The names that were perhaps meant, or all of them."""
    near = difflib.get_close_matches(name, known, n=3)
    named = ", ".join(near or sorted(known))
    return f"Do you mean {named}?" if near else f"There are {named}."


def _clash(given: Mapping[str, str]) -> tuple[str, str] | None:
    """An action, of two the later given, and another that has its key where both work."""
    places = [_bindings(place) for place in _places()]
    for name in reversed(list(given)):
        mine = _as_textual_names(given[name])
        for place in places:
            for other, default in place.items():
                theirs = _as_textual_names(given.get(other, default))
                if name in place and other != name and mine & theirs:
                    return name, other
    return None


def _as_textual_names(keys: str) -> set[str]:
    """Keys by the names that Textual uses: "?" is "question_mark"."""
    return {binding.key for binding in Binding.make_bindings([Binding(keys, "")])}


def _split(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",") if key.strip()]


def is_key(key: str) -> bool:
    """Whether Textual knows a key of that name: "g", "ctrl+s", "shift+up", "question_mark"."""
    *modifiers, name = key.split("+")
    if not set(modifiers) <= _MODIFIERS:
        return False
    return len(name) == 1 or name in _NAMED or key in _NAMED or _is_character_name(name)


def _is_character_name(name: str) -> bool:
    try:
        unicodedata.lookup(name.replace("_", " ").upper())
    except KeyError:
        return False
    return True
