import os
import signal
import sys

import pytest

from scripts import processes

FOREVER = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def own_signals():
    """Restore the test runner's signal handlers at the end."""
    names = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {name: signal.getsignal(name) for name in names}
    yield
    for name, handler in before.items():
        signal.signal(name, handler)


def test_a_child_that_ends_is_named_and_the_others_are_stopped():
    lasting = processes.start("lasting", FOREVER)
    short = processes.start("short", [sys.executable, "-c", "raise SystemExit(3)"])
    short.process.wait()

    ended = processes.first_ended([lasting, short])
    processes.stop([lasting, short])

    assert ended is short
    assert ended.process.returncode == 3
    assert lasting.ended()


def test_a_signal_ends_the_wait_without_blaming_a_child(own_signals):
    stopping = processes.Stopping()
    child = processes.start("lasting", FOREVER)

    os.kill(os.getpid(), signal.SIGTERM)
    ended = processes.wait([child], stopping)
    processes.stop([child])

    assert ended is None


def test_the_output_of_a_child_goes_to_its_log_and_its_end_can_be_shown(tmp_path):
    command = [sys.executable, "-c", "print(*range(30), sep='\\n'); raise SystemExit(3)"]

    child = processes.start("short", command, log=tmp_path / "short.log")
    child.process.wait()

    assert child.last_lines().splitlines() == [str(number) for number in range(10, 30)]
