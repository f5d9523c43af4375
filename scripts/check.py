"""`make check`: every linter and consistency check; all of them run even when one fails.

With --fix (`make fmt`) it formats instead.
"""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from scripts import node_packages, python_packages
from scripts.project import APPS, ROOT, clean_environment, main, say, tool

AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class CheckStep:
    """A named command, with its environment if it starts the product."""

    name: str
    command: list[str]
    env: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a check."""

    check: CheckStep
    passed: bool
    output: str
    seconds: float


def checks() -> Iterator[CheckStep]:
    """Return the checks of `make check`."""
    python = tool("python")
    # The slow ones first: two run in parallel.
    yield CheckStep("mypy", [python, "-m", "mypy"])
    yield CheckStep("ruff check", [python, "-m", "ruff", "check", "."])
    yield CheckStep("ruff format", [python, "-m", "ruff", "format", "--check", "."])
    yield CheckStep("import contracts", [tool("lint-imports"), "--no-logo", "--no-cache"])
    if files := templates():
        yield CheckStep("djade", [*djade(), "--check", *files])
    yield CheckStep("bandit", [python, "-m", "bandit", "-q", "-c", "pyproject.toml", "-r", *APPS])
    manage = [python, "manage.py"]
    local = product_environment(APP_ENV="test", HTTPS="false")
    yield CheckStep("migrations", [*manage, "makemigrations", "--check", "--dry-run"], local)
    yield CheckStep("system checks", [*manage, "check", "--fail-level", "WARNING"], local)
    production = product_environment(APP_ENV="production", HTTPS="true")
    deploy = ["check", "--deploy", "--fail-level", "WARNING"]
    yield CheckStep("production settings", [*manage, *deploy], production)
    schema = ["spectacular", "--validate", "--fail-on-warn", "--file", os.devnull]
    yield CheckStep("API schema", [*manage, *schema], local)


def fixes() -> Iterator[CheckStep]:
    """Return the commands of `make fmt`, in order."""
    python = tool("python")
    yield CheckStep("ruff check --fix", [python, "-m", "ruff", "check", "--fix-only", "."])
    yield CheckStep("ruff format", [python, "-m", "ruff", "format", "."])
    if files := templates():
        yield CheckStep("djade", [*djade(), *files])


def templates() -> list[str]:
    """Return the template files."""
    return [str(file.relative_to(ROOT)) for file in sorted(ROOT.glob("templates/**/*.html"))]


def djade() -> list[str]:
    """Return the command of the template formatter."""
    return [tool("djade"), "--target-version", "5.2"]


def product_environment(**values: str) -> dict[str, str]:
    """Return environment variables under which the product starts, ignoring the user's."""
    return clean_environment(
        SECRET_KEY=secrets.token_urlsafe(48),
        ALLOWED_HOSTS="localhost",
        DATABASE_URL="sqlite://:memory:",
        DJANGO_SETTINGS_MODULE="povertyapp.settings",
        **values,
    )


def carry_out(check: CheckStep) -> Result:
    """Run one check and capture its output."""
    began = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=check.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    return Result(check, done.returncode == 0, done.stdout, time.monotonic() - began)


def run_all(wanted: Iterator[CheckStep], *, at_once: int) -> int:
    """Run the checks, print the output of failing ones and a summary."""
    with ThreadPoolExecutor(max_workers=at_once) as pool:
        results = []
        for result in pool.map(carry_out, wanted):
            results.append(result)
            say(f"== {result.check.name}")
            if output := result.output.strip():
                say(output)
    say()
    for result in results:
        verdict = "ok    " if result.passed else "FAILED"
        say(f"{verdict} {result.check.name} ({result.seconds:.1f} s)")
    failed = sum(not result.passed for result in results)
    say("All checks passed." if not failed else f"{failed} of {len(results)} checks failed.")
    return 1 if failed else 0


def check() -> int:
    """Set up, then check, or format with --fix."""
    python_packages.ensure(python_packages.DEVELOPMENT)
    if "--fix" in sys.argv:
        return run_all(fixes(), at_once=1)
    node_packages.ensure()
    return run_all(checks(), at_once=AT_ONCE)


if __name__ == "__main__":
    main(check)
