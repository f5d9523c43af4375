"""Where the cursor is when a page opens: in the first box of its entry form.

A page marks that form with `data-entry`. A form without a box to fill in gets the cursor on its main
button. A page that shows errors keeps the focus for their summary (`static/js/error_summary.js`).
"""

import re

_ENTRY = re.compile(r"<form\b[^>]*\sdata-entry\b[^>]*>(.*?)</form>", re.DOTALL)
_TAG = re.compile(r"<(input|select|textarea|button)\b[^>]*>")
_NO_STOP = re.compile(r'\s(?:disabled\b|tabindex="-1"|type="(?:hidden|button)")')
_HIDDEN = re.compile(r"<(template|dialog)\b.*?</\1>", re.DOTALL)
_NAME = re.compile(r'\sname="([^"]*)"')


def with_cursor(page: str) -> str:
    """Return a page with `autofocus` on the first box of its entry form.

    Unchanged without such a form, with errors, and where an element has `autofocus` already.
    """
    entry = _ENTRY.search(page)
    if entry is None or "data-error-summary" in page or has_cursor(page):
        return page
    hidden = [(each.start(), each.end()) for each in _HIDDEN.finditer(page)]
    stops = [
        each
        for each in _TAG.finditer(page, entry.start(1), entry.end(1))
        if not _NO_STOP.search(each[0]) and not any(a < each.start() < b for a, b in hidden)
    ]
    first = _first(stops)
    if first is None:
        return page
    place = first.start() + 1 + len(first[1])
    return f"{page[:place]} autofocus{page[place:]}"


def has_cursor(page: str) -> bool:
    """Return whether an element outside dialogs has `autofocus`."""
    return " autofocus" in _HIDDEN.sub("", page)


def _first(stops: list[re.Match[str]]) -> re.Match[str] | None:
    """Return the first box, of a radio group the chosen one; without boxes the main button."""
    boxes = [each for each in stops if each[1] != "button"]
    if not boxes:
        buttons = [each for each in stops if "data-main-button" in each[0]] or stops
        return buttons[0] if buttons else None
    group = [each for each in boxes if _name(each) == _name(boxes[0])]
    chosen = [each for each in group if 'type="radio"' in each[0] and " checked" in each[0]]
    return (chosen or boxes)[0]


def _name(box: re.Match[str]) -> str:
    found = _NAME.search(box[0])
    return found[1] if found else ""
