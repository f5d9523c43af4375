"""What a test run says of itself, read from the report pytest writes with --junitxml."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


class SuiteOutcome(enum.IntEnum):
    """How a test ended; the greater one wins where a test is listed twice."""

    PASSED = 0
    SKIPPED = 1
    FAILED = 2


@dataclass(frozen=True, slots=True)
class JunitReport:
    """The outcome of each test of one run, by the test's name."""

    outcomes: Mapping[str, SuiteOutcome]

    def count(self, outcome: SuiteOutcome) -> int:
        """Count the tests that ended so."""
        return sum(one is outcome for one in self.outcomes.values())

    def names(self, outcome: SuiteOutcome) -> set[str]:
        """Name the tests that ended so."""
        return {name for name, one in self.outcomes.items() if one is outcome}


def read(path: Path) -> JunitReport:
    """Read a report; a run that broke off before writing one has no tests."""
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
    # A test that fails as expected is also written as skipped, under a type of its own.
    if skipped is not None and skipped.get("type") != "pytest.xfail":
        return SuiteOutcome.SKIPPED
    return SuiteOutcome.PASSED
