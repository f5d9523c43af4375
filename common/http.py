"""Shared by views: the signed-in request, downloads, fragments, paging, parameters."""

import datetime as dt
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, JsonResponse, QueryDict

from common.dates import EARLIEST_YEAR, LATEST_YEAR
from common.keys import is_key
from common.paging import BadCursor, Page, keyset_page, last_page, whole_list
from common.parameters import CURSOR, WrongParameters

if TYPE_CHECKING:
    from accounts.models import User


_MONTH = re.compile(r"\A(20[0-9]{2})-(0[1-9]|1[0-2])\Z")


class SignedInRequest(HttpRequest):
    """A request with an authenticated user, as `@require` guarantees."""

    user: "User"


def row_asked(query: QueryDict, name: str, rows: QuerySet) -> Any:
    """Return the row whose key is in a parameter, None without one. Raises WrongParameters."""
    if not (text := query.get(name, "")):
        return None
    row = rows.filter(pk=int(text)).first() if is_key(text) else None
    if row is None:
        raise WrongParameters({name: ["Không có lựa chọn này."]})
    return row


def download(filename: str, content: bytes, *, content_type: str = "") -> FileResponse:
    """Return a response that downloads the content as a file, never shown inline.

    Without `content_type` Django guesses it from the file name.
    """
    response = FileResponse(BytesIO(content), as_attachment=True, filename=filename)
    if content_type:
        response["Content-Type"] = content_type
    response["X-Content-Type-Options"] = "nosniff"
    return response


def is_htmx(request: HttpRequest) -> bool:
    """Return whether htmx requests a fragment (and is not restoring a page from its history)."""
    return bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]


def stays_on_page(request: HttpRequest) -> bool:
    """Return whether a form is saved without leaving its page (`static/js/save_in_place.js`)."""
    return request.headers.get("X-Save-In-Place") == "true"


def saved_in_place(*, version: int, page: str, message: str) -> JsonResponse:
    """Return what a form saved in place needs to go on: its new version, and its page's address."""
    return JsonResponse({"version": version, "page": page, "message": message})


def page_of(request: HttpRequest, rows: QuerySet, *, field: str, **kwargs: Any) -> Page:
    """Return the page of `?cursor=`; `last` is the last one, `all` the list for print.

    Raises WrongParameters.
    """
    cursor = request.GET.get(CURSOR, "")
    if cursor == "all":
        return whole_list(rows, field=field, **kwargs)
    try:
        if cursor == "last":
            return last_page(rows, field=field)
        return keyset_page(rows, field=field, cursor=cursor, **kwargs)
    except BadCursor as error:
        raise WrongParameters({CURSOR: [str(error)]}) from error


def year_asked(text: str | None) -> int | None:
    """Return the year in `?year=2021`, None without one; raise WrongParameters for anything else."""
    if not text:
        return None
    is_year = text.isascii() and text.isdigit() and len(text) == 4
    if not (is_year and EARLIEST_YEAR <= int(text) <= LATEST_YEAR):
        raise WrongParameters({"year": ["Phải là một năm, ví dụ 2021."]})
    return int(text)


def month_asked(text: str | None) -> dt.date | None:
    """Return the first day of the month in `?month=2021-06`, None without one.

    Raises WrongParameters for anything else.
    """
    if not text:
        return None
    match = _MONTH.match(text)
    if match is None:
        raise WrongParameters({"month": ["Phải là một tháng, ví dụ 2021-06."]})
    return dt.date(int(match[1]), int(match[2]), 1)


def flag_asked(query: QueryDict, name: str) -> bool:
    """Return whether a parameter is "true"; raise WrongParameters for all but true and false."""
    if (text := query.get(name, "")) not in {"", "true", "false"}:
        raise WrongParameters({name: ["Phải là true hoặc false."]})
    return text == "true"
