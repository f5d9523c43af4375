"""The virtual environment in `.venv` and its Python packages."""

import importlib.util
import subprocess
import sys
from pathlib import Path

from scripts import debian, stamps
from scripts.project import ROOT, VENV, run, say, tool

RUNTIME = (ROOT / "requirements.txt",)
DEVELOPMENT = (*RUNTIME, ROOT / "requirements-dev.txt")


def ensure(files: tuple[Path, ...]) -> None:
    """Install the packages of the last of `files` in `.venv`; each file includes the earlier ones."""
    wanted = files[-1]
    fresh = stamps.is_fresh(_stamp(wanted), stamps.of_contents(files))
    if fresh and Path(tool("python")).exists():
        return
    if not _works():
        _create()
    say(f"Installing the packages of {wanted.name} (a minute or two the first time) …")
    install("-r", str(wanted))
    for count, file in enumerate(files, start=1):
        stamps.write(_stamp(file), stamps.of_contents(files[:count]))


def install(*what: str) -> None:
    """Run pip of the virtual environment."""
    quiet = ["-qq", "--no-input", "--disable-pip-version-check"]
    run(
        [tool("python"), "-m", "pip", "install", *quiet, *what],
        failure="The Python packages could not be installed: pip says why above.",
    )


def _stamp(file: Path) -> Path:
    return VENV / f".{file.stem}.stamp"


def _works() -> bool:
    if not Path(tool("python")).exists():
        return False
    command = [tool("python"), "-m", "pip", "--version"]
    return subprocess.run(command, capture_output=True).returncode == 0


def _create() -> None:
    # Debian packages venv and ensurepip separately from python3.
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        debian.install(f"{version}-venv", missing="Python's venv module")
    say("Creating .venv …")
    # Never from inside a virtual environment: --clear would remove the running one.
    interpreter = getattr(sys, "_base_executable", sys.executable)
    run(
        [interpreter, "-m", "venv", "--clear", str(VENV)],
        failure="The virtual environment .venv could not be created.",
    )
