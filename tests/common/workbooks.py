"""Workbooks that people and attackers upload."""

import zipfile
from io import BytesIO

from openpyxl import Workbook

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


def rebuilt(content, *, without=(), replaced=None, added=None):
    """Return a workbook with parts taken out, replaced or added."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        parts = {name: old.read(name) for name in old.namelist() if name not in without}
        for name, part in (parts | (replaced or {}) | (added or {})).items():
            new.writestr(name, part)
    return stream.getvalue()


def with_sheet(xml):
    """Return a workbook whose only sheet is this XML."""
    return rebuilt(workbook(["a"]), replaced={"xl/worksheets/sheet1.xml": xml})
