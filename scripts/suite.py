"""`make test`: every test on SQLite and PostgreSQL in parallel, each followed by browser tests.

The journeys follow the suite on SQLite, which is the faster one, so that both lanes end at about the
same time. The main journey runs a second time behind gunicorn on PostgreSQL.

Nothing is skipped silently: a missing database or browser, a suite without tests, and a test
skipped on both databases count as failures.
"""

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from scripts import browser, junit, node_packages, postgres, python_packages
from scripts.junit import JunitReport, SuiteOutcome
from scripts.project import ROOT, VAR, clean_environment, main, say, tool

REPORTS = VAR / "test-reports"
SQLITE = "sqlite://:memory:"
PLAIN = ("-m", "not browser")
# Behind gunicorn on PostgreSQL; the other journeys run in one process on SQLite.
SERVED = "tests/journeys/test_main_job.py"


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run of pytest: its name, report, exit status and seconds."""

    name: str
    report: JunitReport
    status: int
    seconds: float

    def line(self) -> str:
        """Return how many tests ran, and their results, in one line."""
        passed, failed, skipped = (
            self.report.count(one)
            for one in (SuiteOutcome.PASSED, SuiteOutcome.FAILED, SuiteOutcome.SKIPPED)
        )
        return (
            f"{self.name}: {passed + failed} tests ran, {passed} passed, {failed} failed, "
            f"{skipped} skipped, {self.seconds:.0f} s"
        )


def test() -> int:
    """Set up, run the suites and report; 0 only when everything ran and passed."""
    python_packages.ensure(python_packages.DEVELOPMENT)
    node_packages.ensure()
    browser.ensure()
    # Concurrent runs of this script must not share a database.
    name = f"test_povertyapp_{os.getpid()}"
    with postgres.server() as url, ThreadPoolExecutor(max_workers=2) as pool:
        lanes = (pool.submit(_on_sqlite), pool.submit(_on_postgresql, url, name))
        (sqlite, *first), (postgresql, *second) = (lane.result() for lane in lanes)
    runs = [sqlite, postgresql, *first, *second]
    say()
    for run in runs:
        say(run.line())
    found = problems(*runs)
    for problem in found:
        say(f"Problem: {problem}")
    passed = sum(run.report.count(SuiteOutcome.PASSED) for run in runs)
    failed = sum(run.report.count(SuiteOutcome.FAILED) for run in runs) + len(found)
    say(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _on_sqlite() -> list[Run]:
    return [pytest("SQLite", SQLITE, *PLAIN), _journeys("Browser", SQLITE, "tests/journeys")]


def _on_postgresql(url: str, name: str) -> list[Run]:
    return [
        pytest("PostgreSQL", url, *PLAIN, TEST_DB_NAME=name),
        _journeys("Served", url, SERVED, TEST_DB_NAME=name),
    ]


def _journeys(name: str, database: str, *files: str, **variables: str) -> Run:
    """Run journeys; pages of failed ones are kept in a folder of the run's own."""
    kept = REPORTS / "pages" / name.replace(" ", "-").lower()
    arguments = ("-m", "browser", "--screenshot=only-on-failure", f"--output={kept}", *files)
    return pytest(name, database, *arguments, **variables)


def pytest(name: str, database: str, *arguments: str, **variables: str) -> Run:
    """Run pytest against a separate database and read its report; its output is printed at the end."""
    say(f"{name} …")
    file = name.replace(" ", "-").lower()
    report = REPORTS / f"{file}.xml"
    report.unlink(missing_ok=True)
    cache = VAR / "pytest-cache" / file
    env = clean_environment(DATABASE_URL=database, **variables)
    command = [
        *(tool("python"), "-m", "pytest", "-q", *arguments),
        *(f"--junitxml={report}", "-o", f"cache_dir={cache}"),
    ]
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    say(f"\n== {name}\n{done.stdout.strip()}")
    return Run(name, junit.read(report), done.returncode, time.monotonic() - began)


def problems(sqlite: Run, postgresql: Run, *journeys: Run) -> list[str]:
    """Return the problems besides failing tests."""
    found = []
    for run in (sqlite, postgresql, *journeys):
        if not run.report.outcomes:
            found.append(f"{run.name}: no test ran (pytest ended with status {run.status}).")
        elif run.status and not run.report.count(SuiteOutcome.FAILED):
            found.append(f"{run.name}: pytest ended with status {run.status}.")
    skipped = SuiteOutcome.SKIPPED
    nowhere = sqlite.report.names(skipped) & postgresql.report.names(skipped)
    found += [f"{name} ran on neither database." for name in sorted(nowhere)]
    for run in journeys:
        found += [f"{name} was skipped." for name in sorted(run.report.names(skipped))]
    return found


if __name__ == "__main__":
    main(test)
