"""What may become of a batch's requests but good texts: settled when the batch is created.

A batch remembers the names of its oddities, so that its results are the same at every fetch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

Outcome = Literal["succeeded", "errored", "canceled", "expired"]
Message = dict[str, Any]
"""An answer as the API gives it, with one block of text."""

MIXED: tuple[Outcome, ...] = ("succeeded", "errored", "expired", "canceled")
"""What becomes of the first request of a mixed batch, of its second, and so on, again and again."""
HUGE = 5_000_000
"""Characters."""
ESCAPES = (
    "\x1b]0;a title\x07 \x1b]52;c;YSBjbGlwYm9hcmQ=\x07 \x1b[2J\x1b[1;1H \x1b[31mred \x1b[?1049l"
    " \x1bP+q544e\x1b\\ \x1b]8;;https://elsewhere.invalid\x1b\\link\x1b]8;;\x1b\\"
    " \x9b31m \x9d0;x\x9c"
    " \u202e\u2066 \r\b\b\b\x7f \x0e\x0f"
)
"""Title, clipboard, screen, cursor, colour, link, C1, writing turned around, carriage return."""
MARKUP = (
    "[red]red[/red] [/] [@click=app.quit]click[/] [link=https://elsewhere.invalid]link[/link]"
    " [$error on $error] <script>alert(1)</script> ![picture](https://elsewhere.invalid/p.png)"
    " [link](javascript:alert(1)) `code` ``` {{title}} {{../../x}}"
)
"""Of Textual, Rich, HTML and Markdown, and places for tables that are none."""
NUL = "a\x00b\x00"
_FILLER = "Nothing more is told of it here. "


@dataclass(frozen=True)
class Oddity:
    """One thing that can become of a batch."""

    about: str
    tell: Callable[[Message, int], Message] | None = None
    """Makes of the answer to the first request another, given its `max_tokens`."""


def odd(message: Message, max_tokens: int, names: Iterable[str]) -> Message:
    """The answer to a batch's first request with all the oddities named."""
    for name in names:
        tell = ODDITIES[name].tell
        if tell is not None:
            message = tell(message, max_tokens)
    return message


def _cut(message: Message, max_tokens: int) -> Message:
    text = _text(message)
    usage = message["usage"] | {"output_tokens": max_tokens}
    return _with_text(message, text[: len(text) // 2]) | {
        "stop_reason": "max_tokens",
        "usage": usage,
    }


def _refused(message: Message, _max_tokens: int) -> Message:
    details = {"type": "refusal", "category": None, "explanation": None}
    usage = message["usage"] | {"output_tokens": 1}
    return message | {
        "content": [],
        "stop_reason": "refusal",
        "stop_details": details,
        "usage": usage,
    }


def _saying(words: str) -> Callable[[Message, int], Message]:
    """Such words at the end of the first line and once more at the end of the text."""

    def said(message: Message, _max_tokens: int) -> Message:
        first, newline, rest = _text(message).partition("\n")
        return _with_text(message, f"{first} {words}{newline}{rest}\n{words}\n")

    return said


def _huge(message: Message, _max_tokens: int) -> Message:
    text = _text(message)
    paragraph = _FILLER * 20 + "\n\n"
    filler = paragraph * (1 + (HUGE - len(text)) // len(paragraph))
    return _with_text(message, f"{text}\n{filler}")


def _text(message: Message) -> str:
    return "".join(block["text"] for block in message["content"])


def _with_text(message: Message, text: str) -> Message:
    return message | {"content": [{"type": "text", "text": text, "citations": None}]}


ODDITIES = {
    "rows-mixed": Oddity(
        "the next batch's requests succeed, fail, expire and are canceled in turn"
    ),
    "row-max-tokens": Oddity("the next batch's first answer is cut at max_tokens", _cut),
    "row-refusal": Oddity("the next batch's first request is refused by the model", _refused),
    "text-escapes": Oddity(
        "the next batch's first answer holds sequences that drive a terminal", _saying(ESCAPES)
    ),
    "text-markup": Oddity("the next batch's first answer holds markup", _saying(MARKUP)),
    "text-nul": Oddity("the next batch's first answer holds null bytes", _saying(NUL)),
    "text-huge": Oddity("the next batch's first answer is 5 MB long", _huge),
}
"""By the name of the fault."""
