"""`make bench`: the benchmarks, with a PostgreSQL server found as for the tests."""

import subprocess

from scripts import local_state, node_packages, postgres, python_packages
from scripts.project import ROOT, main, tool


def bench() -> int:
    """Run `manage.py bench` with a usable PostgreSQL server."""
    python_packages.ensure(python_packages.DEVELOPMENT)
    node_packages.ensure()
    local_state.ensure()
    with postgres.server() as url:
        command = [tool("python"), "manage.py", "bench", "--postgresql", url]
        return subprocess.run(command, cwd=ROOT).returncode


if __name__ == "__main__":
    main(bench)
