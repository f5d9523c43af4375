"""Paths of the project, output and exit of the scripts."""

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
    "correspondence",
    "reports",
    "common",
    "povertyapp",
    "demo",
    "benchmarks",
)


class Stop(Exception):
    """A message for the user; the run ends with exit status 1."""


def say(text: str = "") -> None:
    """Print one line and flush, also into a pipe."""
    print(text, flush=True)


def tool(name: str) -> str:
    """Return a program of the virtual environment."""
    folder, suffix = ("Scripts", ".exe") if WINDOWS else ("bin", "")
    return str(VENV / folder / f"{name}{suffix}")


def is_root() -> bool:
    """Return whether system packages can be installed without asking."""
    return not WINDOWS and os.geteuid() == 0


def run(command: Sequence[str], *, failure: str, env: Mapping[str, str] | None = None) -> None:
    """Run a command in the project's folder; a failure ends the run with `failure`."""
    if subprocess.run(command, cwd=ROOT, env=env).returncode:
        raise Stop(failure)


def product_variables() -> set[str]:
    """Return the names of the product's variables, from `.env.example`."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return set(re.findall(r"^#?\s?([A-Z][A-Z0-9_]*)=", text, flags=re.MULTILINE))


def clean_environment(**values: str) -> dict[str, str]:
    """Return the environment without the product's variables, plus `values`."""
    ours = product_variables()
    return {name: value for name, value in os.environ.items() if name not in ours} | values


def main(action: Callable[[], int]) -> None:
    """Run a script's `action` and exit with its status; a Stop is printed as a message.

    SIGTERM unwinds like Ctrl-C, so that everything started is cleaned up.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(action())
    except Stop as reason:
        say(f"\n{reason}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
