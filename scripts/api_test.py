"""`make api-test`: many requests generated from the API's schema, for every operation and its roles.

`make test` sends a few of each; the number here is set with API_TEST_EXAMPLES.
"""

import os
import subprocess

from scripts import python_packages
from scripts.project import ROOT, clean_environment, main, tool
from scripts.suite import SQLITE

EXAMPLES = "50"


def api_test() -> int:
    """Run the generated tests on SQLite with many examples."""
    python_packages.ensure(python_packages.DEVELOPMENT)
    examples = os.environ.get("API_TEST_EXAMPLES", EXAMPLES)
    env = clean_environment(DATABASE_URL=SQLITE, API_TEST_EXAMPLES=examples)
    return subprocess.run(
        [tool("python"), "-m", "pytest", "-q", "tests/access/test_generated.py"], cwd=ROOT, env=env
    ).returncode


if __name__ == "__main__":
    main(api_test)
