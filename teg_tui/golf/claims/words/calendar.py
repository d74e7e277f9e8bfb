"""When and where a tournament was played, as its reports may say it."""

from __future__ import annotations

import re
from functools import cached_property

from teg_tui.golf.tour import Tour, Tournament


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
    def played(self) -> frozenset[str]:
        """The names of the courses played in this tournament."""
        names = {rnd.course for rnd in self.tournament.rounds}
        return frozenset(names | {short_course(name) for name in names})

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
