"""A program of its own: reads a workbook from standard input, writes its first sheet as JSON.

Run by `common.xlsx_read` in a separate process, because the parser is native code: whatever a
file does to it, the server stays up. Memory and CPU limits are set by the process on itself
where the system has them (Linux, macOS); on Windows the parent's time limit and the checks of
`common.xlsx_guard` beforehand are all there is.
"""

import datetime as dt
import json
import sys
from io import BytesIO

MEMORY, CPU_SECONDS = 512 * 1024 * 1024, 20


def limit() -> None:
    """Take no more memory and CPU time than a large honest workbook needs."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def plain(value: object) -> object:
    """Return a cell as JSON: text, number, truth value, or a moment in a list of one."""
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
