"""The score file's rows: read with polars, checked, sorted, each hole of each player once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from teg_tui.errors import DataError
from teg_tui.golf.files import DERIVED, OPTIONAL, REQUIRED, DataFiles
from teg_tui.golf.tables import Findings, match_columns, read_csv

if TYPE_CHECKING:
    import polars as pl

LIMITS = {
    "TEGNum": (1, 9999),
    "Round": (1, 99),
    "Hole": (1, 18),
    "PAR": (3, 6),
    "SI": (1, 18),
    "Sc": (1, 30),
    "HC": (-18, 72),
}
"""Column -> the least and the most that can be meant; anything else is a slip."""
BLANK_ALLOWED = {"Sc", "HC"}
"""A score not entered yet, a handicap not known."""


class ScoreRow(NamedTuple):
    """One player's hole."""

    teg: int
    round: int
    code: str
    hole: int
    par: int
    si: int
    score: int | None
    """None: not entered yet."""
    handicap: int | None
    name: str
    row: int
    """As a person counts."""

    @property
    def key(self) -> tuple[int, int, str, int]:
        """What may be there once only."""
        return (self.teg, self.round, self.code, self.hole)


def scores_path(root: Path, files: DataFiles, findings: Findings) -> Path:
    """The score file to read: as configured, else the same name as Parquet or CSV."""
    stated = root / files.scores
    other = stated.with_suffix(".csv" if stated.suffix == ".parquet" else ".parquet")
    if stated.is_file():
        if other.is_file():
            what = f"is read; {other.name} beside it is not (data.scores in teg.toml says which)"
            findings.note(what, files.scores)
        return stated
    if other.is_file():
        return other
    raise DataError(
        f"there are no scores: looked for {files.scores} and {other.name} beside it",
        where=str(root),
        way_out="Name the file in teg.toml: scores, in [data]",
    )


@dataclass(frozen=True)
class _Source:
    """The file being read, and where to say what is wrong with it."""

    file: str
    columns: Mapping[str, str]
    """Our name -> the file's."""
    event: str
    findings: Findings

    def note(self, what: str, row: int | None, column: str = "") -> None:
        """The data are used all the same."""
        self.findings.note(what, self.file, row, self.columns.get(column, column))

    def problem(self, what: str, row: int, column: str) -> None:
        """The row can't be used."""
        self.findings.problem(what, self.file, row, self.columns.get(column, column))

    def hole(self, row: ScoreRow) -> str:
        """What a row is about, in words."""
        return f"{row.code}'s hole {row.hole} in round {row.round} of {self.event} {row.teg}"


def read_scores(
    path: Path, file: str, files: DataFiles, event: str, findings: Findings
) -> list[ScoreRow]:
    """Every hole played, by event, round, player code and hole.

    `file` is what messages call the path, `event` the word for an event. Problems are gathered
    in `findings`; their rows are left out.
    """
    raw, at = _read(path, file, findings)
    columns = _columns(raw.columns, file, files)
    source = _Source(file, {"TEGNum": columns.get("TEG", "TEGNum"), **columns}, event, findings)
    numbers = _numbers(_texts(raw, at, columns), source)
    _compare_derived(numbers, source)
    order = ["TEGNum", "Round", "Pl", "Hole"]
    fields = [*order, "PAR", "SI", "Sc", "HC", "Player", "row"]
    entered = map(ScoreRow._make, numbers.sort([*order, "row"]).select(fields).iter_rows())
    rows = _each_once(list(entered), source)
    _agree_on_holes(rows, source)
    _agree_on_handicaps(rows, source)
    return rows


def header_of(path: Path, file: str) -> list[str]:
    """The column names of a score file."""
    return _read(path, file, Findings())[0].columns


def _read(path: Path, file: str, findings: Findings) -> tuple[pl.DataFrame, pl.Series]:
    """The whole file under its own names, and the number of each row."""
    import polars as pl

    if path.suffix == ".parquet":
        try:
            frame = pl.read_parquet(path)
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            # On a damaged file polars may panic, which is no Exception.
            raise DataError(f"can't be read as Parquet: {error}", where=file) from error
        return frame, pl.Series("row", range(1, frame.height + 1), dtype=pl.Int64)
    table = read_csv(path, file, findings)
    columns = {name: table.header.index(name) for name in table.header}
    frame = pl.DataFrame(
        {name: [row[at] for row in table.rows] for name, at in columns.items()},
        schema=dict.fromkeys(columns, pl.String),
    )
    return frame, pl.Series("row", table.lines, dtype=pl.Int64)


def _texts(raw: pl.DataFrame, at: pl.Series, columns: Mapping[str, str]) -> pl.DataFrame:
    """The columns we know, as text under our names, and `row`; rows with nothing in them go."""
    import polars as pl

    text = {
        our: pl.col(their).cast(pl.String).fill_null("").str.strip_chars()
        for our, their in columns.items()
    }
    text = {our: value.replace(["NaN", "nan"], "") for our, value in text.items()}
    text.setdefault("TEGNum", text.get("TEG", pl.lit("")).str.extract(r"(\d+)").fill_null(""))
    for optional in OPTIONAL:
        text.setdefault(optional, pl.lit(""))
    frame = raw.select(**text).with_columns(at)
    return frame.filter(pl.any_horizontal(pl.col(name) != "" for name in REQUIRED))


def _columns(header: Sequence[str], file: str, files: DataFiles) -> dict[str, str]:
    columns = match_columns(header, (*REQUIRED, *OPTIONAL, *DERIVED), files.columns)
    if "Pl" not in columns and "Player" in columns:
        columns["Pl"] = columns["Player"]
    missing = [name for name in REQUIRED if name not in columns]
    if "TEGNum" in missing and "TEG" in columns:
        missing.remove("TEGNum")
    if missing:
        lacking = ", ".join(files.columns.get(name, name) for name in missing)
        plural = "s" if len(missing) > 1 else ""
        raise DataError(
            f"lacks the column{plural} {lacking}; it has {', '.join(header)}",
            where=file,
            way_out="Where a column has another name, say so in teg.toml, in [data.columns]: "
            f'{missing[0]} = "its name"',
        )
    return columns


def _numbers(texts: pl.DataFrame, source: _Source) -> pl.DataFrame:
    """The rows without a problem, their numbers as whole numbers."""
    import polars as pl

    unusable = {row for row, _, _ in source.findings.problems}
    frame = texts
    for name, (least, most) in LIMITS.items():
        blank = pl.col(name) == ""
        value = pl.col(name).cast(pl.Float64, strict=False)
        possible = value.is_between(least, most).fill_null(value=False)
        if name != "HC":
            possible &= value == value.floor()
        fine = possible | blank if name in BLANK_ALLOWED else possible
        for row, text in texts.filter(~fine).select("row", name).iter_rows():
            source.problem(_complaint(text, least, most), row, name)
            unusable.add(row)
        frame = frame.with_columns(value.floor().cast(pl.Int64, strict=False).alias(name))
    for (row,) in texts.filter(pl.col("Pl") == "").select("row").iter_rows():
        source.problem("is blank", row, "Pl")
        unusable.add(row)
    exact = texts["HC"].cast(pl.Float64, strict=False)
    cut = texts.filter(exact != exact.floor())
    if cut.height:
        what = f"{_rows_have(cut.height)} a handicap with a fraction: only the whole part counts"
        source.note(what, cut["row"][0], "HC")
    return frame.filter(~pl.col("row").is_in(list(unusable)))


def _complaint(text: str, least: int, most: int) -> str:
    if not text:
        return "is blank"
    try:
        value = float(text)
    except ValueError:
        return f"“{text}” is not a number"
    if value != value // 1:
        return f"{text} is not a whole number"
    return f"{value:g} can't be: it must lie between {least} and {most}"


def _rows_have(count: int) -> str:
    return "this row has" if count == 1 else f"{count} rows, this the first, have"


def _compare_derived(frame: pl.DataFrame, source: _Source) -> None:
    """Say where columns that follow from the rest no longer agree with it."""
    import polars as pl

    par, si, hc = pl.col("PAR"), pl.col("SI"), pl.col("HC")
    strokes = hc // 18 + (hc % 18 >= si).cast(pl.Int64)
    net = pl.col("Sc") - strokes
    numbers = {
        "HCStrokes": strokes,
        "GrossVP": pl.col("Sc") - par,
        "Net": net,
        "NetVP": net - par,
        "Stableford": (2 - (net - par)).clip(lower_bound=0),
    }
    labels = {
        "HoleID": pl.format(
            "T{}|R{}|H{}",
            *(pl.col(c).cast(pl.String).str.zfill(2) for c in ("TEGNum", "Round", "Hole")),
        ),
        "FrontBack": pl.when(pl.col("Hole") <= 9).then(pl.lit("Front")).otherwise(pl.lit("Back")),
        "TEG": pl.col("TEGNum").cast(pl.String),
    }
    for name in (name for name in (*numbers, *labels) if name in source.columns):
        said = pl.col(name)
        if name in numbers:
            right = numbers[name]
            other = said.cast(pl.Float64, strict=False).ne_missing(right)
        else:
            right = labels[name]
            other = (said.str.extract(r"(\d+)") if name == "TEG" else said) != right
        wrong = frame.filter(other & (said != "") & right.is_not_null())
        if wrong.height:
            text, value = wrong.select(said, right.alias("right")).row(0)
            what = f"{_rows_have(wrong.height)} another {name} than the rest of the row gives"
            what += f" ({text}, not {value}): computed anew"
            source.note(what, wrong["row"][0], name)


def _each_once(rows: list[ScoreRow], source: _Source) -> list[ScoreRow]:
    """Drop rows that say the same twice; where they differ, that is a problem."""
    kept: list[ScoreRow] = []
    repeated = 0
    first = 0
    for row in rows:
        last = kept[-1] if kept else None
        if last is None or last.key != row.key:
            kept.append(row)
        elif row.score is None or row[4:8] == last[4:8]:
            first = first or row.row
            repeated += 1
        elif last.score is None:
            kept[-1] = row
        else:
            what = f"has {row.score} strokes here and {last.score} in row {last.row}"
            if row.score == last.score:
                what = f"is there twice, differently: see row {last.row}"
            source.problem(f"{source.hole(row)} {what}", row.row, "Sc")
    if repeated:
        source.note(f"{_rows_have(repeated)} been there before: counted once", first)
    return kept


def _agree_on_holes(rows: list[ScoreRow], source: _Source) -> None:
    """Par and stroke index of a hole are the same for everybody in a round."""
    votes: dict[tuple[int, int, int], Counter[tuple[int, int]]] = {}
    said = Counter((row.teg, row.round, row.hole, row.par, row.si) for row in rows)
    for (teg, number, hole, par, si), count in said.items():
        votes.setdefault((teg, number, hole), Counter())[par, si] = count
    disputed = {hole: counted for hole, counted in votes.items() if len(counted) > 1}
    for row in rows if disputed else ():
        counted = disputed.get((row.teg, row.round, row.hole))
        if counted is None:
            continue
        (par, si), most = counted.most_common(1)[0]
        for column, mine, others in (("PAR", row.par, par), ("SI", row.si, si)):
            if mine != others:
                what = f"has {mine}, but {most} of {counted.total()} cards say {others}"
                source.problem(f"{source.hole(row)} {what}", row.row, column)


def _agree_on_handicaps(rows: list[ScoreRow], source: _Source) -> None:
    """A player has one handicap in a round; 0 is said, as it often means a forgotten one."""
    first: dict[tuple[int, int, str], ScoreRow] = {}
    for row in rows:
        if row.handicap is None:
            continue
        known = first.setdefault(row[:3], row)
        if row.handicap != known.handicap:
            what = f"{row.code} has handicap {row.handicap} here and {known.handicap} in row"
            what += f" {known.row}, in round {row.round} of {source.event} {row.teg}"
            source.problem(what, row.row, "HC")
    scratch: dict[tuple[int, str], int] = {}
    for (teg, _, code), row in first.items():
        if row.handicap == 0:
            scratch.setdefault((teg, code), row.row)
    for (teg, code), at in scratch.items():
        what = f"{code} plays {source.event} {teg} off handicap 0: taken as scratch"
        source.note(f"{what}, no strokes received", at, "HC")
