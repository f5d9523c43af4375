"""The import contracts cover every package of every app and reject modules on no layer."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IMPORT_LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACTS = IMPORT_LINTER["contracts"]
APPS = ("accounts", "households", "procedure", "inspections", "support", "targets")
OWN = ("views", "forms", "filters", "exports", "imports", "documents", "pages", "api")
# Shared by design: every list and every document is about a commune.
OPEN = {"areas.filters", "areas.documents"}


def rooms(app: str) -> set[str]:
    folder = ROOT / app
    return {
        f"{app}.{room}"
        for room in OWN
        if (folder / room).is_dir() or (folder / f"{room}.py").is_file()
    }


def test_every_room_that_is_an_apps_own_is_forbidden_to_the_apps_above():
    forbidden = {
        module
        for contract in CONTRACTS
        if contract["name"].startswith("Nobody imports")
        for module in contract["forbidden_modules"]
    }

    assert forbidden == {room for app in (*APPS, "areas") for room in rooms(app)} - OPEN


def test_a_module_on_no_layer_breaks_the_contract(tmp_path):
    for package in {*IMPORT_LINTER["root_packages"]} - {"support"}:
        (tmp_path / package).symlink_to(ROOT / package)
    shutil.copytree(ROOT / "support", tmp_path / "support")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "support" / "stray_module.py").write_text('"""On no layer."""\n', "utf-8")

    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert "- support.stray_module" in done.stdout
