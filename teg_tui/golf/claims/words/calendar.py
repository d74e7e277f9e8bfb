"""When and where a tournament was played, as its reports may say it."""

from __future__ import annotations

import re
from functools import cached_property

from teg_tui.golf.tour import Tour, Tournament

_NATURES = frozenset(
    (
        *("Old", "New", "Links", "Park", "Heath", "Forest", "Dunes", "Bay", "Golf", "Club"),
        *("Championship", "Course", "North", "South", "East", "West", "Lake", "Hills", "Hill"),
        *("River", "Valley", "Castle", "Green", "Point", "Head", "Royal", "Ocean", "Beach"),
    )
)
"""What many a course is called, and much that is none."""


class Calendar:
    """A tournament's days and courses, and the words that places are made of."""

    def __init__(self, tour: Tour, tournament: Tournament) -> None:
        self.tour, self.tournament = tour, tournament

    @cached_property
    def days(self) -> dict[str, int]:
        """Weekday -> the last round played on it."""
        return {f"{rnd.date:%A}": rnd.number for rnd in self.tournament.rounds if rnd.date}

    @cached_property
    def only_days(self) -> dict[str, int]:
        """Weekday -> the round played on it, where there is one only."""
        days = [f"{rnd.date:%A}" for rnd in self.tournament.rounds if rnd.date]
        return {day: number for day, number in self.days.items() if days.count(day) == 1}

    @cached_property
    def course_names(self) -> re.Pattern[str]:
        """Every name of a course that the tour has played, in full and without its loops."""
        played = {rnd.course for t in self.tour.tournaments for rnd in t.rounds if rnd.course}
        names = sorted(played | {short_course(name) for name in played}, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w)")

    @cached_property
    def nicknames(self) -> dict[str, str]:
        """A word that only one of the courses has in its name ("the Dunes") -> that course."""
        courses = {rnd.course for t in self.tour.tournaments for rnd in t.rounds if rnd.course}
        words = [(word, course) for course in courses for word in set(re.findall(r"\w+", course))]
        every = [word for word, _ in words]
        areas = set(re.findall(r"\w+", " ".join(t.area for t in self.tour.tournaments)))
        return {
            word: course
            for word, course in words
            if every.count(word) == 1 and word not in areas and word != course and word[0].isupper()
        }

    @cached_property
    def course_words(self) -> frozenset[str]:
        """Words of which a text that names a course holds one: quicker than a pattern."""
        played = {rnd.course for t in self.tour.tournaments for rnd in t.rounds if rnd.course}
        return frozenset({short_course(name).split()[-1] for name in played} | {*self.nicknames})

    @cached_property
    def nickname_pattern(self) -> re.Pattern[str]:
        """Every such word; one that a course may be by its nature, where "the" stands before it."""
        names = sorted(self.nicknames, key=len, reverse=True)
        alone = [name for name in names if name not in _NATURES]
        return re.compile(
            rf"(?<=\b[Tt]he )(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w| [A-Z])"
            rf"|(?<![\w] )(?<!\w)(?:{'|'.join(map(re.escape, alone)) or '(?!)'})(?!\w| [A-Z])"
            rf"|(?<=[a-z] )(?:{'|'.join(map(re.escape, alone)) or '(?!)'})(?!\w| [A-Z])"
        )

    @cached_property
    def played(self) -> frozenset[str]:
        """The names of the courses played in this tournament."""
        names = {rnd.course for rnd in self.tournament.rounds}
        return frozenset(names | {short_course(name) for name in names})

    @cached_property
    def visits(self) -> dict[str, tuple[int, ...]]:
        """Every area, part of an area's name, and course -> the tournaments that were there."""
        found: dict[str, set[int]] = {}
        for its in self.tour.tournaments:
            courses = [name for r in its.rounds for name in (r.course, short_course(r.course))]
            for name in (*(part.strip() for part in its.area.split(",")), *courses):
                found.setdefault(name, set()).add(its.teg)
        return {name: tuple(sorted(tegs)) for name, tegs in found.items() if name}

    @cached_property
    def place_pattern(self) -> re.Pattern[str]:
        """Every place that the tour has been to."""
        names = sorted(self.visits, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w)")

    @cached_property
    def other_areas(self) -> re.Pattern[str] | None:
        """Every part of an area's name ("Kerrowmark") that is no part of this one's, or None."""
        own = {part.strip() for part in self.tournament.area.split(",")}
        parts = {part.strip() for t in self.tour.tournaments for part in t.area.split(",")}
        courses = {rnd.course for t in self.tour.tournaments for rnd in t.rounds}
        names = [name for name in parts - own - {""} if not any(name in c for c in courses)]
        ordered = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        return re.compile(rf"(?<!\w)(?:{ordered})(?!\w)") if names else None

    @cached_property
    def place_words(self) -> frozenset[str]:
        """Words of courses' and areas' names: beside a surname they make no person."""
        names = list(self.tour.courses)
        for tournament in self.tour.tournaments:
            names += [tournament.area, *(rnd.course for rnd in tournament.rounds)]
        for course in self.tour.courses.values():
            names += [course.full_name, course.location, course.designer]
        return frozenset(re.findall(r"\w+", " ".join(names)))

    def day_of(self, number: int) -> str:
        """The weekday of a round; empty where that is not known."""
        rnd = self.tournament.round(number)
        return f"{rnd.date:%A}" if rnd and rnd.date else ""

    def course_of(self, number: int | None) -> str:
        """The course of a round; empty where that is not known."""
        rnd = self.tournament.round(number) if number is not None else None
        return rnd.course if rnd else ""


def short_course(course: str) -> str:
    """A course's name without which of its loops was played: "Skerrow - Old / Dunes"."""
    return re.split(r" - | / ", course)[0].strip()
