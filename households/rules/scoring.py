"""B1 by a scoring table, from the answers of a visit and the facts of the register."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from households.choices import FactSource, Schooling, ScoringArea
from households.rules.people import Person

# Who counts as a dependant on Phiếu B1 of TT 17/2016, PL 3b (group 2; text layer of a copy, not
# checked against the official appendix): under 15, over 60, or disabled. Grave illness is not in
# the register; where it matters the item is answered by hand.
DEPENDANT_UNDER, DEPENDANT_OVER = 15, 60

_SCHOOLING_ORDER = {value: place for place, value in enumerate(Schooling.values)}
_URBAN = "URBAN"


def scoring_area_for(*, area_type: str, region: str) -> ScoringArea | None:
    """Return the scoring area of a commune: urban for towns, else that of the region.

    None for a rural commune without a region. Source: TT 17/2016, PL 3b.0–3b.6 (the order of the
    rural forms was not compared with the official text).
    """
    if area_type == _URBAN:
        return ScoringArea.URBAN
    return ScoringArea(region) if region else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A possible answer with its points; a band of numbers where the register counts."""

    key: str
    label: str
    points: int
    at_least: int | None = None
    at_most: int | None = None

    def covers(self, number: int) -> bool:
        """Whether a count falls into this band."""
        if self.at_least is None:
            return False
        return self.at_least <= number and (self.at_most is None or number <= self.at_most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    key: str
    label: str
    source: str
    answers: tuple[Answer, ...]
    is_withheld_from_dependants: bool = False

    def answer(self, key: str) -> Answer | None:
        """Return the answer with that key, None when the item has none."""
        return next((answer for answer in self.answers if answer.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The items of a table; `is_provisional` when it is not verified or not complete."""

    items: tuple[Item, ...]
    is_provisional: bool = False


def is_dependant(person: Person) -> bool | None:
    """Return whether a member counts as a dependant, None when that depends on an unknown age."""
    if person.is_disabled:
        return True
    if person.age is None:
        return None
    return person.age < DEPENDANT_UNDER or person.age > DEPENDANT_OVER


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFacts:
    """Facts of the register about a household on the day of the survey; None when not known.

    `highest_schooling` is a value of `Schooling`, "" while the schooling of a member is not known.
    """

    size: int = 0
    dependants: int | None = None
    pensioners: int = 0
    highest_schooling: str = ""

    @property
    def has_only_dependants(self) -> bool | None:
        """Whether all members are dependants; None when an age is not known."""
        return None if self.dependants is None else 0 < self.size == self.dependants

    def as_json(self) -> dict[str, Any]:
        """Return the facts as stored with a form, so that its points can be explained later."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "RosterFacts":
        """Return the facts stored with a form; defaults when none are stored."""
        return cls(**kept)


def facts_of(people: Iterable[Person]) -> RosterFacts:
    """Return the facts of the register about these people. Counts are persons."""
    people = list(people)
    dependants = [is_dependant(person) for person in people]
    return RosterFacts(
        size=len(people),
        dependants=None if None in dependants else sum(map(bool, dependants)),
        pensioners=sum(person.is_pensioner for person in people),
        highest_schooling=_highest_schooling(people),
    )


def _highest_schooling(people: list[Person]) -> str:
    """Return the best qualification in the household, "" while a member could have a better one.

    Children under 15 cannot have finished upper secondary school, so theirs need not be known.
    """
    known = [person.schooling for person in people if person.schooling]
    best = max(known, key=_SCHOOLING_ORDER.__getitem__, default=Schooling.NONE.value)
    is_open = any(
        not person.schooling and (person.age is None or person.age >= DEPENDANT_UNDER)
        for person in people
    )
    return "" if is_open and best != Schooling.COLLEGE else best


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredLine:
    """One item with its points; `origin` is the source of the answer, in words."""

    key: str
    label: str
    answer: str
    points: int
    origin: str

    def __str__(self) -> str:
        return f"{self.label}: {self.answer} = {self.points} điểm ({self.origin})"


@dataclass(frozen=True, slots=True, kw_only=True)
class B1:
    """B1 as far as it is known: `points` counts the items answered, `missing` are item keys."""

    points: int
    lines: tuple[ScoredLine, ...]
    missing: tuple[str, ...]
    is_provisional: bool

    @property
    def total(self) -> int | None:
        """B1 in points, None while an item is neither answered nor known from the register."""
        return None if self.missing else self.points

    @property
    def explanation(self) -> str:
        """The points line by line, in words."""
        return "\n".join(str(line) for line in self.lines)


ANSWERED, DERIVED, WITHHELD = "trả lời trên phiếu", "theo sổ hộ", "không tính điểm"
_ONLY_DEPENDANTS = "hộ chỉ gồm người dưới 15 tuổi, trên 60 tuổi, khuyết tật"


def score(table: Table, answers: Mapping[str, str], facts: RosterFacts) -> B1:
    """Add up B1 by a scoring table (TT 17/2016 and TT 07/2021, Phiếu B).

    `answers` maps item keys to answer keys; an answer takes precedence over the register, so that
    an officer can add what it does not contain. An item neither answered nor known from the
    register is missing. Answers unknown to the table are ignored: an item may have been removed
    since.
    """
    lines, missing = [], []
    for item in table.items:
        line = _line(item, answers.get(item.key, ""), facts)
        if line is None:
            missing.append(item.key)
        else:
            lines.append(line)
    return B1(
        points=sum(line.points for line in lines),
        lines=tuple(lines),
        missing=tuple(missing),
        is_provisional=table.is_provisional,
    )


def _line(item: Item, given: str, facts: RosterFacts) -> ScoredLine | None:
    if item.is_withheld_from_dependants:
        if facts.has_only_dependants is None:
            return None
        if facts.has_only_dependants:
            return _scored(item, _ONLY_DEPENDANTS, 0, WITHHELD)
    answered = item.answer(given)
    if answered is not None:
        return _scored(item, answered.label, answered.points, ANSWERED)
    return _derived(item, facts)


def _derived(item: Item, facts: RosterFacts) -> ScoredLine | None:
    if item.source == FactSource.HIGHEST_SCHOOLING:
        return _derived_schooling(item, facts)
    number = _count(item.source, facts)
    if number is None:
        return None
    band = next((answer for answer in item.answers if answer.covers(number)), None)
    return _scored(item, band.label, band.points, DERIVED) if band else None


def _derived_schooling(item: Item, facts: RosterFacts) -> ScoredLine | None:
    """Return the points of the best qualification reached among those named; below all of them, 0."""
    if not facts.highest_schooling:
        return None
    reached = _SCHOOLING_ORDER[facts.highest_schooling]
    named = [
        (_SCHOOLING_ORDER[answer.key], answer)
        for answer in item.answers
        if _SCHOOLING_ORDER.get(answer.key, reached + 1) <= reached
    ]
    points = max(named, key=lambda pair: pair[0])[1].points if named else 0
    return _scored(item, Schooling(facts.highest_schooling).label, points, DERIVED)


def _count(source: str, facts: RosterFacts) -> int | None:
    if source == FactSource.HOUSEHOLD_SIZE:
        return facts.size or None
    if source == FactSource.DEPENDANTS:
        return facts.dependants
    return facts.pensioners if source == FactSource.PENSIONERS else None


def _scored(item: Item, answer: str, points: int, origin: str) -> ScoredLine:
    return ScoredLine(key=item.key, label=item.label, answer=answer, points=points, origin=origin)
