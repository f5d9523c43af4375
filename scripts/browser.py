"""Chromium for the browser tests, and a font with every Vietnamese letter."""

from pathlib import Path

from scripts import debian

CHROMIUM = Path("/usr/bin/chromium")
FONT = Path("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf")


def ensure() -> None:
    """Install what is missing if the user may; otherwise name the packages."""
    packages = {CHROMIUM: "chromium", FONT: "fonts-croscore"}
    missing = [package for file, package in packages.items() if not file.exists()]
    if missing:
        debian.install(*missing, missing=" and ".join(missing))
