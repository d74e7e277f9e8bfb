"""Text from a model, a file or a server made safe to show: what a terminal would obey is shown."""

from __future__ import annotations

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
_PICTURES[0x7F] = "␡"
_HIDDEN = (
    *range(0x80, 0xA0),  # C1 controls: some terminals obey them like escapes
    *(0x2028, 0x2029),  # ends of lines and paragraphs
    *(0x061C, 0x200E, 0x200F),  # with the next two, direction: text can read otherwise than it is
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),  # lone surrogates can't be written to a terminal
    # What Unicode has programs ignore, but for the joiners and variants that emoji are made with.
    *(0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x200B, 0x3164, 0xFEFF, 0xFFA0),
    *range(0x180B, 0x1810),
    *range(0x2060, 0x2066),
    *range(0x206A, 0x2070),
    *range(0xFFF0, 0xFFFC),
    *range(0x1BCA0, 0x1BCA4),
    *range(0x1D173, 0x1D17B),
    *range(0xE0000, 0xE1000),
)
_WRITTEN_OUT = {**_PICTURES, **{code: f"‹U+{code:04X}›" for code in _HIDDEN}}


def visible(text: str) -> str:
    """`text` with control, direction and zero-width characters shown; lines and tabs kept."""
    return text.replace("\r\n", "\n").translate(_WRITTEN_OUT)


def one_line(text: str) -> str:
    """`visible` on a single line: for labels, notes and errors."""
    return " ".join(visible(text).split())
