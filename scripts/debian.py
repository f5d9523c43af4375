"""System packages: installed if the user may, otherwise named so that an administrator can."""

import os
import shutil
import subprocess

from scripts.project import Stop, is_root, say


def install(*packages: str, missing: str) -> None:
    """Install Debian packages; `missing` describes what they are for."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not is_root() or shutil.which("apt-get") is None:
        raise Stop(
            f"Not found: {missing}. Install and start again; on Debian or Ubuntu:\n"
            f"    sudo apt-get update && sudo {' '.join(command)}"
        )
    say(f"Not found: {missing}. Installing {', '.join(packages)} …")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # An unreachable package source must not block the others.
    subprocess.run(["apt-get", "update", "-q"], env=env, stdout=subprocess.DEVNULL)
    done = subprocess.run(command, env=env, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise Stop(
            f"{', '.join(packages)} could not be installed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
