"""A report's Markdown made fit for the screen, so that nothing in it is invisible.

Old reports hold HTML blocks that a web site styled, and heading attributes (`{.round1 .round}`).
Textual's Markdown drops the first and shows the second. `readable` turns the tags it knows into
Markdown and hides the attributes; `literal_parser` makes what is left appear as it was typed:
unknown tags, comments, links with where they lead, link definitions, invisible entities.
"""

from __future__ import annotations

import re
import unicodedata

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from teg_tui.outside_text import visible

_FENCE = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)[^\S\n]*$)", re.MULTILINE | re.DOTALL)
_ATTRIBUTES = re.compile(r"[^\S\n]*\{(?:[.#][\w-]+[^\S\n]*)+\}[^\S\n]*$", re.MULTILINE)
_SECTION = re.compile(r"<(section|div|aside|blockquote)\b[^<>]*>(.*?)</\1\s*>", re.DOTALL | re.I)
_TITLE = re.compile(
    r"<p\b[^<>]*class=\"[^\"]*title[^\"]*\"[^<>]*>\s*(.*?)\s*</p\s*>", re.DOTALL | re.I
)
_HEADER = re.compile(
    r"<span\b[^<>]*class=\"[^\"]*header[^\"]*\"[^<>]*>\s*(.*?)\s*</span\s*>", re.DOTALL | re.I
)
_BOLD = re.compile(r"<(strong|b)\b[^<>]*>\s*(.*?)\s*</\1\s*>", re.DOTALL | re.I)
_ITALIC = re.compile(r"<(em|i)\b[^<>]*>\s*(.*?)\s*</\1\s*>", re.DOTALL | re.I)
_HEADING = re.compile(r"<h([1-6])\b[^<>]*>\s*(.*?)\s*</h\1\s*>", re.DOTALL | re.I)
_ITEM = re.compile(r"<li\b[^<>]*>\s*(.*?)\s*</li\s*>", re.DOTALL | re.I)
_CELL = re.compile(r"</t[dh]\s*>\s*<t[dh]\b[^<>]*>", re.I)
_BREAK = re.compile(r"<br\b[^<>]*>", re.I)
_RULE = re.compile(r"<hr\b[^<>]*>", re.I)
_BLOCK = re.compile(
    r"</?(?:p|section|div|aside|blockquote|ul|ol|table|tr|header|footer)\b[^<>]*>", re.I
)
_INLINE = re.compile(
    r"</?(?:span|a|u|small|sup|sub|thead|tbody|t[dh]|strong|b|em|i|li)\b[^<>]*>", re.I
)
_HTML_BLOCK = re.compile(r"^[^\S\n]*</?[a-zA-Z][^\n]*(?:\n[^\S\n]+<[^\n]*)*$", re.MULTILINE)


def readable(markdown: str) -> str:
    """Markdown without HTML or attributes that says all that `markdown` says."""
    parts = _FENCE.split(visible(markdown))
    return "".join(part if index % 2 else _without_html(part) for index, part in enumerate(parts))


def _without_html(text: str) -> str:
    text = _ATTRIBUTES.sub("", text)
    if "<" not in text:
        return text
    text = _SECTION.sub(_quoted, text)
    text = _HTML_BLOCK.sub(lambda match: f"\n{_plain(match[0]).strip()}\n", text)
    return _plain(text)


def _quoted(match: re.Match[str]) -> str:
    """A box of the web site becomes a block quote."""
    lines = _plain(match[2]).strip().splitlines()
    kept: list[str] = []
    for line in (line.strip() for line in lines):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n\n" + "\n".join(f"> {line}".rstrip() for line in kept) + "\n\n"


def _plain(text: str) -> str:
    """Known tags replaced by Markdown, innermost meaning first; other text as it was."""
    text = _TITLE.sub(r"\n\n**\1**\n\n", text)
    text = _HEADER.sub(r"**\1**", text)
    text = _BOLD.sub(r"**\2**", text)
    text = _ITALIC.sub(r"*\2*", text)
    text = _HEADING.sub(lambda match: f"\n\n{'#' * int(match[1])} {match[2]}\n\n", text)
    text = _ITEM.sub(r"\n- \1", text)
    text = _CELL.sub(" | ", text)
    text = _BREAK.sub("  \n", text)
    text = _RULE.sub("\n\n---\n\n", text)
    text = _BLOCK.sub("\n\n", text)
    return _INLINE.sub("", text)


def literal_parser() -> MarkdownIt:
    """A parser that shows HTML, links and link definitions as they were typed."""
    rules = ["html_block", "html_inline", "link", "image", "reference", "autolink", "linkify"]
    parser = MarkdownIt("gfm-like", {"linkify": False, "html": False}).disable(rules)
    parser.core.ruler.before("text_join", "invisible_entities", _type_out)
    return parser


def _type_out(state: StateCore) -> None:
    """An entity for a character that can't be seen is shown as it was typed.

    Entities are read after `readable`: what it makes visible could come back through them, and so
    could the signs that mark claims.
    """
    for block in state.tokens:
        for token in block.children or []:
            if token.info == "entity" and not all(map(_can_be_seen, token.content)):
                token.content = token.markup


def _can_be_seen(char: str) -> bool:
    return char.isprintable() or unicodedata.category(char) == "Zs"
