"""Markup of a kind's own for what code writes: chosen by its prompt file, made of scores alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from teg_tui.errors import ConfigError
from teg_tui.golf.claims import Subject, Verdict, check
from teg_tui.golf.tour import AwardException, Competition, Measure, Tour
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kind import Kind
from teg_tui.reports.kinds import load_kinds
from teg_tui.reports.places import fill
from teg_tui.reports.renewal import renew

WHOLE = ReportKey(5, None, "main_report")
PROMPT = """\
+++
kind = "main_report"
title = "Main report"
scope = "tournament"
max_tokens = 100
words = 10
output = "{drafts}/{event}_{teg}_main_report.md"
places = ["title", "dateline", "results", "standings:R*"]
%s
+++
Write it.
"""


@pytest.fixture(scope="session")
def tour(new_tour: Callable[..., Tour]) -> Tour:
    """After two rounds AL has 72 points (+36), BD 72 (+36), CO 36 (+72)."""
    return new_tour({4: [(5, 5, 6)], 5: [(4, 5, 6), (6, 5, 6)], 6: [(4, 5, 6), ()]})


@pytest.fixture
def kind(tmp_path: Path, prompts: Path) -> Kind:
    return kind_with('markup = "callouts"', tmp_path, prompts)


def kind_with(line: str, folder: Path, prompts: Path) -> Kind:
    """The kind of a workspace's own prompt file with another line in it."""
    (folder / "main_report.md").write_text(PROMPT % line)
    return load_kinds([prompts, folder], {})["main_report"]


TEXT = """\
# {{title}}: Gorse bites

{{dateline}}

{{results}}

## Round 1: calm

{{standings:R1}}

## Round 2: wild

{{standings:R2}}

## Records and personal bests

{{records}}
"""


def test_the_shipped_callouts_are_those_of_old_reports(tour: Tour, kind: Kind) -> None:
    assert (
        fill(TEXT, tour, kind, WHOLE).text
        == """\
# TEG 5: Gorse bites {.report-title}

<p class="dateline">Far Coast | 1 to 2 May 2019 | Gorse | Links</p>

<section class="callout at-a-glance-box">
  <p class="at-a-glance-title">RESULTS</p>
  <p><strong>Trophy Winner:</strong><span class="trophy-winner"> Ansel Larkmoth and Bray Dunwicket \
(2nd Trophy, 2nd Trophy)</span></p>
  <p><strong>Ladle:</strong> Cy Oxon* (2nd Ladle)</p>
  <p><strong>Jacket Winner:</strong> Ansel Larkmoth and Bray Dunwicket (2nd Jacket, 2nd Jacket)</p>
</section>

## Round 1: calm {.round1 .round}

<section class="callout standings-box">
<p class="standings"><span class="standings-header">Trophy Standings, after round 1:</span> \
1. AL 54 | 2. BD 36 | 3. CO 18</p>
<p class="standings"><span class="standings-header">Jacket Standings, after round 1:</span> \
1. AL E | 2. BD +18 | 3. CO +36</p>
</section>

## Round 2: wild {.round2 .round}

<section class="callout standings-box">
<p class="standings"><span class="standings-header">Trophy Standings, final:</span> \
T1. AL 72 | T1. BD 72 | 3. CO 36</p>
<p class="standings"><span class="standings-header">Jacket Standings, final:</span> \
T1. AL +36 | T1. BD +36 | 3. CO +72</p>
</section>

## Records and personal bests {.records}

No records and no personal bests.
"""
    )


def test_everything_in_the_callouts_can_be_checked_and_is_true(tour: Tour, kind: Kind) -> None:
    text = fill(TEXT, tour, kind, WHOLE).text
    claims = check(text.replace("Oxon*", "Oxon"), tour, Subject(5, None))
    wrong = [claim for claim in claims if claim.verdict is not Verdict.TRUE]
    assert [claim.said for claim in wrong] == ["Cy Oxon"]  # whose name has the asterisk
    assert len(claims) > 12


def test_callouts_are_renewed_to_what_would_be_filed_today(
    new_tour: Callable[..., Tour], tour: Tour, kind: Kind
) -> None:
    corrected = new_tour({4: [(5, 5, 6)], 5: [(4, 5, 6), (6, 4, 6)], 6: [(4, 5, 6), ()]})
    before = fill(TEXT, tour, kind, WHOLE).text
    assert renew(before, corrected, WHOLE).text == fill(TEXT, corrected, kind, WHOLE).text


@pytest.mark.parametrize("key", [WHOLE, ReportKey(5, 2, "round_report")])
def test_a_dateline_is_renewed_where_course_or_day_was_corrected(
    tour: Tour, kind: Kind, key: ReportKey
) -> None:
    old = tour.by_teg[5]
    later = [
        replace(rnd, course="Heath & Sons", date=rnd.date and rnd.date.replace(month=6))
        for rnd in old.rounds
    ]
    moved = replace(
        tour,
        tournaments=tuple(
            replace(its, rounds=tuple(later)) if its is old else its for its in tour.tournaments
        ),
    )
    only = replace(kind, places=())
    before, today = (
        fill("# {{title}}\n\n{{dateline}}\n", its, only, key).text for its in (tour, moved)
    )
    assert "Heath &amp; Sons" in today
    assert renew(before, moved, key).text == today
    assert renew(today, moved, key).tables == 0


def test_of_a_dateline_in_anothers_words_only_the_year_is_put_right(tour: Tour) -> None:
    line = '<p class="dateline">TEG 5 | the Far Coast | {}</p>'
    text = "# Day one\n\n" + line
    assert renew(text.format(2020), tour, WHOLE).text == text.format(tour.by_teg[5].year)
    for parts in ("late summer", "2018 or 2020"):
        assert renew(text.format(parts), tour, WHOLE).text == text.format(parts)


def test_names_and_reasons_are_escaped(tour: Tour, kind: Kind) -> None:
    odd = replace(
        tour,
        competitions=(Competition("<b>Cup</b>", Measure.GROSS, high_wins=False),),
        exceptions=(AwardException(5, "<b>Cup</b>", ("CO",), "x < y & z"),),
    )
    text = fill("{{results}}\n{{standings}}", odd, replace(kind, places=()), WHOLE).text
    assert "<b>" not in text
    assert "&lt;b&gt;Cup&lt;/b&gt; Standings, final:" in text
    assert "awarded otherwise than by the rule: x &lt; y &amp; z" in text


def test_without_a_template_it_is_markdown(tour: Tour, tmp_path: Path, prompts: Path) -> None:
    kind = kind_with("", tmp_path, prompts)
    text = fill(TEXT, tour, kind, WHOLE).text
    assert kind.template is None
    assert "<" not in text
    assert "{." not in text


def test_a_workspace_may_have_a_template_of_its_own(
    tour: Tour, tmp_path: Path, prompts: Path
) -> None:
    (tmp_path / "templates").mkdir()
    file = tmp_path / "templates" / "callouts.toml"
    file.write_text('[dateline]\ntext = "<i>{parts}</i>"\nseparator = ", "\n')
    text = fill(TEXT, tour, kind_with('markup = "callouts"', tmp_path, prompts), WHOLE).text
    assert "<i>Far Coast, 1 to 2 May 2019, Gorse | Links</i>" in text
    assert "**Trophy, final**" in text


WRONG = [
    ("[dateline]\ntext = 'x'", "dateline. must hold text, separator"),
    ("[dateline]\ntext = '{it}'\nseparator = ''", "there is no field {it}. There are {parts}"),
    ("[dateline]\ntext = '{parts!r}'\nseparator = ''", "dateline.text"),
    ("[dateline]\ntext = '{parts'\nseparator = ''", "dateline.text"),
    ("[dateline]\ntext = 4\nseparator = ''", "dateline.text"),
    ("[scores]\nx = ''", "scores: no such section"),
    ("[headings]\ntitle = 4", "headings.title"),
    ("headings = 4", "headings: must be a table"),
    ("[", "can't be read"),
]


@pytest.mark.parametrize(("text", "complaint"), WRONG)
def test_what_is_wrong_with_a_template_is_said(
    tmp_path: Path, prompts: Path, text: str, complaint: str
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "mine.toml").write_text(text)
    with pytest.raises(ConfigError) as told:
        kind_with('markup = "mine"', tmp_path, prompts)
    assert complaint in str(told.value)


@pytest.mark.parametrize("name", ["mine", "callout"])
def test_a_template_that_is_not_there_is_said(tmp_path: Path, prompts: Path, name: str) -> None:
    with pytest.raises(ConfigError) as told:
        kind_with(f'markup = "{name}"', tmp_path, prompts)
    assert f"there is no template '{name}'. There are callouts" in str(told.value)
