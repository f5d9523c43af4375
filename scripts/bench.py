"""`make bench`: the named benchmarks, with a PostgreSQL server found as the tests find theirs."""

import subprocess

from scripts import local_state, node_packages, postgres, python_packages
from scripts.project import ROOT, main, tool


def bench() -> int:
    """Run `manage.py bench` with a PostgreSQL server that answers."""
    python_packages.ensure(python_packages.DEVELOPMENT)
    node_packages.ensure()
    local_state.ensure()
    with postgres.server() as url:
        command = [tool("python"), "manage.py", "bench", "--postgresql", url]
        return subprocess.run(command, cwd=ROOT).returncode


if __name__ == "__main__":
    main(bench)
