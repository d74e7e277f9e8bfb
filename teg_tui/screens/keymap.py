"""The user's own keys (`[keys]` in `teg.toml`), checked before Textual gets them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys

_NAMED = {key.value for key in Keys}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "hyper", "meta"}


def known_ids() -> set[str]:
    """The ids of every binding that can be given other keys."""
    from teg_tui.app import TegApp
    from teg_tui.screens.batch import RunScreen
    from teg_tui.screens.confirmation import ConfirmationScreen
    from teg_tui.screens.kinds import KindsScreen
    from teg_tui.screens.overview import OverviewScreen
    from teg_tui.screens.question import QuestionScreen, TextScreen
    from teg_tui.screens.reader import ReaderScreen
    from teg_tui.screens.welcome import WelcomeScreen
    from teg_tui.widgets.batch_monitor import BatchMonitor
    from teg_tui.widgets.report_grid import ReportGrid

    bound: tuple[type[DOMNode], ...] = (
        TegApp,
        OverviewScreen,
        ReportGrid,
        BatchMonitor,
        ReaderScreen,
        RunScreen,
        ConfirmationScreen,
        KindsScreen,
        QuestionScreen,
        TextScreen,
        WelcomeScreen,
    )
    return {
        binding.id
        for node in bound
        for binding in node.BINDINGS
        if isinstance(binding, Binding) and binding.id
    }


def checked_keymap(keys: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The keys that can be used, and a sentence for each that can't."""
    known = known_ids()
    good: dict[str, str] = {}
    complaints = []
    for name, wanted in keys.items():
        wrong = [key for key in _split(wanted) if not is_key(key)]
        if name not in known:
            complaints.append(f"teg.toml [keys]: there is no action called {name!r}.")
        elif wrong or not wanted.strip():
            complaints.append(f"teg.toml [keys]: {name} = {wanted!r} names no key.")
        else:
            good[name] = wanted
    return good, complaints


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
