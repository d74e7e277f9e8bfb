"""Text that is painted only when it differs, and wraps with its second line set in."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from teg_tui.outside_text import one_line

MUTED = "$foreground-muted"


class Words(Static):
    """A `Static` for content that is renewed often and changes seldom."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(markup=False, id=id)

    def say(self, content: Content) -> None:
        """Show `content`; nothing is laid out or painted where it is what is shown already."""
        if not (isinstance(self.content, Content) and self.content.is_same(content)):
            same_height = str(self.content).count("\n") == content.plain.count("\n")
            self.update(content, layout=not same_height or self._wraps(content))

    def _wraps(self, content: Content) -> bool:
        width = self.content_size.width
        return any(line.cell_length > width for line in content.split("\n"))


def sentence(text: str) -> str:
    """Text from the service on one line, begun with a capital."""
    line = one_line(text)
    return line[:1].upper() + line[1:]


def hang(label: Content, content: Content, width: int) -> Content:
    """`content` beside `label`, wrapped to `width` columns, later lines under its first word."""
    indent = label.cell_length
    room = width - indent
    if room < 12 or content.cell_length <= room:
        return Content.assemble(label, content)
    first, *rest = content.wrap(room)
    blank = Content(" " * indent)
    return Content("\n").join([label + first, *(blank + line for line in rest)])


def flow(parts: Sequence[Content], joint: str, width: int, indent: int = 0) -> Content:
    """`parts` one after the other, `joint` between those on one line; breaks only between parts."""
    lines: list[Content] = []
    for part in parts:
        room = width - (indent if len(lines) > 1 else 0)
        if lines and lines[-1].cell_length + len(joint) + part.cell_length <= room:
            lines[-1] = Content.assemble(lines[-1], (joint, MUTED), part)
        else:
            lines.append(part)
    return Content("\n" + " " * indent).join(lines)
