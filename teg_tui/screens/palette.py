"""What the command palette offers of a screen: every key's action, by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.app import App, SystemCommand
from textual.screen import Screen


def named_keys(app: App[Any], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Each action that a key of `screen` does now, once; the app's own are left to the app."""
    seen = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        named = binding.description and binding.id and not binding.id.startswith("app.")
        if named and active.enabled and binding.action not in seen:
            seen.add(binding.action)
            callback = partial(app.run_action, binding.action, active.node)
            words = binding.tooltip or binding.description
            yield SystemCommand(words, f"Key: {app.get_key_display(binding)}", callback)
