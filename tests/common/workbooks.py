"""Small workbooks for the tests of uploads."""

import zipfile
from io import BytesIO

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
TAIL = "</sheetData></worksheet>"


def workbook(*rows):
    """Return a workbook with these rows as bytes."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def rebuilt(content, *, without=(), replaced=None, added=None, compression=zipfile.ZIP_DEFLATED):
    """Return a workbook with parts removed, replaced or added."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", compression) as new,
    ):
        parts = {name: old.read(name) for name in old.namelist() if name not in without}
        for name, part in (parts | (replaced or {}) | (added or {})).items():
            new.writestr(name, part)
    return stream.getvalue()


def with_sheet(xml):
    """Return a workbook whose only sheet is this XML."""
    return rebuilt(workbook(["a"]), replaced={SHEET: xml})


def inflated_sizes(content):
    """Return the inflated size of each part of a workbook, by its name."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {entry.filename: entry.file_size for entry in package.infolist()}
