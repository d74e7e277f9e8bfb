"""Nothing in a report is invisible, and nothing in it is obeyed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from teg_tui.widgets.report_markdown import readable
from teg_tui.widgets.report_text import ReportMarkdown, ReportTable


class Page(App[None]):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        yield ReportMarkdown()

    async def on_mount(self) -> None:
        await self.query_one(ReportMarkdown).update(readable(self._text))


async def on_screen(text: str) -> str:
    """What a reader sees of a report, line after line."""
    app = Page(text)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        blocks = [block for block in app.query("Markdown *") if hasattr(block, "visual")]
        texts = [getattr(block.visual, "plain", "") for block in blocks]
        for table in app.query(ReportTable):
            texts += [strip.text for strip in table.render_lines(table.size.region)]
        return "\n".join(text for text in texts if isinstance(text, str))


def test_boxes_of_the_web_site_become_block_quotes() -> None:
    box = (
        '<section class="callout standings-box">\n'
        '  <p class="at-a-glance-title">RESULTS</p>\n'
        '  <p class="standings"><span class="standings-header">Trophy:</span> AV 38 | BT 34</p>\n'
        "  <p><strong>Spoon:</strong><span> Cyd (1st)</span></p>\n"
        "</section>\n"
    )
    quoted = [line for line in readable(box).splitlines() if line.startswith(">")]
    assert "> **RESULTS**" in quoted
    assert "> **Trophy:** AV 38 | BT 34" in quoted
    assert "> **Spoon:** Cyd (1st)" in quoted


def test_heading_attributes_are_hidden_and_other_braces_are_not() -> None:
    assert readable("## Round 1 {.round1 .round}\n") == "## Round 1\n"
    assert readable("he said {'a': 1}\n") == "he said {'a': 1}\n"


def test_what_is_no_html_stays_as_it_is() -> None:
    text = "# A\n\n5 < 6 and 7 > 3\n\n- **b** *c*\n\n```\n<p>code</p>\n```\n"
    assert readable(text) == text


def test_escapes_and_direction_marks_are_shown() -> None:
    assert readable("a\x1b]0;title\x07b") == "a␛]0;title␇b"
    assert "‹U+202E›" in readable("abc\u202edef")
    assert "‹U+009B›" in readable("\x9b31m")


async def test_comments_unknown_tags_links_and_definitions_can_be_read() -> None:
    text = (
        "A <!-- hidden --> word, <marquee>moving</marquee>.\n\n"
        "[here](https://example.com/there)\n\n[x]: https://example.com/definition\n\n"
        "![picture](a.png) [bold red]not markup[/]\n"
    )
    seen = await on_screen(text)
    for words in (
        "<!-- hidden -->",
        "<marquee>moving</marquee>",
        "https://example.com/there",
        "https://example.com/definition",
        "![picture](a.png)",
        "[bold red]not markup[/]",
    ):
        assert words in seen


async def test_a_table_is_one_widget_with_every_cell_in_its_place() -> None:
    text = (
        "| Pos | Player | Points |\n| ---: | --- | ---: |\n"
        "| 1 | **Ned** `x` [bold]no[/] | 45 |\n| T2 | *Tavis* | 9 |\n"
    )
    app = Page(text)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        (table,) = app.query(ReportTable)
        assert len(app.query("Markdown *")) == 1
        lines = [strip.text.rstrip() for strip in table.render_lines(table.size.region)]
        assert lines[0].split() == ["Pos", "Player", "Points"]
        assert lines[2] == "  1   Ned x [bold]no[/]       45"
        assert lines[3] == " T2   Tavis                    9"


def main_reports(real_tour: Path) -> list[Path]:
    return sorted(real_tour.glob("data/commentary/drafts/*_main_report.md"))


def words_in(text: str) -> list[str]:
    return re.findall(r"[\w'’+£$-]*\w[\w'’-]*", text)


def source_words(markdown: str) -> list[str]:
    """The words of a report without tags, attributes and Markdown's signs."""
    bare = re.sub(r"\{[.#][^}\n]*\}", " ", re.sub(r"<[^>]+>", " ", markdown))
    return words_in(re.sub(r"[*_#`>|]", " ", bare))


@pytest.mark.parametrize("number", range(6))
async def test_every_word_of_an_old_main_report_is_on_screen(real_tour: Path, number: int) -> None:
    source = main_reports(real_tour)[number].read_text(encoding="utf-8")
    seen = await on_screen(source)
    shown = words_in(seen)
    missing = [word for word in set(source_words(source)) if word not in shown]
    assert not missing
    assert len(shown) >= len(source_words(source))
    assert "{." not in seen
    assert "<" not in seen


async def test_the_shipped_callouts_can_be_read_in_full() -> None:
    """What code writes in them, as `prompts/templates/callouts.toml` has it."""
    text = (
        "# TEG 5: Gorse bites {.report-title}\n\n"
        '<p class="dateline">Far Coast | 1 to 2 May 2019 | Gorse &amp; Links</p>\n\n'
        '<section class="callout at-a-glance-box">\n'
        '  <p class="at-a-glance-title">RESULTS</p>\n'
        '  <p><strong>Trophy Winner:</strong><span class="x"> Ann (2nd Trophy)</span></p>\n'
        '  <p class="exception">Jacket, awarded otherwise than by the rule: x &lt; y</p>\n'
        "</section>\n\n## Round 1: calm {.round1 .round}\n\n"
        '<section class="callout standings-box">\n'
        '<p class="standings"><span class="standings-header">Trophy Standings, final:</span> '
        "T1. AL 72 | T1. BD 72 | 3. CO 36</p>\n</section>\n"
    )
    seen = await on_screen(text)
    for words in (
        "Far Coast | 1 to 2 May 2019 | Gorse & Links",
        "RESULTS",
        "Trophy Winner: Ann (2nd Trophy)",
        "awarded otherwise than by the rule: x < y",
        "Trophy Standings, final: T1. AL 72 | T1. BD 72 | 3. CO 36",
    ):
        assert words in seen
    assert "{." not in seen
    assert "section" not in seen
