"""Figures beside names in every layout that reports have: one figure made wrong at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from teg_tui.golf.tour import Measure, Player, Tour
from unseen.sums import Sums

SAID = 1
"""How often each layout is filled with each sort of figure, on each tour."""


@dataclass(frozen=True)
class Row:
    """A line of a board."""

    player: Player
    place: str
    """Tied places with a T."""
    figure: str
    rounds: tuple[str, ...]
    """Round by round, for boards with a column a round."""


@dataclass(frozen=True)
class Board:
    """What a board shows."""

    what: str
    """Round, Trophy."""
    when: str
    """Over the board: "Round 3 Stableford", "Iron Bell after Round 2"."""
    unit: str
    """pts, or nothing where strokes to par are shown."""
    rows: tuple[Row, ...]


Layout = Callable[[Board], str]


def _joined(form: str, between: str, board: Board) -> str:
    cells = [
        form.format(
            code=row.player.code,
            first=row.player.first_name,
            full=row.player.full_name,
            shout=row.player.name,
            place=row.place,
            ordinal=_ordinal(row.place),
            figure=row.figure,
            unit=board.unit,
            medal=("🥇", "🥈", "🥉", "▫️", "▫️", "▫️", "▫️")[n],
        )
        for n, row in enumerate(board.rows)
    ]
    return between.join(cells)


def _ordinal(place: str) -> str:
    ends = {"1": "st", "2": "nd", "3": "rd"}
    number = place.removeprefix("T")
    return f"{'T' if place[0] == 'T' else ''}{number}{ends.get(number, 'th')}"


def _line(head: str, form: str, between: str, tail: str = "") -> Layout:
    def made(board: Board) -> str:
        return head.format(when=board.when) + _joined(form, between, board) + tail

    return made


def _table(header: str, form: str) -> Layout:
    def made(board: Board) -> str:
        columns = header.count("|") - 1
        top = f"{header.format(when=board.when)}\n|{'---|' * columns}\n"
        return f"**{board.when}**\n\n{top}" + _joined(form, "\n", board)

    return made


def _rounds_table(board: Board) -> str:
    numbers = range(1, len(board.rows[0].rounds) + 1)
    header = f"| Player | {' | '.join(f'R{n}' for n in numbers)} | Total |"
    rule = f"|---|{'---|' * len(numbers)}---|"
    lines = [
        f"| {row.player.full_name} | {' | '.join(row.rounds)} | {row.figure} |"
        for row in board.rows
    ]
    return "\n".join([f"**{board.when}**", "", header, rule, *lines])


LAYOUTS: dict[str, Layout] = {
    "pipes": _line("**{when}:** ", "{code} {figure}", " | "),
    "pipes, names": _line("{when}: ", "{first} {figure}", " | "),
    "commas": _line("{when}: ", "{first} {figure}", ", "),
    "commas, full names": _line("**{when}**: ", "{full} {figure}", ", ", "."),
    "parentheses": _line("{when}: ", "{full} ({figure})", ", ", "."),
    "semicolons, places": _line("{when}: ", "{place}. {full} {figure}", "; "),
    "semicolons, ordinals": _line("{when} – ", "{ordinal} {first} {figure}", "; "),
    "colons": _line("{when} | ", "{code}: {figure}", " | "),
    "equals": _line("{when}: ", "{code}={figure}", " "),
    "slashes": _line("{when}: ", "{code} {figure}", " / "),
    "dashes": _line("{when}: ", "{first} – {figure}", ", "),
    "hyphens": _line("{when}: ", "{first} - {figure}", "; "),
    "dots between": _line("*{when}* • ", "{first} {figure}", " • "),
    "dot leaders": _line("{when}\n\n", "{full} ..... {figure}", "\n\n"),
    "figure first": _line("{when}: ", "{figure} {first}", ", "),
    "bullets": _line("### {when}\n\n", "- {full}: {figure}{unit}", "\n"),
    "bullets, dashes": _line("### {when}\n\n", "- **{full}** – {figure}{unit}", "\n"),
    "bullets, bold figures": _line("**{when}**\n\n", "* {first} **{figure}**", "\n"),
    "numbered": _line("### {when}\n\n", "1. {full} {figure}{unit}", "\n"),
    "places": _line("### {when}\n\n", "- {place} {full} {figure}{unit}", "\n"),
    "message": _line("{when}\n", "{first} {figure}{unit}", "\n"),
    "message, codes": _line("{when}:\n", "{code} {figure}", "\n"),
    "medals": _line("{when}: ", "{medal} {first} {figure}", " "),
    "html": _line(
        "<p class='standings'><span class='standings-header'>{when}:</span> ",
        "{code} {figure}",
        " | ",
        "</p>",
    ),
    "html callout": _line(
        '<section class="callout standings-box">\n<h3>{when}</h3>\n<p class="standings">',
        "{shout} {figure}",
        ", ",
        "</p>\n</section>",
    ),
    "html list": _line("<h3>{when}</h3>\n<ul>\n", "<li>{full} {figure}</li>", "\n", "\n</ul>"),
    "html table": _line(
        "<h3>{when}</h3>\n<table>\n<tr><th>Player</th><th>Total</th></tr>\n",
        "<tr><td>{full}</td><td>{figure}</td></tr>",
        "\n",
        "\n</table>",
    ),
    "table": _table("| Pos | Player | Score |", "| {place} | {full} | {figure} |"),
    "table, two columns": _table("| Player | {when} |", "| {first} | {figure} |"),
    "table, codes": _table("| | | Total |", "| {place} | {code} | {figure} |"),
    "table of rounds": _rounds_table,
    "prose": _line("{when}: ", "{first} had {figure}", ", ", "."),
    "prose, on": _line("{when} has ", "{first} on {figure}", ", ", "."),
    "brackets": _line("{when} [", "{code} {figure}", "] [", "]"),
    "quoted": _line("> **{when}:** ", "{code} {figure}", " · "),
    "places in words": _line("{when}: ", "{first} {ordinal} with {figure}", ", ", "."),
}


@dataclass(frozen=True)
class Showing:
    """A true board, and the same with one figure or place wrong."""

    layout: str
    teg: int
    round: int | None
    figures: int
    true: str
    false: tuple[str, ...]


def showings(tour: Tour) -> Iterator[Showing]:
    """Every layout with every sort of figure."""
    boards = [
        (t.teg, n, board)
        for t in tour.tournaments
        for n in range(1, 1 + sum(bool(r.cards) for r in t.rounds))
        for board in _boards(Sums(tour, t.teg, n))
    ]
    for name, layout in LAYOUTS.items():
        dice = Random(f"{name} {tour.event}")
        for sort in sorted({board.what for _, _, board in boards}):
            if layout is _rounds_table and not sort.startswith("total"):
                continue
            fitting = [its for its in boards if its[2].what == sort]
            for teg, number, board in sorted(fitting, key=lambda _: dice.random())[:SAID]:
                yield _shown(name, layout, (teg, number), board, dice)


def _shown(
    name: str, layout: Layout, where: tuple[int, int], board: Board, dice: Random
) -> Showing:
    false = []
    for at, row in enumerate(board.rows):
        for changed in _changed(row, name, dice):
            rows = (*board.rows[:at], changed, *board.rows[at + 1 :])
            false.append(layout(replace(board, rows=rows)))
    true = layout(board)
    return Showing(name, *where, len(board.rows), true, tuple(t for t in false if t != true))


def _changed(row: Row, layout: str, dice: Random) -> Iterator[Row]:
    step = (1, -1, 2, -2, 10)[int(dice.random() * 5)]
    value = (0 if row.figure == "E" else int(row.figure)) + step
    signed = row.figure == "E" or row.figure[0] in "+-"
    yield replace(row, figure=("E" if value == 0 else f"{value:+d}") if signed else str(value))
    if layout in ("table", "places", "semicolons, places"):
        tied = "T" if row.place[0] == "T" else ""
        yield replace(row, place=f"{tied}{int(row.place.removeprefix('T')) + 1}")


def _boards(sums: Sums) -> Iterator[Board]:
    number = sums.many
    sheets = sums.sheets[-1]
    points = {code: sum(sheet.points) for code, sheet in sheets.items()}
    gross = {code: sum(sheet.over) for code, sheet in sheets.items()}
    strokes = {code: sum(sheet.strokes) for code, sheet in sheets.items()}
    for words, values, sign in (
        (f"Round {number} Stableford", points, 1),
        (f"Round {number} Gross", gross, -1),
        (f"Round {number} Strokes", strokes, -1),
    ):
        shown = {
            c: f"{v:+d}" if words.endswith("Gross") and v else str(v) for c, v in values.items()
        }
        shown = {c: "E" if words.endswith("Gross") and v == "0" else v for c, v in shown.items()}
        merits = {c: sign * v for c, v in values.items()}
        yield Board(
            words.split()[-1], words, " pts" if sign > 0 else "", _rows(sums, merits, shown, {})
        )
    for competition in sums.competitions:
        totals = {c: sums.total(competition, c) for c in sums.codes}
        merits = {c: sums.merit(competition, c) for c in sums.codes}
        by_points = competition.measure is Measure.STABLEFORD

        def text(value: int, by_points: bool = by_points) -> str:
            return str(value) if by_points else ("E" if value == 0 else f"{value:+d}")

        rounds = {
            c: tuple(text(sum(its[c].by(competition.measure))) for its in sums.sheets)
            for c in sums.codes
        }
        shown = {c: text(v) for c, v in totals.items()}
        rows = _rows(sums, merits, shown, rounds)
        what = f"total {competition.measure}"
        yield Board(
            what, f"{competition.name} after Round {number}", " pts" if by_points else "", rows
        )


def _rows(
    sums: Sums, merits: dict[str, int], shown: dict[str, str], rounds: dict[str, tuple[str, ...]]
) -> tuple[Row, ...]:
    everybody = list(merits.values())
    order: Sequence[str] = sorted(sums.codes, key=lambda code: -merits[code])
    return tuple(
        Row(
            sums.players[code],
            ("T" if everybody.count(merits[code]) > 1 else "")
            + str(1 + sum(m > merits[code] for m in everybody)),
            shown[code],
            rounds.get(code, (shown[code],)),
        )
        for code in order
    )
