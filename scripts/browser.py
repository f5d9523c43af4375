"""Chromium for the browser journeys, and a font that has every Vietnamese letter."""

from pathlib import Path

from scripts import debian

CHROMIUM = Path("/usr/bin/chromium")
FONT = Path("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf")


def ensure() -> None:
    """Install what is missing when the user may; otherwise say what to install."""
    packages = {CHROMIUM: "chromium", FONT: "fonts-croscore"}
    missing = [package for file, package in packages.items() if not file.exists()]
    if missing:
        debian.install(*missing, missing=" and ".join(missing))
