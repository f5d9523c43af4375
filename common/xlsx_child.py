"""Child process of `common.xlsx_read`: a workbook on standard input, its sheets as JSON on output.

The parser is native code and a small crafted workbook can crash its process; in a child, the server
keeps running. The process limits its own memory and CPU time where the system supports it (Linux,
macOS). On Windows only the parent's time limit and the checks of `common.xlsx_guard` apply.

The parser gives an error cell and a formula without a stored result as a blank cell, and does not
tell hidden rows. These are found in the XML of the sheet, of which the guard has refused document
types and entities.
"""

import datetime as dt
import json
import posixpath
import re
import sys
import zipfile
from io import BytesIO
from xml.etree import ElementTree  # nosec B405

MEMORY, CPU_SECONDS = 512 * 1024 * 1024, 20

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b(?=[^>]*\shidden\s*=\s*["'](?:1|true)["'])[^>]*>""")
_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["']([0-9]+)["']""")
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\st\s*=\s*["']e["'])[^>]*\sr\s*=\s*["']([A-Z]+[0-9]+)["'][^>]*>"""
    rb"""(?:\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?"""
    rb"""\s*<(?:\w+:)?v>([^<]*)<"""
)
_UNSAVED = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*\sr\s*=\s*["']([A-Z]+[0-9]+)["'][^>]*>"""
    rb"""\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)"""
    rb"""\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)


def limit() -> None:
    """Limit memory and CPU time to what a large valid workbook needs."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def plain(value: object) -> object:
    """Return a cell value that JSON can hold; a date, time or duration is a list of one text."""
    if isinstance(value, dt.date | dt.time):
        return [value.isoformat()]
    if isinstance(value, dt.timedelta):
        return [str(value)]
    return value


def parts_of_sheets(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  # nosec B314
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))  # noqa: S314  # nosec B314
    return {
        sheet.get("name", ""): posixpath.normpath(
            posixpath.join("/xl", targets.get(sheet.get(_RELATION), ""))
        ).lstrip("/")
        for sheet in book.iter(f"{_MAIN}sheet")
    }


def marks_of(xml: bytes) -> dict[str, object]:
    """Return the hidden rows of a sheet, its error cells, and its formulas without a result."""
    hidden = [_ROW_NUMBER.search(match[0]) for match in _HIDDEN_ROW.finditer(xml)]
    return {
        "hidden_rows": [int(number[1]) for number in hidden if number],
        "errors": {cell.decode(): text.decode() for cell, text in _ERROR.findall(xml)},
        "unsaved": [cell.decode() for cell in _UNSAVED.findall(xml)],
    }


def main() -> None:
    limit()
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    content = sys.stdin.buffer.read()
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets: list[dict[str, object]] = []
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts, names = parts_of_sheets(package), set(package.namelist())
        for place, about in enumerate(workbook.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            if about.visible != SheetVisibleEnum.Visible:
                sheets.append({"name": about.name, "is_hidden": True})
                continue
            sheet = workbook.get_sheet_by_index(place)
            part = parts.get(about.name, "")
            sheets.append(
                {
                    "name": about.name,
                    "rows": [
                        [plain(value) for value in row]
                        for row in sheet.to_python(skip_empty_area=False)
                    ],
                    "merged": sheet.merged_cell_ranges or [],
                    **(marks_of(package.read(part)) if part in names else {}),
                }
            )
    json.dump(sheets, sys.stdout)


if __name__ == "__main__":
    main()
