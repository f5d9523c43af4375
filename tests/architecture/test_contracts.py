"""The import contracts cover every package of every app and reject modules on no layer."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IMPORT_LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACTS = IMPORT_LINTER["contracts"]
APPS = (
    "accounts",
    "papers",
    "households",
    "procedure",
    "inspections",
    "support",
    "targets",
    "correspondence",
)
PRIVATE = ("views", "forms", "filters", "exports", "imports", "documents", "pages", "api")
# Shared by design: every list and every document is about a commune.
OPEN = {"areas.filters", "areas.documents"}


def private_layers(app: str) -> set[str]:
    folder = ROOT / app
    return {
        f"{app}.{layer}"
        for layer in PRIVATE
        if (folder / layer).is_dir() or (folder / f"{layer}.py").is_file()
    }


def test_the_private_layers_of_every_app_are_forbidden_to_the_apps_above():
    forbidden = {
        module
        for contract in CONTRACTS
        if contract["name"].startswith("The private layers of")
        for module in contract["forbidden_modules"]
    }

    assert forbidden == {each for app in (*APPS, "areas") for each in private_layers(app)} - OPEN


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
