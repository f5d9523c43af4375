#!/usr/bin/env bash
# openpyxl deletes the values of merged cells when it loads a workbook; python-calamine reads them.
#
# Merging does not always empty the cells below the first one: LibreOffice offers to keep their
# contents, and copying the format of a merged cell onto filled cells in Excel keeps them as well.
# The values are not shown, but formulas still use them. XlsxWriter makes such a file here.
#
# Needs Python 3.11 or newer with venv, and pip with access to a package index. Exits with 0 while
# the behaviour below is seen, with 1 when it has changed.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    openpyxl==3.1.5 et-xmlfile==2.0.0 XlsxWriter==3.3.1 python-calamine==0.9.1

cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import warnings
from importlib.metadata import version

import xlsxwriter
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

TOTAL = "=SUM(B2:B3)"


def write(path, *, merged):
    """Write a form with two villages, their poor households and the commune's total."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_column("A1", ["Thôn", "Thôn 1", "Thôn 2", "Cộng"])
        if merged:
            sheet.merge_range("B2:B3", None)
        sheet.write_column("B1", ["Số hộ nghèo", 3, 4])
        sheet.write_formula("B4", TOTAL, None, 7)


def calamine(path):
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return [row[1] for row in rows[1:]]


def openpyxl(path, **options):
    book = load_workbook(path, **options)
    values = [row[1] for row in book.active.iter_rows(min_row=2, values_only=True)]
    book.close()
    return values


def returned_with_a_note(path, copy):
    """Load the form, add a note beside it and save: what a program does to send it back."""
    book = load_workbook(path)
    book.active["C2"] = "Đề nghị kiểm tra"
    book.save(copy)


def unmerged(path):
    book = load_workbook(path)
    book.active.unmerge_cells("B2:B3")
    return [book.active[name].value for name in ("B2", "B3", "B4")]


write("plain.xlsx", merged=False)
write("merged.xlsx", merged=True)
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    returned_with_a_note("plain.xlsx", "plain_returned.xlsx")
    returned_with_a_note("merged.xlsx", "merged_returned.xlsx")
    seen = {
        "not merged, openpyxl": openpyxl("plain.xlsx"),
        "not merged, python-calamine": calamine("plain.xlsx"),
        "not merged, saved by openpyxl": openpyxl("plain_returned.xlsx"),
        "merged, python-calamine": calamine("merged.xlsx"),
        "merged, openpyxl read_only=True": openpyxl("merged.xlsx", read_only=True),
        "merged, openpyxl": openpyxl("merged.xlsx"),
        "merged, openpyxl, unmerge_cells": unmerged("merged.xlsx"),
        "merged, saved by openpyxl": openpyxl("merged_returned.xlsx", read_only=True),
        "  the same, python-calamine": calamine("merged_returned.xlsx"),
    }

expected = {
    "not merged, openpyxl": [3, 4, TOTAL],
    "not merged, python-calamine": [3, 4, 7],
    "not merged, saved by openpyxl": [3, 4, TOTAL],
    "merged, python-calamine": [3, 4, 7],
    "merged, openpyxl read_only=True": [3, 4, TOTAL],
    "merged, openpyxl": [3, None, TOTAL],
    "merged, openpyxl, unmerge_cells": [3, None, TOTAL],
    "merged, saved by openpyxl": [3, None, TOTAL],
    "  the same, python-calamine": [3, "", ""],
}

for package in ("openpyxl", "python-calamine", "XlsxWriter"):
    print(package, version(package))
print(f"\n{'cells B2:B3':33}{'B2':6}{'B3':6}B4")
for name, (first, second, total) in seen.items():
    print(f"{name:33}{first!s:6}{second!r:6}{total!r}")
print(f"\nwarnings: {len(warned)}")

if seen != expected or warned:
    sys.exit("The behaviour has changed.")
print("openpyxl dropped the 4 on loading; a total recalculated in the saved file is 3, not 7.")
PYTHON
