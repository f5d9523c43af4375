"""`make bench`: the named benchmarks, with a PostgreSQL server found as the tests find theirs."""

import os
import subprocess

from scripts import local_state, node_packages, postgres, python_packages
from scripts.project import ROOT, main, tool


def bench() -> int:
    """Run `manage.py bench` with TEST_DATABASE_URL naming a server that answers."""
    python_packages.ensure(python_packages.DEVELOPMENT)
    node_packages.ensure()
    local_state.ensure()
    with postgres.server() as url:
        env = os.environ | {"TEST_DATABASE_URL": url}
        return subprocess.run([tool("python"), "manage.py", "bench"], cwd=ROOT, env=env).returncode


if __name__ == "__main__":
    main(bench)
