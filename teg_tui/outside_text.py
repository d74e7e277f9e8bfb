"""Text from a model, a file or a server made safe to show: what a terminal would obey is shown."""

from __future__ import annotations

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
_PICTURES[0x7F] = "␡"
_HIDDEN = (
    *range(0x80, 0xA0),  # C1 controls: some terminals obey them like escapes
    *(0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF),
    *range(0x202A, 0x202F),  # direction overrides: they can make text read otherwise than it is
    *range(0x2060, 0x2070),
    *range(0xD800, 0xE000),  # lone surrogates can't be written to a terminal
    *range(0xE0000, 0xE0080),
)
_WRITTEN_OUT = {**_PICTURES, **{code: f"‹U+{code:04X}›" for code in _HIDDEN}}


def visible(text: str) -> str:
    """`text` with control, direction and zero-width characters shown; lines and tabs kept."""
    return text.replace("\r\n", "\n").translate(_WRITTEN_OUT)


def one_line(text: str) -> str:
    """`visible` on a single line: for labels, notes and errors."""
    return " ".join(visible(text).split())
