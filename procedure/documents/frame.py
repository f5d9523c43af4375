"""What all documents of a commune share: the folder of their templates, and their numbers."""

from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent / "templates"


def numbered(number: str, suffix: str) -> str:
    """Return a number with its symbols; blank for the registry where there is none."""
    if "/" in number:
        return number
    return f"{number or '         '}/{suffix}"
