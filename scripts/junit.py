"""The results of a test run, read from the report of pytest's --junitxml."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


class SuiteOutcome(enum.IntEnum):
    """The result of a test; the greater one counts where a test is listed twice."""

    PASSED = 0
    SKIPPED = 1
    FAILED = 2


@dataclass(frozen=True, slots=True)
class JunitReport:
    """The outcome of each test of one run, by the test's name."""

    outcomes: Mapping[str, SuiteOutcome]

    def count(self, outcome: SuiteOutcome) -> int:
        """Count the tests with a result."""
        return sum(one is outcome for one in self.outcomes.values())

    def names(self, outcome: SuiteOutcome) -> set[str]:
        """Return the names of the tests with a result."""
        return {name for name, one in self.outcomes.items() if one is outcome}


def read(path: Path) -> JunitReport:
    """Read a report; an aborted run without one has no tests."""
    outcomes: dict[str, SuiteOutcome] = {}
    if path.is_file():
        for case in ElementTree.parse(path).iter("testcase"):
            name = f"{case.get('classname')}::{case.get('name')}"
            outcomes[name] = max(_outcome(case), outcomes.get(name, SuiteOutcome.PASSED))
    return JunitReport(outcomes)


def _outcome(case: ElementTree.Element) -> SuiteOutcome:
    if case.find("failure") is not None or case.find("error") is not None:
        return SuiteOutcome.FAILED
    skipped = case.find("skipped")
    # An expected failure is also listed as skipped, with a separate type.
    if skipped is not None and skipped.get("type") != "pytest.xfail":
        return SuiteOutcome.SKIPPED
    return SuiteOutcome.PASSED
