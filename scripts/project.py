"""Where things live, how the scripts speak, and how they end."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VAR = ROOT / "var"
NODE_MODULES = ROOT / "node_modules"
WINDOWS = os.name == "nt"
APPS = (
    "areas",
    "accounts",
    "households",
    "procedure",
    "inspections",
    "support",
    "targets",
    "reports",
    "common",
    "povertyapp",
    "demo",
    "benchmarks",
)


class Stop(Exception):
    """A sentence for the person at the keyboard; the run ends with exit status 1."""


def say(text: str = "") -> None:
    """Print one line at once, also into a pipe."""
    print(text, flush=True)


def tool(name: str) -> str:
    """Name a program of the virtual environment."""
    folder, suffix = ("Scripts", ".exe") if WINDOWS else ("bin", "")
    return str(VENV / folder / f"{name}{suffix}")


def is_root() -> bool:
    """Say whether system packages may be installed without asking."""
    return not WINDOWS and os.geteuid() == 0


def run(command: Sequence[str], *, failure: str, env: Mapping[str, str] | None = None) -> None:
    """Run a command in the project's folder; a failing one ends the run with `failure`."""
    if subprocess.run(command, cwd=ROOT, env=env).returncode:
        raise Stop(failure)


def product_variables() -> set[str]:
    """Names of the variables the product reads, as `.env.example` lists them."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return set(re.findall(r"^#?\s?([A-Z][A-Z0-9_]*)=", text, flags=re.MULTILINE))


def clean_environment(**values: str) -> dict[str, str]:
    """The environment without any of the product's own variables, plus `values`."""
    ours = product_variables()
    return {name: value for name, value in os.environ.items() if name not in ours} | values


def main(action: Callable[[], int]) -> None:
    """Run a script's `action` and exit with its status; a Stop ends in plain words.

    A polite kill unwinds like Ctrl-C does, so that what was started is also cleared away.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(action())
    except Stop as reason:
        say(f"\n{reason}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
