"""Child processes that are started and stopped together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from scripts.project import ROOT, say

SECONDS_TO_STOP = 15
LAST_LINES = 20
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Child:
    """A running process, its name in messages, and the file of its output, if any."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path | None = None

    def ended(self) -> bool:
        """Return whether it is no longer running."""
        return self.process.poll() is not None

    def last_lines(self) -> str:
        """Return the end of its log; empty without one."""
        if self.log is None:
            return ""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-LAST_LINES:])


class Stopping:
    """True after a stop was requested by Ctrl-C or a signal."""

    def __init__(self) -> None:
        self.asked = False
        names = ["SIGINT", "SIGTERM", "SIGHUP"]
        for name in filter(lambda name: hasattr(signal, name), names):
            signal.signal(getattr(signal, name), self._ask)

    def _ask(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked = True


def start(
    name: str,
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    log: Path | None = None,
) -> Child:
    """Start a child that only this process stops: Ctrl-C in the terminal does not reach it.

    With a log, its output replaces that file's content instead of going to the terminal.
    """
    with contextlib.ExitStack() as stack:
        output = stack.enter_context(log.open("wb")) if log else None
        options: dict[str, Any] = {"cwd": ROOT, "env": env, "stdout": output, "stderr": output}
        if sys.platform == "win32":
            options["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP
        else:
            options |= {"start_new_session": True, "preexec_fn": _die_with_parent()}
        return Child(name, subprocess.Popen(command, **options), log)


def first_ended(children: Sequence[Child]) -> Child | None:
    """Return a child that is no longer running."""
    return next((child for child in children if child.ended()), None)


def wait(children: Sequence[Child], stopping: Stopping) -> Child | None:
    """Wait until a stop is requested (None) or a child ends (that child)."""
    while not stopping.asked:
        if child := first_ended(children):
            return child
        time.sleep(0.2)
    return None


def stop(children: Sequence[Child]) -> None:
    """Terminate every child, wait, and kill those still running."""
    for child in children:
        if not child.ended():
            child.process.terminate()
    deadline = time.monotonic() + SECONDS_TO_STOP
    for child in children:
        try:
            child.process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            say(f"{child.name} does not stop by itself: ending it.")
            child.process.kill()
            child.process.wait()
        _end_what_it_left(child)


def _end_what_it_left(child: Child) -> None:
    """Kill the workers of a server that died: they would keep its port."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.process.pid, signal.SIGKILL)


def _die_with_parent() -> Callable[[], None] | None:
    """On Linux: have the kernel stop the child when this process is killed."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
