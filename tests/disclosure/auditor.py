"""What a reader can work out about hidden numbers, from everything he is given.

The auditor reads published answers only: JSON, HTML, workbooks. Each becomes linear facts about
unknown whole numbers, the households with a cause by commune and kind; an integer program then
finds the least and the greatest value that each hidden number can have. A number is badly hidden
if they are less than `NARROWEST` apart, or less than the households that it counts at most.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.disclosure.facts import Facts
from tests.disclosure.page_numbers import PageNumber, whole

NARROWEST = 5
EM, OTHERS = "em", "others"
KINDS = (EM, OTHERS)
GROUPS = ("all", EM)
NOTE = re.compile(r"([0-9.]+)/([0-9.]+) hộ nghèo")
Cell = tuple[str, str, str]  # cause, commune code, kind


@dataclass(frozen=True)
class Hidden:
    """A number that is not published, as the sum of cells, and what it counts at most."""

    name: str
    cells: tuple[Cell, ...]
    most: int


@dataclass
class Published:
    """Everything one reader is given.

    `dashboards` and `pages` by boundaries ("old", "new"), pages also by group of households;
    `notes` are the notes beside a goal by its label, `indicators` the names by their key, `units`
    maps a commune's code to that of the unit it was merged into, `keys` its key to its code;
    `own` is the code of the reader's commune.
    """

    dashboards: dict[str, dict[str, Any]]
    pages: dict[tuple[str, str], list[PageNumber]] = field(default_factory=dict)
    reason_counts: dict[str, Any] | None = None
    notes: dict[str, list[str]] = field(default_factory=dict)
    indicators: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)
    border: frozenset[str] = frozenset()
    own: str = ""


class Auditor:
    """The facts of one reader, table by table, and the numbers hidden from him."""

    def __init__(self, published: Published) -> None:
        self._given = published
        self._old = published.dashboards["old"]
        rows = self._old["progress"]["communes"]
        self._most = {
            row["code"]: {EM: row["em"]["closing"], OTHERS: _others_poor(row)} for row in rows
        }
        self._names = {
            boundaries: {row["name"]: row["code"] for row in found["progress"]["communes"]}
            for boundaries, found in published.dashboards.items()
        }

    def badly_hidden(self) -> list[str]:
        """Return a line for each number that is hidden badly."""
        found = []
        for section in ("reasons", "deprivations"):
            for facts, causes in self._tables(section):
                for hidden in self._hidden(section, causes):
                    low, high = facts.range_of(hidden.cells)
                    is_zero = low == high == 0 and not hidden.name.endswith("all")
                    if high - low < min(NARROWEST, hidden.most) and not is_zero:
                        found.append(f"{hidden.name}: {low} to {high}")
        return found

    def small_shown(self) -> list[str]:
        """Return a line for each published number of one to four households of other communes."""
        return [
            f"{cause['name']} {each['commune']} {name}: {each[name]}"
            for section in ("reasons", "deprivations")
            for cause in self._old[section]
            for boundaries, answer in self._answers(section, [cause["name"]])
            for each in answer["communes"]
            for name in ("households", "em_households")
            if 0 < (each[name] or 0) < NARROWEST
            and not self._own_codes().issuperset(self._members(each["commune"], boundaries))
        ]

    def _own_codes(self) -> set[str]:
        own = self._given.own
        return {own, *(code for code, unit in self._given.units.items() if unit == own)}

    def count_hidden(self) -> int:
        return sum(
            len(self._hidden(section, [cause["name"]]))
            for section in ("reasons", "deprivations")
            for cause in self._old[section]
        )

    def _tables(self, section: str) -> list[tuple[Facts, list[str]]]:
        """Return the facts of each table; reasons are one, each household has at least one."""
        names = [cause["name"] for cause in self._old[section]]
        groups = [names] if section == "reasons" else [[name] for name in names]
        return [(self._facts(section, causes), causes) for causes in groups]

    def _facts(self, section: str, causes: list[str]) -> Facts:
        facts = Facts(
            {
                (cause, code, kind): (0, self._most[code][kind])
                for cause in causes
                for code in self._most
                for kind in KINDS
            }
        )
        self._looked_at(facts, section, causes)
        for boundaries, cause in self._answers(section, causes):
            self._answer(facts, cause, boundaries)
            for group in GROUPS:
                self._page(facts, cause, boundaries=boundaries, group=group)
        if section == "reasons" and self._given.reason_counts is not None:
            self._counts(facts, self._given.reason_counts)
        if section == "deprivations":
            self._goals(facts, causes)
        return facts

    def _answers(self, section: str, causes: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        for boundaries, dashboard in self._given.dashboards.items():
            for cause in dashboard[section]:
                if cause["name"] in causes:
                    yield boundaries, cause

    def _looked_at(self, facts: Facts, section: str, causes: list[str]) -> None:
        """The households looked at: unknown by commune, known in all, no fewer than a cell.

        An analysis has at least one reason.
        """
        of = [cause for cause in self._old[section] if cause["name"] in causes]
        by_kind = _looked(of[0])
        for kind in KINDS:
            for code, most in self._most.items():
                looked = ("looked at", code, kind)
                facts.bounds[looked] = (0, most[kind])
                cells = [(cause, code, kind) for cause in causes]
                for cell in cells:
                    facts.relate({looked: 1, cell: -1}, 0, float("inf"))
                if section == "reasons":
                    facts.relate({**dict.fromkeys(cells, 1.0), looked: -1}, 0, float("inf"))
            facts.know(
                [("looked at", code, kind) for code in self._most], by_kind[kind], by_kind[kind]
            )

    def _answer(self, facts: Facts, cause: dict[str, Any], boundaries: str) -> None:
        name = cause["name"]
        self._sum(facts, name, self._most, cause["households"], cause["em_households"])
        for each in cause["communes"]:
            codes = self._members(each["commune"], boundaries)
            if not each["is_looked_at"]:
                for kind in KINDS:
                    facts.know([("looked at", code, kind) for code in codes], 0, 0)
            self._sum(facts, name, codes, each["households"], each["em_households"])

    def _sum(
        self, facts: Facts, cause: str, codes: Iterable[str], every: int | None, em: int | None
    ) -> None:
        codes = list(codes)
        if every is not None:
            facts.know([(cause, code, kind) for code in codes for kind in KINDS], every, every)
        if em is not None:
            facts.know([(cause, code, EM) for code in codes], em, em)

    def _counts(self, facts: Facts, counts: dict[str, Any]) -> None:
        names = {reason["key"]: reason["name"] for reason in counts["reasons"]}
        for row in (counts["total"], *counts["communes"]):
            codes = [*self._most]
            if row["commune"] is not None:
                codes = [self._given.keys[row["commune"]]]
                for kind, number in _kinds(row["analysed"], row["em_analysed"]):
                    facts.know([("looked at", code, kind) for code in codes], number, number)
            for found in row["found"]:
                self._sum(
                    facts,
                    names[found["reason"]],
                    codes,
                    found["households"],
                    found["em_households"],
                )

    def _goals(self, facts: Facts, causes: list[str]) -> None:
        """The note beside a goal has the households and those looked at, on a page and in a file."""
        for goal in self._old["progress"]["goals"]:
            cause = self._given.indicators.get(goal["indicator"], "")
            for note in self._given.notes.get(goal["label"], ()):
                if cause in causes and (counts := NOTE.match(note)):
                    is_border = goal["group"] == "BORDER"
                    codes = [c for c in self._most if not is_border or c in self._given.border]
                    self._sum(facts, cause, codes, whole(counts[1]), None)

    def _page(self, facts: Facts, cause: dict[str, Any], *, boundaries: str, group: str) -> None:
        kinds = (EM,) if group == EM else KINDS
        names = self._names[boundaries]
        for each in self._given.pages[boundaries, group]:
            if each.cause != cause["name"]:
                continue
            codes = self._members(names[each.unit], boundaries) if each.unit else self._most
            cells = [(each.cause, code, kind) for code in codes for kind in kinds]
            if each.number is not None:
                facts.know(cells, each.number, each.number)
            if each.share is not None:
                looked = sum(_looked(cause)[kind] for kind in kinds) / 100
                facts.know(cells, (each.share - 0.5) * looked, (each.share + 0.5) * looked)

    def _members(self, unit: str, boundaries: str) -> list[str]:
        if boundaries == "old":
            return [unit]
        return [code for code in self._most if self._given.units.get(code, code) == unit]

    def _hidden(self, section: str, causes: list[str]) -> list[Hidden]:
        found = {}
        for boundaries, cause in self._answers(section, causes):
            for each in cause["communes"]:
                if each["is_looked_at"]:
                    codes = self._members(each["commune"], boundaries)
                    for hidden in self._numbers(cause["name"], each, codes):
                        found[hidden.name] = hidden
        return list(found.values())

    def _is_own(self, code: str) -> bool:
        return self._given.own in {code, self._given.units.get(code)}

    def _numbers(self, cause: str, each: dict[str, Any], codes: list[str]) -> list[Hidden]:
        """Return the hidden ones of a commune's numbers: all, ethnic-minority, and the others."""
        place = f"{cause} in {'+'.join(codes)}"
        codes = [code for code in codes if not self._is_own(code)]
        most = {kind: sum(self._most[code][kind] for code in codes) for kind in KINDS}
        cells = {kind: tuple((cause, code, kind) for code in codes) for kind in KINDS}
        found = []
        if each["households"] is None:
            found.append(
                Hidden(f"{place}, all", (*cells[EM], *cells[OTHERS]), most[EM] + most[OTHERS])
            )
        if each["em_households"] is None:
            found.append(Hidden(f"{place}, em", cells[EM], most[EM]))
        if None in (each["households"], each["em_households"]):
            found.append(Hidden(f"{place}, others", cells[OTHERS], most[OTHERS]))
        return found


def _others_poor(row: dict[str, Any]) -> int:
    return int(row["closing"]) - int(row["em"]["closing"])


def _kinds(every: int | None, em: int | None) -> list[tuple[str, int]]:
    return [] if every is None or em is None else [(EM, em), (OTHERS, every - em)]


def _looked(cause: dict[str, Any]) -> dict[str, int]:
    em = cause["em_looked_at"]
    return {EM: em, OTHERS: cause["looked_at"] - em}
