"""The workspace is found, and every slip in `teg.toml` named with file and key."""

from __future__ import annotations

from decimal import Decimal

import pytest

from teg_tui import workspace
from teg_tui.config import Config, parse
from teg_tui.errors import ConfigError
from teg_tui.golf.tour import AwardException, Competition, Measure


def test_an_empty_file_means_the_defaults():
    assert parse("") == Config()


def test_every_key_is_read():
    config = parse("""
        event = "Cup"
        model = "claude-x"
        poll_seconds = 5
        base_url = "http://127.0.0.1:8787"
        demo = true
        [data]
        scores = "s.csv"
        columns = { Sc = "Score" }
        [folders]
        rounds = "reports"
        [budget]
        confirm_above = 2.50
        monthly_cap = 30
        [advice]
        batch_above = 8
        bulk_from = 3
        [batch]
        max_requests = 10
        [kinds]
        satire = true
        [keys]
        quit = "ctrl+q"
        [git]
        commit = false
        [[competitions]]
        name = "Trophy"
        measure = "net_to_par"
        to = 7
        last_place = "Spoon"
        [[competitions]]
        name = "Trophy"
        measure = "stableford"
        from = 8
        [[competitions]]
        name = "Most strokes"
        measure = "gross_to_par"
        direction = "highest"
        [[exceptions]]
        teg = 5
        award = "Spoon"
        players = ["AV", "BT"]
        reason = "both had left"
    """)
    assert (config.event, config.model, config.poll_seconds) == ("Cup", "claude-x", 5)
    assert (config.base_url, config.demo, config.git.commit) == (
        "http://127.0.0.1:8787",
        True,
        False,
    )
    assert (config.data.scores, config.data.columns) == ("s.csv", {"Sc": "Score"})
    assert (config.folders.rounds, config.folders.drafts) == ("reports", "data/commentary/drafts")
    assert (config.budget.confirm_above, config.budget.monthly_cap) == (
        Decimal("2.50"),
        Decimal(30),
    )
    assert (config.advice.batch_above, config.advice.bulk_from) == (Decimal(8), 3)
    assert (config.batch.max_requests, config.batch.max_megabytes) == (10, 20)
    assert (config.kinds, config.keys) == ({"satire": True}, {"quit": "ctrl+q"})
    assert config.competitions == (
        Competition("Trophy", Measure.NET, False, None, 7, "Spoon"),
        Competition("Trophy", Measure.STABLEFORD, True, 8, None, ""),
        Competition("Most strokes", Measure.GROSS, True),
    )
    assert config.exceptions == (AwardException(5, "Spoon", ("AV", "BT"), "both had left"),)


TROPHY = '[[competitions]]\nname = "Trophy"\nmeasure = "stableford"\n'
EXCEPTION = '[[exceptions]]\nteg = 5\naward = {}\nplayers = {}\nreason = "r"\n'


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("modle = 'x'", "modle", "Did you mean “model”?"),
        ("[budget]\nconfirm_abov = 1", "budget.confirm_abov", "Did you mean “confirm_above”?"),
        ("[git]\ncomit = true", "git.comit", "Did you mean “commit”?"),
        ("[git]\npush = 'yes'", "git.push", "It takes ask, never, always"),
        ("git_commit = false", "git_commit", "is not a key that is known"),
        ("model = 3", "model", "must be a text"),
        ("model = ''", "model", "must not be empty"),
        ("event = '../x'", "event", "must be a plain word"),
        ("poll_seconds = '60'", "poll_seconds", "must be a whole number"),
        ("poll_seconds = true", "poll_seconds", "must be a whole number"),
        ("poll_seconds = 0", "poll_seconds", "must be 1 or more"),
        ("demo = 1", "demo", "must be true or false"),
        ("data = 1", "data", "must be a table"),
        ("[data]\ncolumns = { Score = 'Sc' }", "data.columns", "no column called Score"),
        ("[folders]\nrounds = '../out'", "folders.rounds", "inside the workspace"),
        ("[folders]\ndrafts = '/etc'", "folders.drafts", "inside the workspace"),
        ("[budget]\nmonthly_cap = -1", "budget.monthly_cap", "must be 0 or more"),
        ("[budget]\nmonthly_cap = nan", "budget.monthly_cap", "must be a number"),
        ("[batch]\nmax_requests = 100001", "batch.max_requests", "between 1 and 100,000"),
        ("[kinds]\nsatire = 'on'", "kinds.satire", "must be true or false"),
        ("competitions = 1", "competitions", "must be a list"),
        ("[[competitions]]\nname = 'T'", "competitions[1]", "lacks measure"),
        (
            "[[competitions]]\nname = 'T'\nmeasure = 'stablefrod'",
            "competitions[1].measure",
            "Did you mean “stableford”?",
        ),
        (TROPHY + "direction = 'up'", "competitions[1].direction", "It takes highest, lowest"),
        (TROPHY + "from = 8\nto = 7", "competitions[1].to", "comes before from (8)"),
        (TROPHY + "to = 8\n" + TROPHY + "from = 8", "competitions[2].from", "two rules"),
        (TROPHY + EXCEPTION.format("'Tropy'", "['A']"), "exceptions[1].award", "mean “Trophy”?"),
        (TROPHY + EXCEPTION.format("'Trophy'", "'A'"), "exceptions[1].players", "must be a list"),
        (TROPHY + EXCEPTION.format("'Trophy'", "[1]"), "exceptions[1].players[1]", "a text"),
    ],
)
def test_a_slip_is_named_with_file_and_key(text, key, words):
    with pytest.raises(ConfigError) as caught:
        parse(text, "tour/teg.toml")
    assert caught.value.where == f"tour/teg.toml, {key}"
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "https://api.example.com",
        "http://127.0.0.1@evil.example",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://0.0.0.0:80",
        "ftp://127.0.0.1",
        "127.0.0.1:8787",
        "http://127.0.0.1:99999",
        "http://[::1",
    ],
)
def test_an_endpoint_that_is_not_this_computer_is_refused(url):
    with pytest.raises(ConfigError, match="base_url: may only name this computer"):
        parse(f'base_url = "{url}"')


@pytest.mark.parametrize("url", ["http://localhost:1", "http://127.9.9.9", "https://[::1]:8787"])
def test_an_endpoint_on_this_computer_is_taken(url):
    assert parse(f'base_url = "{url}"').base_url == url


def test_broken_toml_says_where(tmp_path):
    (tmp_path / "teg.toml").write_text("model = \n")
    with pytest.raises(ConfigError, match=r"teg\.toml: not valid TOML: .*line 1"):
        workspace.load(tmp_path)


def test_a_file_that_is_no_text_is_an_error(tmp_path):
    (tmp_path / "teg.toml").write_bytes(b"model = '\xff'")
    with pytest.raises(ConfigError, match="can't be read"):
        workspace.load(tmp_path)


def test_the_nearest_folder_with_a_config_is_the_workspace(tmp_path):
    (tmp_path / "teg.toml").write_text("event = 'Outer'")
    inner = tmp_path / "tour"
    deep = inner / "data" / "commentary"
    deep.mkdir(parents=True)
    assert workspace.find(deep).root == tmp_path
    (inner / "teg.toml").write_text("event = 'Inner'")
    assert workspace.find(inner).root == inner
    found = workspace.find(deep)
    assert (found.root, found.config.event, found.private) == (inner, "Inner", inner / ".teg-tui")


def test_a_folder_that_looks_like_a_tours_is_one_and_is_left_untouched(tour_folder):
    root = tour_folder.write()
    before = sorted(root.rglob("*"))
    found = workspace.find(root / "data")
    assert (found.root, found.config.data.scores) == (root, "data/all-scores.csv")
    loaded = workspace.load_tour(found)
    assert len(loaded.tour.tournaments) == 1
    assert [c.name for c in loaded.tour.competitions] == ["Trophy", "Gross"]
    assert sorted(root.rglob("*")) == before


def test_where_there_is_no_workspace_it_says_what_to_do(tmp_path):
    with pytest.raises(workspace.NoWorkspaceError, match="teg-tui demo"):
        workspace.find(tmp_path)
    with pytest.raises(workspace.NoWorkspaceError, match="teg-tui init"):
        workspace.load(tmp_path)


def test_stated_competitions_hold_and_published_winners_do_not_change_them(tour_folder):
    (tour_folder.root / "teg.toml").write_text(TROPHY)
    tour_folder.files["data/teg_winners.csv"] = "TEG,Other\nTEG 3,Cyd ORMOND\n"
    tour = workspace.load_tour(workspace.load(tour_folder.write())).tour
    assert [c.name for c in tour.competitions] == ["Trophy"]


@pytest.mark.parametrize(("name", "file"), [("prompts", "round_report.md"), ("data", "teg.toml")])
def test_shipped_files_are_found(name, file):
    assert (workspace.shipped(name) / file).is_file()
