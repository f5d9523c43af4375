"""Files named in the guides exist, so that moving a file means updating the guides."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted(
    [
        *ROOT.glob("*.md"),
        ROOT / "docs" / "architecture.md",
        *(ROOT / "docs" / "howto").glob("*.md"),
    ]
)
# A path in backticks that begins with a folder of the repository; others are relative to an app.
MENTION = re.compile(r"`((?:[\w.-]+/)+(?:[\w.-]+\.\w+)?)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
# Made by set-up or by running, or named as an example.
NOT_KEPT = ("var/", "node_modules/", "bench/", "staticfiles/", ".venv/")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_a_guide_names_only_files_that_exist(guide):
    text = guide.read_text(encoding="utf-8")
    named = {path for path in MENTION.findall(text) if (ROOT / path.split("/")[0]).is_dir()}

    missing = sorted(
        path for path in named if not path.startswith(NOT_KEPT) and not (ROOT / path).exists()
    )

    assert missing == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_a_guide_links_only_to_files_that_exist(guide):
    linked = LINK.findall(guide.read_text(encoding="utf-8"))

    missing = sorted(path for path in linked if not (guide.parent / path).exists())

    assert missing == []
