"""Markdown and HTML become plain passages whose characters know their place."""

from __future__ import annotations

from teg_tui.golf.claims.words.text import Form, Source, passages, sentences


def plain(text: str) -> list[str]:
    return [passage.text.strip() for passage in passages(Source(text))]


def test_markup_goes_and_words_stay() -> None:
    text = "# A title {.report-title}\n\n**Ned**, *a man* with [a link](http://x.y) &amp; `code`\n"
    assert plain(text) == ["A title", "Ned, a man with a link & code"]


def test_lines_of_a_paragraph_are_one_passage_and_items_are_their_own() -> None:
    assert plain("one\ntwo\n\n- three\n  four\n- five\n1. six\n") == [
        "one two",
        "three   four",
        "five",
        "six",
    ]


def test_every_character_knows_where_it_stands() -> None:
    text = "## Head\n\n<p class='x'><span>Trophy:</span> **JB** 45</p>\nand **Ned** 12\n"
    source = Source(text)
    for passage in passages(source):
        for sign, at in zip(passage.text, passage.origin, strict=True):
            line, column = source.place(at)
            assert text.splitlines()[line - 1][column : column + 1] in {sign, ""}


def test_a_passage_knows_the_headings_above_it() -> None:
    text = "# Top\n\n## Round 2: A day\n\ntext\n\n**Early on**\n\nmore\n\n## Next\n\nlast\n"
    above = {p.text: p.headings for p in passages(Source(text)) if p.form is Form.PROSE}
    assert above == {
        "text": ("Top", "Round 2: A day"),
        "more": ("Top", "Round 2: A day", "Early on"),
        "last": ("Top", "Next"),
    }


def test_front_matter_code_signs_and_rules_are_no_text() -> None:
    text = "---\ntitle: x\n---\n\n***\n\n```\nJB 45 | DM 3\n```\n\n| --- | --- |\nyes\n"
    assert plain(text) == ["yes"]


def test_a_row_of_an_html_table_is_one_passage() -> None:
    assert plain("<tr>\n<td>Ned</td>\n<td>45</td>\n</tr>\n") == ["Ned| 45|"]


def test_sentences_end_where_sentences_end() -> None:
    (passage,) = passages(Source('He met H. P. Trewarrow Jr. at 2.29 over. "So?" They left at 9.'))
    found = [passage.text[start:end].strip() for start, end in sentences(passage)]
    assert found == ["He met H. P. Trewarrow Jr. at 2.29 over.", '"So?"', "They left at 9."]


def test_what_never_ends_is_cut_between_words_and_nothing_of_it_is_lost() -> None:
    text = "Ned took 37 points and " * 500 + "x" * 5_000
    (passage,) = passages(Source(text))
    found = [passage.text[start:end] for start, end in sentences(passage)]
    assert "".join(found) == text
    assert max(map(len, found)) <= 1_000
    assert all(piece.endswith(" ") for piece in found if "Ned" in piece[-30:])


def test_lines_that_end_as_on_windows_read_as_any_others() -> None:
    text = "# Head\r\n\r\nHe took\r\n**eight** there.\r\n- one\r\n- two\r\n"
    assert plain(text) == ["Head", "He took eight there.", "one", "two"]
