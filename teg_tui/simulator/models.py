"""The models the simulator pretends to have, and how `/v1/models` shows them.

Names are real; release dates and limits are round figures for a pretend catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from teg_tui.simulator.timekeeper import stamp


@dataclass(frozen=True)
class Model:
    """One model."""

    id: str
    display_name: str
    line: str
    released: datetime
    max_input_tokens: int = 1_000_000
    max_tokens: int = 128_000
    newer_tokens: bool = True
    """Counts tokens as models from 4.7 on do."""
    retires: datetime | None = None
    """Set where it is deprecated."""
    alias: str = ""
    """Another name for it."""

    def view(self) -> dict[str, Any]:
        """Its JSON."""
        return {
            "id": self.id,
            "type": "model",
            "display_name": self.display_name,
            "created_at": stamp(self.released),
            "lifecycle": "deprecated" if self.retires else "active",
            "deprecated_at": stamp(datetime(2026, 9, 1, tzinfo=UTC)) if self.retires else None,
            "retires_at": stamp(self.retires),
            "line": self.line,
            "max_input_tokens": self.max_input_tokens,
            "max_tokens": self.max_tokens,
            "capabilities": _CAPABILITIES,
        }


def _can(supported: bool = True) -> dict[str, bool]:
    return {"supported": supported}


_CAPABILITIES = {
    "batch": _can(),
    "citations": _can(False),
    "code_execution": _can(False),
    "context_management": {
        "supported": False,
        "clear_thinking_20251015": _can(False),
        "clear_tool_uses_20250919": _can(False),
        "compact_20260112": _can(False),
    },
    "effort": {
        "supported": False,
        **{level: _can(False) for level in ("low", "medium", "high", "xhigh", "max")},
    },
    "image_input": _can(False),
    "pdf_input": _can(False),
    "server_tools": {
        "supported": False,
        "code_execution": _can(False),
        "web_search": _can(False),
    },
    "structured_outputs": _can(False),
    "thinking": {
        "supported": False,
        "types": {
            kind: _can(kind == "disabled")
            for kind in ("adaptive", "between_tools", "disabled", "enabled")
        },
    },
}
"""Writes plain text from plain text, in batches too, and that is all."""


def _day(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


MODELS = (
    Model("claude-fable-5-2", "Claude Fable 5.2", "fable", _day(2026, 10, 1)),
    Model("claude-haiku-5-5", "Claude Haiku 5.5", "haiku", _day(2026, 9, 15)),
    Model("claude-sonnet-5-5", "Claude Sonnet 5.5", "sonnet", _day(2026, 9, 1)),
    Model("claude-opus-5-5", "Claude Opus 5.5", "opus", _day(2026, 8, 1)),
    Model("claude-sonnet-5", "Claude Sonnet 5", "sonnet", _day(2026, 6, 1)),
    Model("claude-opus-4-8", "Claude Opus 4.8", "opus", _day(2026, 5, 1)),
    Model(
        "claude-sonnet-4-6", "Claude Sonnet 4.6", "sonnet", _day(2026, 2, 17), newer_tokens=False
    ),
    Model(
        "claude-haiku-4-5-20251001",
        "Claude Haiku 4.5",
        "haiku",
        _day(2025, 10, 1),
        max_input_tokens=200_000,
        max_tokens=64_000,
        newer_tokens=False,
        alias="claude-haiku-4-5",
    ),
    Model(
        "claude-sonnet-4-5-20250929",
        "Claude Sonnet 4.5",
        "sonnet",
        _day(2025, 9, 29),
        max_input_tokens=200_000,
        max_tokens=64_000,
        newer_tokens=False,
        retires=_day(2026, 11, 30),
        alias="claude-sonnet-4-5",
    ),
)
"""Newest first, as the API lists them."""

_BY_NAME = {name: model for model in MODELS for name in (model.id, model.alias) if name}


def find(name: str) -> Model | None:
    """The model of that id or alias."""
    return _BY_NAME.get(name)
