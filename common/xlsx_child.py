"""Child process of `common.xlsx_read`: a workbook on standard input, its first sheet as JSON on
output.

The parser is native code and a small crafted workbook can crash its process; in a child, the server
keeps running. The process limits its own memory and CPU time where the system supports it (Linux,
macOS). On Windows only the parent's time limit and the checks of `common.xlsx_guard` apply.
"""

import datetime as dt
import json
import sys
from io import BytesIO

MEMORY, CPU_SECONDS = 512 * 1024 * 1024, 20


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


def main() -> None:
    limit()
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
    if not workbook.sheet_names:
        json.dump(None, sys.stdout)
        return
    rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    json.dump([[plain(value) for value in row] for row in rows], sys.stdout)


if __name__ == "__main__":
    main()
