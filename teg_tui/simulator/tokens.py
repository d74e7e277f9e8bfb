"""How many tokens a text would be: characters by a ratio, kept apart for each sort of text.

The ratios are measured ones for claude-sonnet-4-5; models from 4.7 on count about 30% more.
"""

from __future__ import annotations

import math
from typing import Any

from teg_tui.simulator.models import Model

SYSTEM, USER, OUTPUT = 3.55, 2.35, 4.0
"""Characters a token."""
_NEWER = 1.3


def count(text: str, ratio: float, model: Model) -> int:
    """Tokens of a text; one for anything at all."""
    return max(1, math.ceil(len(text) / characters(ratio, model)))


def characters(ratio: float, model: Model) -> float:
    """Characters a token for this model."""
    return ratio / _NEWER if model.newer_tokens else ratio


def input_tokens(params: dict[str, Any], model: Model) -> int:
    """Tokens of everything a call sends."""
    system = text_of(params.get("system", ""))
    user = "".join(text_of(message["content"]) for message in params["messages"])
    return count(user, USER, model) + (count(system, SYSTEM, model) if system else 0)


def text_of(content: object) -> str:
    """The text in a string or a list of blocks."""
    if isinstance(content, str):
        return content
    blocks = content if isinstance(content, list) else []
    texts = [block.get("text") for block in blocks if isinstance(block, dict)]
    return "\n".join(text for text in texts if isinstance(text, str))
