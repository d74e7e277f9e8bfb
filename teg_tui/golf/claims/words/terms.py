"""What is counted: birdies, pars, bogeys, blow-ups, zeros, and which holes are such."""

from __future__ import annotations

import re
from collections.abc import Callable

from teg_tui.golf import rules
from teg_tui.golf.tour import Measure

Test = Callable[[int], bool]
Tests = tuple[Test, ...]
"""Several where a word is used in a narrower and a wider sense."""
TERMS: tuple[tuple[str, Measure, Tests], ...] = (
    (
        r"(?:birdies?|(?:sub|under)-par holes|holes under par)",
        Measure.GROSS,
        (lambda v: v == -1, lambda v: v < 0),
    ),
    (r"eagles?", Measure.GROSS, (lambda v: v <= -2,)),
    (r"pars?(?! [-#\d])(?!-)", Measure.GROSS, (lambda v: v == 0,)),
    (r"pars or better", Measure.GROSS, (lambda v: v <= 0,)),
    (r"bogeys?", Measure.GROSS, (lambda v: v == 1,)),
    (r"(?:double bogeys|doubles)", Measure.GROSS, (lambda v: v == 2,)),
    (r"(?:triple bogeys|triples)", Measure.GROSS, (lambda v: v == 3,)),
    (
        r"(?:blow-?ups?|disasters|(?:(?:holes|scores) of )?(?:a )?triple[- ]bogeys? or worse"
        r"|triples? or worse|triple-or-worse(?: scores| holes)?)",
        Measure.GROSS,
        (lambda v: v >= rules.BLOW_UP,),
    ),
    (
        r"(?:zero(?:es|s)?|noughts|pointless holes|holes? without (?:a point|points|scoring)"
        r"|zero-point holes|no-pointers|blanks?)",
        Measure.STABLEFORD,
        (lambda v: v == 0,),
    ),
)
NOUN = "|".join(f"(?P<t{n}>{words})" for n, (words, _, _) in reversed(list(enumerate(TERMS))))
"""Any of them, in a group that `term_of` knows again."""

TERM_CUES = (
    *("birdie", "eagle", "par", "bogey", "double", "triple", "blow", "disaster", "holes"),
    *("zero", "nought", "pointless", "no-pointer", "blank"),
)
"""A piece of every word that `NOUN` knows."""


def term(noun: str) -> tuple[Measure, Tests]:
    """What a word counts: the measure, and the tests of a hole."""
    return next((measure, tests) for words, measure, tests in TERMS if re.fullmatch(words, noun))


def term_of(match: re.Match[str]) -> tuple[Measure, Tests]:
    """Of the term in a match of a pattern with `NOUN`: the measure, and the tests of a hole."""
    index = next(n for n in range(len(TERMS)) if match[f"t{n}"])
    return TERMS[index][1:]
