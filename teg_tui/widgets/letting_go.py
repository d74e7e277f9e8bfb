"""What Textual would keep of widgets that have gone, for as long as the app lives.

Its cache of backgrounds (8.2) counts the painted lines of the widget that asked among the keys: the
lines of a thousand widgets, some megabytes, outlive them.
"""

from __future__ import annotations

from textual import _styles_cache

EVERY = 60.0
"""Seconds between two times: emptying it costs nothing, and asking a colour anew hardly more."""


def let_go() -> None:
    """Forget them. A later Textual that keeps no such cache keeps nothing of them either."""
    asked = getattr(_styles_cache.StylesCache, "get_inner_outer", None)
    if (clear := getattr(asked, "cache_clear", None)) is not None:
        clear()
