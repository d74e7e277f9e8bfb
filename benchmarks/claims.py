"""How good the checker of claims is: what it finds, what it wrongly calls false, how long it takes.

Mutations are true sentences of the demonstration tour with one word made wrong
(`tests/support/mutations.py`): every original counts for precision, every mutation for recall.
The second table is the same of reports as nobody wrote them yet, on tours that nobody plays
(`benchmarks/unseen`): of standings it counts figures. The others are of whole reports as a model
writes them from the facts that it is sent (`benchmarks/faithful`): every word in them is true, and
each line of `lies.jsonl` puts one lie into one of them. They are of the demonstration tour, or of
the one that their folder holds; by those in a folder `fresh` nothing has been mended.
`--misses KIND` (or `all`) prints, instead of these, what was not found and what was wrongly called
false; `--misses faithful` of the reports that are not fresh.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median

from measures import PROJECT, Figure, judged, milliseconds, show  # puts tests/support on the path
from mutations import Specimen, by_hand, generated
from unseen.boards import showings
from unseen.corpus import Saying, sayings
from unseen.tours import jaunt, meeting, muster

from teg_tui import config, workspace
from teg_tui.golf.claims import Claim, Subject, Verdict, check
from teg_tui.golf.tour import Tour

RUNS = 5
FAITHFUL = PROJECT / "benchmarks" / "faithful"
FRESH = "fresh"
RECALL, PRECISION, MOST_SECONDS = 0.85, 0.95, 0.05
FIGURES_FOUND, FIGURES_ALARMED = 0.98, 0.01
"""Of the figures of standings."""


def demonstration_tour() -> Tour:
    """The tour that the program brings along."""
    return _tour(PROJECT, PROJECT / "data" / "teg.toml")


def _tour(root: Path, file: Path) -> Tour:
    settings = config.parse(file.read_text(encoding="utf-8"), str(file))
    return workspace.load_tour(workspace.Workspace(root, settings)).tour


def measure(tour: Tour) -> list[Figure]:
    """Precision and recall a family of claims, then the time a report takes."""
    figures = []
    for name, specimens in (("by hand", by_hand()), ("generated", generated(tour))):
        figures += _quality(tour, name, list(specimens))
    return [*figures, _speed(tour)]


def measure_unseen(demonstration: Tour) -> list[Figure]:
    """Precision and recall a kind of claim, on every tour; standings figure by figure."""
    sentences, alarms = Counter[str](), Counter[str]()
    mutated, found = Counter[str](), Counter[str]()
    shown = shown_alarms = changed = changed_found = 0
    for tour in _tours(demonstration):
        for said in sayings(tour):
            where = Subject(said.teg, said.round)
            sentences[said.kind] += 1
            alarms[said.kind] += bool(_false(said.true, tour, where))
            mutated[said.kind] += len(said.false)
            found[said.kind] += sum(bool(_false(text, tour, where)) for text in said.false)
        for board in showings(tour):
            where = Subject(board.teg, board.round)
            shown += board.figures
            shown_alarms += _false(board.true, tour, where)
            changed += len(board.false)
            changed_found += sum(bool(_false(text, tour, where)) for text in board.false)
    kinds = [
        _figure(f"unseen, {kind}", sentences[kind], alarms[kind], mutated[kind], found[kind])
        for kind in sentences
    ]
    total = (sum(its.values()) for its in (sentences, alarms, mutated, found))
    recall, rate = changed_found / changed, shown_alarms / shown
    standings = Figure(
        "unseen, standings",
        f"recall {recall:.1%}",
        f"{changed_found} of {changed}; {shown_alarms} false alarms in {shown}",
        f"alarms {rate:.1%}",
        f">= {FIGURES_FOUND:.0%}, <= {FIGURES_ALARMED:.0%}",
        judged(recall >= FIGURES_FOUND and rate <= FIGURES_ALARMED),
    )
    return [*kinds, _figure("unseen, all but standings", *total), standings]


def misses(demonstration: Tour, kind: str) -> Iterator[str]:
    """The texts about which the checker is wrong, each sentence's one below the other."""
    wrong: dict[str, list[str]] = {}
    asked = ((tour, said) for tour in _tours(demonstration) for said in sayings(tour))
    for tour, said in asked:
        if kind in ("all", said.kind):
            wrong.setdefault(f"{said.kind}: {said.voice}", []).extend(_wrong(tour, said))
    for voice, texts in wrong.items():
        if texts:
            yield voice
            yield from texts


def measure_faithful(tour: Tour, folder: Path) -> list[Figure]:
    """False alarms in whole reports that are true, and how many lies put into them are found."""
    judged_, alarms = 0, 0
    for _, claims in _reports(tour, folder):
        alarms += len(_falsehoods(claims))
        judged_ += sum(claim.verdict is not Verdict.UNCHECKED for claim in claims)
    told, found = Counter[str](), Counter[str]()
    for lie, is_found in _lies(tour, folder):
        told[lie["kind"]] += 1
        found[lie["kind"]] += is_found
    precision = found.total() / (found.total() + alarms)
    name = folder.relative_to(FAITHFUL.parent)
    return [
        *(
            Figure(
                f"{name}: lies, {kind}",
                f"recall {found[kind] / n:.1%}",
                f"{found[kind]} of {n}",
            )
            for kind, n in sorted(told.items())
        ),
        Figure(
            f"{name}: lies",
            f"recall {found.total() / told.total():.1%}",
            f"{found.total()} of {told.total()}",
            aim=f">= {RECALL:.0%}",
            verdict=judged(found.total() >= RECALL * told.total()),
        ),
        Figure(
            f"{name}: false alarms",
            f"{alarms / judged_:.1%}",
            f"{alarms} in {judged_} claims judged",
            f"precision {precision:.1%}",
            f">= {PRECISION:.0%}",
            judged(precision >= PRECISION),
        ),
    ]


def _faithful(demonstration: Tour) -> Iterator[tuple[Tour, Path]]:
    """The folders of faithful reports, each with the tour that they are of."""
    tours = {FAITHFUL: demonstration}
    for folder in sorted(lies.parent for lies in FAITHFUL.rglob("lies.jsonl")):
        if (folder / "teg.toml").exists():
            tours[folder] = _tour(folder, folder / "teg.toml")
        yield next(tours[its] for its in (folder, *folder.parents) if its in tours), folder


def _reports(tour: Tour, folder: Path) -> Iterator[tuple[Path, tuple[Claim, ...]]]:
    """The reports that hold nothing false, with their claims."""
    for path in sorted(folder.glob("*.md")):
        yield path, check(path.read_text(encoding="utf-8"), tour, _subject(path))


def _lies(tour: Tour, folder: Path) -> Iterator[tuple[dict[str, str], bool]]:
    """Every lie, and whether something more is called false once it is told."""
    before = {path.name: _falsehoods(claims) for path, claims in _reports(tour, folder)}
    for line in (folder / "lies.jsonl").read_text(encoding="utf-8").splitlines():
        lie = json.loads(line)
        path = folder / lie["file"]
        text = path.read_text(encoding="utf-8").replace(lie["old"], lie["new"])
        now = _falsehoods(check(text, tour, _subject(path)))
        yield lie, bool(now - before[path.name])


def _falsehoods(claims: Iterable[Claim]) -> set[tuple[int, str, str]]:
    false = (claim for claim in claims if claim.verdict is Verdict.FALSE)
    return {(claim.line, claim.said, claim.expected) for claim in false}


def wrong_of_reports(demonstration: Tour) -> Iterator[str]:
    """The false alarms in faithful reports in view, and the lies that are not found."""
    for tour, folder in _faithful(demonstration):
        if folder.name == FRESH:
            continue
        for path, claims in _reports(tour, folder):
            for claim in claims:
                if claim.verdict is Verdict.FALSE:
                    yield f"alarm   {path.name}:{claim.line} {claim.said!r}: {claim.text}"
        for lie, found in _lies(tour, folder):
            if not found:
                yield f"missed  {lie['file']} {lie['kind']}: {lie['old']} -> {lie['new']}"


def _wrong(tour: Tour, said: Saying) -> Iterator[str]:
    """Where the checker is wrong about a sentence and its false twins."""
    subject = Subject(said.teg, said.round)
    where = f"{tour.event} {said.teg}" + (f" R{said.round}" if said.round else "")
    if _false(said.true, tour, subject):
        yield f"    alarm   {where}: {said.true}"
    for text in said.false:
        if not _false(text, tour, subject):
            verdicts = {claim.verdict.value for claim in check(text, tour, subject)}
            yield f"    missed  {where}: {text}  [{' '.join(sorted(verdicts))}]"


def _tours(demonstration: Tour) -> tuple[Tour, ...]:
    return demonstration, jaunt(), meeting(), muster()


def _false(text: str, tour: Tour, subject: Subject) -> int:
    return sum(claim.verdict is Verdict.FALSE for claim in check(text, tour, subject))


def _quality(tour: Tour, name: str, specimens: list[Specimen]) -> list[Figure]:
    sentences, alarms = Counter[str](), Counter[str]()
    mutated, found = Counter[str](), Counter[str]()
    for specimen in specimens:
        sentences[specimen.kind] += 1
        alarms[specimen.kind] += _is_false(tour, specimen, specimen.true)
        for text, _ in specimen.false():
            mutated[specimen.kind] += 1
            found[specimen.kind] += _is_false(tour, specimen, text)
    return [
        _figure(f"{name}, {kind}", sentences[kind], alarms[kind], mutated[kind], found[kind])
        for kind in sentences
    ]


def _is_false(tour: Tour, specimen: Specimen, text: str) -> bool:
    return bool(_false(text, tour, Subject(specimen.teg, specimen.round)))


def _figure(what: str, sentences: int, alarms: int, mutated: int, found: int) -> Figure:
    recall = found / mutated if mutated else 1.0
    precision = found / (found + alarms) if found + alarms else 1.0
    return Figure(
        what,
        f"recall {recall:.1%}",
        f"{found} of {mutated}; {alarms} false alarms in {sentences}",
        f"precision {precision:.1%}",
        f">= {RECALL:.0%}, {PRECISION:.0%}",
        judged(recall >= RECALL and precision >= PRECISION),
    )


def _speed(tour: Tour) -> Figure:
    """The longest that any report of the demonstration takes, of several times each."""
    longest = 0.0
    for path in sorted((PROJECT / "data" / "commentary").rglob("*.md")):
        subject, text = _subject(path), path.read_text(encoding="utf-8")
        check(text, tour, subject)
        took = []
        for _ in range(RUNS):
            begun = time.process_time()
            check(text, tour, subject)
            took.append(time.process_time() - begun)
        longest = max(longest, median(took))
    aim = f"< {milliseconds(MOST_SECONDS)}"
    met = judged(longest < MOST_SECONDS)
    return Figure("longest check of a report", milliseconds(longest), aim=aim, verdict=met)


def _subject(path: Path) -> Subject:
    name = re.match(r"teg_?(\d+)(?:_r(\d))?", path.name, re.IGNORECASE)
    if name is None:
        raise ValueError(path.name)
    return Subject(int(name[1]), int(name[2]) if name[2] else None)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="How good the checker of claims is.")
    options.add_argument("--misses", metavar="KIND", help="print what was not found of a kind")
    asked = options.parse_args()
    tour = demonstration_tour()
    if asked.misses == "faithful":
        print(*wrong_of_reports(tour), sep="\n")
    elif asked.misses:
        print(*misses(tour, asked.misses), sep="\n")
    else:
        show(measure(tour))
        print()
        show(measure_unseen(tour))
        print()
        for its, folder in _faithful(tour):
            show(measure_faithful(its, folder))
            print()
