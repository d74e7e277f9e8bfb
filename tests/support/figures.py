"""Where the facts hold each figure that a prompt's format names, held against a second reckoning.

A figure is a name and a check: given the facts as they were sent and the scores reckoned anew, it
finds the figure in its section and column and says whether it is right, for everybody and in
every competition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from reckoning import (
    Reckoning,
    distance,
    earlier_rounds,
    gross_of,
    placed,
    points_of,
    shown,
    signed,
    strokes_of,
    won_before,
)

from teg_tui.golf.tour import Competition
from teg_tui.simulator.facts_sheet import Row, Sheet, labelled

Check = Callable[[Sheet, Reckoning], None]

ORDINALS = (
    *("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"),
)


def by_code(sheet: Sheet, section: str) -> dict[str, dict[str, str]]:
    """A table's rows by their player's code."""
    return {row["Code"]: row for row in sheet.table(section)}


def listed(codes: list[str]) -> str:
    """Codes as the facts list them."""
    return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} and {codes[-1]}"


def top_words(scores: Reckoning, competition: Competition, rounds: int | None = None) -> str:
    """Who is in front, with the total and the gap."""
    leaders, gap = scores.top(competition, rounds)
    totals = scores.totals(competition, rounds)
    total = shown(totals[leaders[0]], competition.measure)
    if len(leaders) > 1:
        return f"tie at the top: {listed(leaders)} on {total}; nobody leads alone"
    chasers = [c for c in scores.codes if abs(totals[c] - totals[leaders[0]]) == gap]
    return (
        f"{leaders[0]} {total}, {distance(gap, competition.measure)} ahead of "
        f"{listed([c for c in chasers if c != leaders[0]])}"
    )


# a round


def scores_of_the_round(sheet: Sheet, scores: Reckoning) -> None:
    rows = by_code(sheet, "ROUND SCORES")
    points = {code: sum(points_of(scores.card(code))) for code in scores.codes}
    gross = {code: sum(gross_of(scores.card(code))) for code in scores.codes}
    ranks = placed(points), placed({code: -value for code, value in gross.items()})
    assert set(rows) == set(scores.codes)
    for code, row in rows.items():
        assert (row["Points"], row["Points rank"]) == (str(points[code]), ranks[0][code])
        assert (row["Gross"], row["Gross rank"]) == (signed(gross[code]), ranks[1][code])


def standings_of_the_round(sheet: Sheet, scores: Reckoning) -> None:
    number = len(scores.rounds)
    for competition in scores.competitions:
        rows = by_code(sheet, f"STANDINGS {competition.name} (")
        totals, places = scores.totals(competition), scores.places(competition)
        leader = scores.top(competition)[0][0]
        before = scores.places(competition, number - 1) if number > 1 else {}
        assert set(rows) == set(scores.codes)
        for code, row in rows.items():
            assert row["Pos"] == places[code]
            assert row["Total"] == shown(totals[code], competition.measure)
            assert row["Behind"] == str(abs(totals[code] - totals[leader]))
            assert row.get("Pos before") == before.get(code)
            if before:
                up = int(before[code].strip("T")) - int(places[code].strip("T"))
                moved = f"{'up' if up > 0 else 'down'} {abs(up)}" if up else "same"
                assert row["Moved"] == moved


def leads_of_the_round(sheet: Sheet, scores: Reckoning) -> None:
    number = len(scores.rounds)
    for competition in scores.competitions:
        rows = sheet.rows(f"LEAD {competition.name}")
        taken = [(hole, code) for rnd, hole, code in scores.changes(competition) if rnd == number]
        assert labelled(rows, "After")[0] == top_words(scores, competition)
        if number > 1:
            assert labelled(rows, "Before")[0] == top_words(scores, competition, number - 1)
        assert labelled(rows, "Lead changes")[0] == str(len(taken))
        assert [_hole_and_code(row) for row in rows if _is_change(row)] == [
            (f"H{hole}", code) for hole, code in taken
        ]


def _is_change(row: Row) -> bool:
    return len(row) > 1 and bool(re.search(r" (takes|regains) the lead from ", row[1]))


def _hole_and_code(row: Row) -> tuple[str, str]:
    return row[0], row[1].split()[0]


def holes_of_everybody(sheet: Sheet, scores: Reckoning) -> None:
    rows = sheet.table("CARDS")
    assert len(rows) == 18
    for code in scores.codes:
        card = scores.card(code)
        its = zip(strokes_of(card), gross_of(card), points_of(card), strict=True)
        told = [f"{strokes} {signed(over)} {points}" for strokes, over, points in its]
        assert [row[code] for row in rows] == told
    assert [row["Par"] for row in rows] == [str(hole.par) for hole in scores.last.holes]


def moments(sheet: Sheet, scores: Reckoning) -> None:
    rows = sheet.rows("KEY MOMENTS")
    assert rows
    for row in rows:
        number, hole = _place(row[0], scores)
        _golf_is_right(scores, number, hole, row)
    for number in range(1 if not sheet.of_round else len(scores.rounds), len(scores.rounds) + 1):
        assert any(_place(row[0], scores)[0] == number for row in rows)


def _place(cell: str, scores: Reckoning) -> tuple[int, int]:
    """Round and hole of "R2 H13", or of "H13" in the last round."""
    *rnd, hole = cell.split()
    return int(rnd[0][1:]) if rnd else len(scores.rounds), int(hole[1:])


def _golf_is_right(scores: Reckoning, number: int, hole: int, row: Row) -> None:
    card = scores.card(row[1], number)
    strokes, points = strokes_of(card)[hole - 1], points_of(card)[hole - 1]
    golf, _, rest = row[2].partition(": ")
    assert golf == f"{strokes} on par {card.holes[hole - 1].par}"
    assert rest.rpartition(", ")[2] == f"{points} pt{'' if points == 1 else 's'}"


def nines_and_sixes(sheet: Sheet, scores: Reckoning) -> None:
    spans = {"Out": (1, 9), "In": (10, 18), "H1-6": (1, 6), "H7-12": (7, 12), "H13-18": (13, 18)}
    rows = by_code(sheet, "SPLITS")
    assert set(rows) == set(scores.codes)
    for code, row in rows.items():
        points, gross = points_of(scores.card(code)), gross_of(scores.card(code))
        for column, (first, last) in spans.items():
            part = slice(first - 1, last)
            assert row[column] == f"{sum(points[part])} {signed(sum(gross[part]))}"


def hardest_and_easiest(sheet: Sheet, scores: Reckoning) -> None:
    over = [gross_of(scores.card(code)) for code in scores.codes]
    totals = [sum(its) for its in zip(*over, strict=True)]
    rows = sheet.rows("HOLES")
    for label, extreme in (("Hardest", max), ("Easiest", min)):
        first = labelled(rows, label)
        hole = int(first[0].split()[0][1:])
        assert totals[hole - 1] == extreme(totals)
        par, mean = scores.last.holes[hole - 1].par, totals[hole - 1] / len(over)
        assert first[0] == f"H{hole} par {par}"
        assert first[1] == f"average {par + mean:.2f} ({mean:+.2f})"


def counts_of_the_round(sheet: Sheet, scores: Reckoning) -> None:
    rows = by_code(sheet, "COUNTS")
    assert set(rows) == set(scores.codes)
    for code, row in rows.items():
        card = scores.card(code)
        over, strokes = gross_of(card), strokes_of(card)
        blown = [f"H{n} ({strokes[n - 1]})" for n, its in enumerate(over, 1) if its >= 3]
        assert int(row["Eagles"]) == sum(its <= -2 for its in over)
        assert int(row["Birdies"]) == over.count(-1)
        assert int(row["Blow-ups"]) == len(blown)
        assert int(row["Zeros"]) == points_of(card).count(0)
        assert row["Blow-ups at"] == (", ".join(blown) or "-")


QUALITIES: dict[str, tuple[int, Callable[[int, int], bool]]] = {
    "birdies or better": (2, lambda over, points: over < 0),
    "pars or better": (3, lambda over, points: over <= 0),
    "blow-ups": (2, lambda over, points: over >= 3),
    "holes of 3 points or more": (3, lambda over, points: points >= 3),
    "holes with points": (9, lambda over, points: points > 0),
    "zeros": (2, lambda over, points: points == 0),
}


def streaks(sheet: Sheet, scores: Reckoning) -> None:
    whole = sheet.of_round
    for number in [len(scores.rounds)] if whole else range(1, len(scores.rounds) + 1):
        rows = [row if whole else row[1:] for row in sheet.rows("STREAKS")]
        if not whole:
            rows = [row[1:] for row in sheet.rows("STREAKS") if row[0] == f"R{number}"]
        runs = [
            (last - first + 1, code, name, first, last)
            for code in scores.codes
            for name, first, last in _runs(scores, code, number)
        ]
        for code, words, span in rows:
            length, _, name = words.removesuffix(" in a row").partition(" ")
            first, last = span.removeprefix("H").split("-")
            assert (int(length), code, name, int(first), int(last)) in runs
        longest = [int(words.split()[0]) for _, words, _ in rows]
        assert longest == sorted(longest, reverse=True)
        assert longest[:1] == ([max(runs)[0]] if runs else [])


def _runs(scores: Reckoning, code: str, number: int) -> Iterator[tuple[str, int, int]]:
    card = scores.card(code, number)
    holes = list(zip(gross_of(card), points_of(card), strict=True))
    for name, (least, qualifies) in QUALITIES.items():
        marks = "".join("x" if qualifies(*hole) else "." for hole in holes)
        for found in re.finditer(f"x{{{least},}}", marks):
            yield name, found.start() + 1, found.end()


def records(sheet: Sheet, scores: Reckoning) -> None:
    """Every line on points or gross of a round is right; none that is due is missing."""
    last = len(scores.rounds)
    if sheet.of_round:
        rows, numbers = [(last, row) for row in sheet.rows("RECORDS")], [last]
    else:
        rows = [(int(row[0][1:]), row[1:]) for row in sheet.rows("RECORDS of its rounds")]
        numbers = list(range(1, last + 1))
    told = {(number, row[0].split(" of ")[0], row[1], row[2]): row[3:] for number, row in rows}
    due = dict(_records_due(scores, numbers))
    for key, (value, previous) in due.items():
        assert key in told, key
        assert told[key][0] == value
        assert re.match(rf"(record )?before: {re.escape(previous)}, ", told[key][1]), told[key]
    ours = {"highest Stableford points in a round", "lowest gross to par in a round"}
    asserted = ("Tour record", "Course record", "Personal best")
    claimed = {key for key in told if key[1] in asserted and key[3] in ours}
    assert claimed <= set(due)


def _records_due(
    scores: Reckoning, numbers: list[int]
) -> Iterator[tuple[tuple[int, str, str, str], tuple[str, str]]]:
    """What was bettered alone: what, by whom, in what; the value and the one before."""
    for number in numbers:
        rnd = scores.rounds[number - 1]
        past = earlier_rounds(scores.tour, scores.teg, number)
        for name, value_of, show, sign in (
            ("highest Stableford points in a round", points_of, str, 1),
            ("lowest gross to par in a round", gross_of, signed, -1),
        ):
            before = [
                (r.course, c.player.code, sign * sum(value_of(c))) for r in past for c in r.cards
            ]
            now = {card.player.code: sign * sum(value_of(card)) for card in rnd.cards}
            tour = [value for _, _, value in before]
            course = [value for at, _, value in before if at == rnd.course]
            top = [code for code, value in now.items() if value == max(now.values())]
            for code, value in now.items():
                his = [value for _, who, value in before if who == code]
                on_tour = len(tour) >= 20 and code in top and value >= max(tour)
                for what, values, due in (
                    ("Tour record", tour, top == [code] and len(tour) >= 20),
                    ("Course record", course, top == [code] and len(course) >= 4),
                    ("Personal best", his, not on_tour and len(his) >= 4),
                ):
                    if due and value > max(values):
                        yield (
                            (number, what, code, name),
                            (show(sign * value), show(sign * max(values))),
                        )


def stakes(sheet: Sheet, scores: Reckoning) -> None:
    rows = sheet.rows("AT STAKE")
    if not scores.left:
        assert not rows
        return
    assert labelled(rows, "Rounds left") == (str(scores.left), f"{scores.left * 18} holes")
    for competition in scores.competitions:
        totals = scores.totals(competition)
        leader = scores.top(competition)[0][0]
        assert labelled(rows, competition.name) == (top_words(scores, competition),)
        behind = {code: abs(total - totals[leader]) for code, total in totals.items()}
        needs = [row[2] for row in rows if row[0] == competition.name and "to be made up" in row[1]]
        told = {need for cell in needs for need in cell.split(", ")}
        assert told == {f"{code} {gap + 1}" for code, gap in behind.items() if gap}
        if competition.last_place:
            last = listed(scores.last_ones(competition))
            assert labelled(rows, competition.last_place)[0] == f"last now: {last}"


# how it ended


def how_it_was_won(sheet: Sheet, scores: Reckoning) -> None:
    if scores.left:
        assert not sheet.final
        return
    before = won_before(scores.tour, scores.teg)
    for competition in scores.competitions:
        rows = sheet.rows(f"HOW IT WAS WON {competition.name}")
        totals = scores.totals(competition)
        for award, codes in scores.given(competition):
            its = [row for row in rows if row[0] == award]
            assert sorted(row[1] for row in its) == codes
            for row in its:
                assert row[3] == shown(totals[row[1]], competition.measure)
                assert row[4:] == _which(award, before.get((award, row[1]), []), scores.teg)
        leaders, gap = scores.top(competition)
        if len(leaders) == 1:
            assert labelled(rows, "Margin")[:2] == (leaders[0], distance(gap, competition.measure))
            since = scores.for_good(competition)
            assert since is not None
            words = f"led alone from R{since[0]} H{since[1]} to the end"
            assert labelled(rows, "Lead for good") == (leaders[0], words)


def _which(award: str, before: list[int], teg: int) -> tuple[str, ...]:
    """Which time it was, and what it follows on."""
    which = f"{ORDINALS[len(before) + 1]} {award}"
    if not before:
        return (which,)
    running = 0
    while teg - 1 - running in before:
        running += 1
    follows = f"{ORDINALS[running + 1]} in a row" if running else f"first since TEG {before[-1]}"
    return f"{which} (before: {', '.join(f'TEG {n}' for n in before)})", follows


def awards_before_and_now(sheet: Sheet, scores: Reckoning) -> None:
    before = won_before(scores.tour, scores.teg)
    people = by_code(sheet, "PLAYERS")
    assert set(people) == set(scores.codes)
    for competition in scores.competitions:
        for award, codes in scores.given(competition):
            for code, row in people.items():
                many = len(before.get((award, code), []))
                if scores.left:
                    assert row[f"{award} before"] == str(many)
                else:
                    assert row[f"{award} before/now"] == f"{many}/{many + (code in codes)}"


def full_names(sheet: Sheet, scores: Reckoning) -> None:
    names = {card.player.code: card.player.name for card in scores.last.cards}
    for code, row in by_code(sheet, "PLAYERS").items():
        assert row["Name"].casefold() == names[code].casefold()


# a tournament


def standings_after_each_round(sheet: Sheet, scores: Reckoning) -> None:
    for competition in scores.competitions:
        rows = by_code(sheet, f"STANDINGS {competition.name} (")
        totals, places = scores.totals(competition), scores.places(competition)
        assert set(rows) == set(scores.codes)
        for code, row in rows.items():
            assert row["Pos"] == places[code]
            assert row["Total"] == shown(totals[code], competition.measure)
            for number in range(1, len(scores.rounds) + 1):
                its = scores.totals(competition, number)[code]
                place = scores.places(competition, number)[code]
                assert row[f"After R{number}"] == f"{place}: {shown(its, competition.measure)}"


def leads_of_every_round(sheet: Sheet, scores: Reckoning) -> None:
    for competition in scores.competitions:
        rows = sheet.rows(f"LEAD {competition.name}")
        changes = scores.changes(competition)
        for number in range(1, len(scores.rounds) + 1):
            many = sum(rnd == number for rnd, _, _ in changes)
            words = f"{many} lead change{'' if many == 1 else 's'}"
            assert labelled(rows, f"After R{number}") == (
                top_words(scores, competition, number),
                words,
            )
        assert labelled(rows, "Lead changes")[0] == str(len(changes))
        assert [_hole_and_code(row) for row in rows if _is_change(row)] == [
            (f"R{rnd} H{hole}", code) for rnd, hole, code in changes
        ]


def scores_by_round(sheet: Sheet, scores: Reckoning) -> None:
    for section, value in (
        ("SCORES BY ROUND points", lambda card: str(sum(points_of(card)))),
        ("SCORES BY ROUND gross", lambda card: signed(sum(gross_of(card)))),
        ("BLOW-UPS BY ROUND", lambda card: str(sum(over >= 3 for over in gross_of(card)))),
        ("ZEROS BY ROUND", lambda card: str(points_of(card).count(0))),
    ):
        rows = by_code(sheet, section)
        assert set(rows) == set(scores.codes)
        for code, row in rows.items():
            for number in range(1, len(scores.rounds) + 1):
                assert row[f"R{number}"] == value(scores.card(code, number))


def player_stories(sheet: Sheet, scores: Reckoning) -> None:
    rows = by_code(sheet, "PLAYER STORIES")
    assert set(rows) == set(scores.codes)
    for code, row in rows.items():
        cards = [scores.card(code, number) for number in range(1, len(scores.rounds) + 1)]
        points, gross = [sum(points_of(c)) for c in cards], [sum(gross_of(c)) for c in cards]
        over = [o for card in cards for o in gross_of(card)]
        for column, values, extreme, show in (
            ("Best round", points, max, str),
            ("Worst round", points, min, str),
            ("Best gross", gross, min, signed),
            ("Worst gross", gross, max, signed),
        ):
            where = [f"R{n}" for n, its in enumerate(values, 1) if its == extreme(values)]
            assert row[column] == f"{', '.join(where)} {show(extreme(values))}"
        assert int(row["Birdies or better"]) == sum(its < 0 for its in over)
        assert int(row["Blow-ups"]) == sum(its >= 3 for its in over)
        assert int(row["Zeros"]) == sum(points_of(card).count(0) for card in cards)
        all_points = [p for card in cards for p in points_of(card)]
        for column, of, values in (
            ("Best hole", max(all_points), all_points),
            ("Worst hole", max(over), over),
        ):
            place, _, golf = row[column].partition(" on par ")
            *where, strokes = place.split()
            number, hole = _place(" ".join(where), scores)
            at = 18 * (number - 1) + hole - 1
            assert values[at] == of
            assert int(strokes) - int(golf) == over[at]


def turning_points(sheet: Sheet, scores: Reckoning) -> None:
    rows = sheet.rows("TURNING POINTS")
    turns = {
        (rnd, hole): code for c in scores.competitions for rnd, hole, code in scores.changes(c)
    }
    decided = [scores.for_good(c) for c in scores.competitions] if not scores.left else []
    at = [_place(row[0], scores) for row in rows]
    for row, place in zip(rows, at, strict=True):
        _golf_is_right(scores, *place, row)
        assert place in turns or place in decided
    wanted = {place for place in decided if place is not None}
    assert set(at[: len(wanted)]) == wanted, "where it was won for good comes first"
    assert rows or not turns


def where_and_when(sheet: Sheet, scores: Reckoning) -> None:
    assert scores.tournament.area in labelled(sheet.rows("TOURNAMENT"), "Tournament")[2]
    rows = {row["Round"]: row for row in sheet.table("ROUNDS")}
    for rnd in scores.rounds:
        row = rows[f"R{rnd.number}"]
        assert row["Course"] == rnd.course
        assert rnd.date is not None
        assert row["Date"].endswith(rnd.date.strftime("%d/%m/%Y"))
        before = [
            past
            for past in earlier_rounds(scores.tour, scores.teg, rnd.number)
            if past.course == rnd.course
        ]
        assert row["Tour rounds before"] == str(len(before))


def rounds_played(sheet: Sheet, scores: Reckoning) -> None:
    played, left = len(scores.rounds), scores.left
    told = labelled(sheet.rows("TOURNAMENT"), "Rounds")
    assert told == (f"{played} of {played + left}", f"{left} left" if left else "final")
