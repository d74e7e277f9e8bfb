"""Kinds of report from prompt files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from teg_tui.errors import ConfigError
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.kinds import Kinds, load_kinds

Write = Callable[..., Path]

FIELDS = {
    "kind": '"tale"',
    "title": '"Tale"',
    "scope": '"round"',
    "max_tokens": "100",
    "words": "50",
    "output": '"{rounds}/{EVENT}{teg}_R{round}_tale.md"',
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a prompt file: a good one, with fields changed, added or (None) left out."""

    def write_prompt(name: str = "tale.md", **changes: str | None) -> Path:
        fields = {key: value for key, value in (FIELDS | changes).items() if value is not None}
        front = "\n".join(f"{key} = {value}" for key, value in fields.items())
        (tmp_path / name).write_text(f"+++\n{front}\n+++\nTell the tale.\n", encoding="utf-8")
        return tmp_path

    return write_prompt


def of_tournament(name: str, **changes: str) -> dict[str, str]:
    output = f'"{{drafts}}/{{event}}_{{teg}}_{name}.md"'
    return {"kind": f'"{name}"', "scope": '"tournament"', "output": output, **changes}


def test_the_shipped_kinds_load_in_the_order_of_their_needs(kinds: Kinds) -> None:
    assert [kind.name for kind in kinds] == [
        "round_notes",
        "round_report",
        "tournament_notes",
        "tournament_notes_partial",
        "brief_summary",
        "main_report",
        "satire",
    ]
    off = [kind.name for kind in kinds if not kind.enabled]
    assert off == ["tournament_notes_partial", "satire"]
    assert [kind.name for kind in kinds if kind.notes] == [
        "round_notes",
        "tournament_notes",
        "tournament_notes_partial",
    ]


def test_shipped_reports_lie_where_a_real_workspace_has_them(kinds: Kinds, folders) -> None:
    def path(kind: str, rnd: int | None) -> str:
        return kinds[kind].path(CellKey(17, rnd), folders, "TEG")

    assert path("round_notes", 4) == "rounds/TEG17_R4_story_notes.md"
    assert path("round_report", 4) == "rounds/TEG17_R4_report.md"
    assert path("tournament_notes", None) == "out/teg_17_story_notes.md"
    assert path("tournament_notes_partial", 2) == "out/teg_17_story_notes_partial.md"
    assert path("main_report", None) == "drafts/teg_17_main_report.md"
    assert path("brief_summary", None) == "drafts/teg_17_brief_summary.md"
    main = kinds["main_report"]
    assert main.published_path(CellKey(17, None), folders, "TEG") == "out/teg_17_main_report.md"


def test_shipped_prompts_name_every_place_that_their_text_must_hold(kinds: Kinds) -> None:
    for kind in kinds:
        for place in kind.places:
            assert f"{{{{{place.replace('*', '1')}}}}}" in kind.system, (kind.name, place)


def test_a_new_file_is_a_new_kind(write: Write) -> None:
    (tale,) = load_kinds([write()], {})
    assert (tale.name, tale.title, tale.system) == ("tale", "Tale", "Tell the tale.")
    assert (tale.needs, tale.facts, tale.enabled, tale.notes) == ((), True, True, False)
    assert (tale.suffix, tale.stem, tale.model, tale.published) == ("tale", "tales", None, None)


def test_a_later_folder_replaces_a_kind_of_an_earlier_one(prompts: Path, tmp_path: Path) -> None:
    changed = (prompts / "round_notes.md").read_text().replace("words = 550", "words = 99")
    (tmp_path / "mine.md").write_text(changed)
    kinds = load_kinds([prompts, tmp_path, tmp_path / "absent"], {})
    assert kinds["round_notes"].words == 99
    assert len(kinds.all) == 7


def test_kinds_are_switched_otherwise_than_their_file_says(prompts: Path) -> None:
    kinds = load_kinds([prompts], {"satire": True, "brief_summary": False})
    assert kinds["satire"].enabled
    assert not kinds["brief_summary"].enabled


def test_switching_a_kind_that_does_not_exist_is_an_error(prompts: Path) -> None:
    with pytest.raises(ConfigError, match=r"kinds\.satyr"):
        load_kinds([prompts], {"satyr": True})


@pytest.mark.parametrize(
    "text",
    ["# Just a note\n", "+++\ntitle = 'Of a web site'\n+++\nHello\n", "---\nkind: tale\n---\n", ""],
)
def test_a_file_without_our_front_matter_is_passed_over_with_a_note(
    write: Write, text: str
) -> None:
    folder = write()
    (folder / "old.md").write_text(text)
    kinds = load_kinds([folder], {})
    assert [kind.name for kind in kinds] == ["tale"]
    assert "old.md" in kinds.notes[0]


def test_a_file_that_is_no_text_is_passed_over(write: Write) -> None:
    folder = write()
    (folder / "odd.md").write_bytes(b"\xff\xfe\x00")
    assert "odd.md" in load_kinds([folder], {}).notes[0]


def test_the_digest_follows_the_text_and_not_its_line_ends(write: Write) -> None:
    folder = write()
    (one,) = load_kinds([folder], {})
    file = folder / "tale.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    (same,) = load_kinds([folder], {})
    file.write_text(file.read_text() + "More.\n")
    (other,) = load_kinds([folder], {})
    assert one.digest == same.digest != other.digest


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"title": None}, "title: is missing"),
        ({"colour": '"red"'}, "colour: no such field"),
        ({"kind": '"Tall Tale"'}, "kind: 'Tall Tale' is no name"),
        ({"kind": '"r-tale"'}, "kind: 'r-tale' is no name"),
        ({"suffix": '"R4_x"'}, "suffix: 'R4_x' is no name"),
        ({"scope": '"season"'}, "scope: must be"),
        ({"max_tokens": "0"}, "max_tokens: must be a whole number"),
        ({"max_tokens": "true"}, "max_tokens: must be a whole number"),
        ({"words": '"many"'}, "words: must be a whole number"),
        ({"facts": "1"}, "facts: must be true or false"),
        ({"needs": '"tale"'}, "needs: must be a list"),
        ({"needs": '["a", "a"]'}, "needs: names something twice"),
        ({"needs": '["saga"]'}, "needs: there is no kind 'saga'"),
        ({"needs": '["tale"]'}, "circle: tale needs tale"),
        ({"places": '["weather"]'}, "places: no such place: 'weather'"),
        ({"places": '["standings:R*"]'}, "places: no such place"),
        ({"title": '"a\\u001b[1m"'}, "title: must be a text"),
        ({"output": '"{rounds}/tale.md"'}, r"output: the path of a round's report must hold"),
        ({"output": '"{rounds}/{teg}{round}{year}.md"'}, "output: .* uses a field"),
        ({"output": '"{rounds}/{teg}{round!r}.md"'}, "output: .* uses a field"),
        ({"output": '"{rounds}/{teg}{round.md"'}, "output: "),
        ({"output": '"../{teg}_{round}.md"'}, "output: .* inside the workspace"),
        ({"output": '"/tale/{teg}_{round}.md"'}, "output: .* inside the workspace"),
        ({"output": '"{rounds}/{teg}_{round}.txt"'}, "output: .* ends in .md"),
        ({"scope": '"tournament"'}, "output: the path of a tournament's report"),
        ({"scope": '"partial"'}, "output: the path of a partial's report"),
        ({"published": "1"}, "published: must be a text"),
    ],
)
def test_a_bad_field_is_named_with_file_and_key(
    write: Write, changes: dict[str, str | None], complaint: str
) -> None:
    folder = write(**changes)
    with pytest.raises(ConfigError, match=complaint) as caught:
        load_kinds([folder], {})
    assert caught.value.where == str(folder / "tale.md")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("+++\nkind = 'tale'\n", "has no end"),
        ("+++\nkind = tale\n+++\nTell\n", "is not TOML"),
        ("+++\nkind = 'tale'\n+++\n \n", "no prompt after"),
    ],
)
def test_a_broken_front_matter_is_an_error(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "tale.md").write_text(text)
    with pytest.raises(ConfigError, match=complaint):
        load_kinds([tmp_path], {})


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({}, "kind: 'tale' is defined already"),
        ({"kind": '"epic"'}, "output: .* is .*too"),
        ({"output": '"{rounds}/{teg}_{round}.md"', "kind": '"zz"', "suffix": '"tale"'}, "suffix: "),
        ({"output": '"{rounds}/{teg}_{round}.md"', "kind": '"zz"', "stem": '"tales"'}, "stem: "),
        (
            {
                "kind": '"zz"',
                "output": '"{rounds}/{teg}_{round}.md"',
                "published": '"{rounds}/{EVENT}{teg}_R{round}_TALE.md"',
            },
            "published: .* is .*too",
        ),
    ],
)
def test_two_kinds_never_share_what_tells_them_apart(
    write: Write, changes: dict[str, str], complaint: str
) -> None:
    write()
    folder = write("zwei.md", **changes)
    with pytest.raises(ConfigError, match=complaint):
        load_kinds([folder], {})


def test_a_published_path_is_not_the_output_itself(write: Write) -> None:
    with pytest.raises(ConfigError, match="published"):
        load_kinds([write(published=FIELDS["output"])], {})


def test_a_circle_of_needs_is_spelt_out(write: Write) -> None:
    write("a.md", **of_tournament("a", needs='["b"]'))
    write("b.md", **of_tournament("b", needs='["c"]'))
    folder = write("c.md", **of_tournament("c", needs='["b"]'))
    with pytest.raises(ConfigError, match="circle: b needs c needs b"):
        load_kinds([folder], {})


def test_a_round_is_never_written_from_a_tournament(write: Write) -> None:
    write("whole.md", **of_tournament("whole"))
    folder = write(needs='["whole"]')
    with pytest.raises(ConfigError, match="can't be written from a tournament's"):
        load_kinds([folder], {})


def test_a_tournament_kind_needs_a_round_kind_of_every_round(kinds: Kinds) -> None:
    needs = kinds.needs_of(ReportKey(9, None, "tournament_notes"), [1, 2, 3])
    assert needs == tuple(ReportKey(9, number, "round_notes") for number in (1, 2, 3))


def test_a_tournament_so_far_needs_the_rounds_played_so_far(kinds: Kinds) -> None:
    needs = kinds.needs_of(ReportKey(9, 3, "tournament_notes_partial"), [1, 3, 4])
    assert needs == tuple(ReportKey(9, number, "round_notes") for number in (1, 3))


@pytest.mark.parametrize("scope", ["round", "tournament", "partial"])
def test_nothing_is_written_from_what_is_passing(write: Write, scope: str) -> None:
    write("so_far.md", **of_tournament("so_far", scope='"partial"'))
    output = '"{rounds}/{teg}_{round}.md"' if scope == "round" else '"{rounds}/{teg}.md"'
    folder = write(scope=f'"{scope}"', output=output, needs='["so_far"]')
    with pytest.raises(ConfigError, match="can't be written from a partial's"):
        load_kinds([folder], {})


def test_a_round_kind_needs_its_own_round_only(kinds: Kinds) -> None:
    needs = kinds.needs_of(ReportKey(9, 2, "round_report"), [1, 2, 3])
    assert needs == (ReportKey(9, 2, "round_notes"),)


@pytest.mark.parametrize(
    ("event", "word"),
    [("TEG", "TEG"), ("Ryder Cup", "RYDER_CUP"), ("Änne's", "ANNE_S"), ("杯", "EVENT")],
)
def test_any_word_for_an_event_makes_a_file_name(
    kinds: Kinds, folders, event: str, word: str
) -> None:
    path = kinds["round_report"].path(CellKey(3, 1), folders, event)
    assert path == f"rounds/{word}3_R1_report.md"
