"""Readers of the cells of an uploaded table: from the value in the file to the value meant.

A reader takes a number, a text, a truth value, or a moment (a list of one ISO text), never a blank,
and raises WrongCell with what is wrong and, where that can be told, what may have been meant. No
value is guessed.
"""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from common.dates import PartialDate, UnclearDate, parse_date, parse_partial_date
from common.formats import vn_date
from common.money import UnclearAmount, parse_vnd
from common.sheet_table import heading_key
from common.text import UnsafeText, normalise, normalise_name

Reader = Callable[[Any], Any]

_SHOWN = 40
_WHOLE = re.compile(r"[0-9]{1,9}")
_CITIZEN_NUMBER = re.compile(r"\A[0-9]{12}\Z")
_NEARLY = 0.72
_YES = frozenset({"x", "co", "dung", "yes", "1", "v", "true"})
_NO = frozenset({"", "khong", "sai", "no", "0", "false", "k", "ko"})


class WrongCell(ValueError):
    """The value of a cell cannot be what its column asks for."""


def shown(value: Any) -> str:
    """Return a value as a message quotes it: dates as dd/mm/yyyy, at most 40 characters."""
    if isinstance(value, list):
        day = _day(value[0])
        return vn_date(day) if day else str(value[0])
    if isinstance(value, bool):
        return "ĐÚNG" if value else "SAI"
    return as_text(value)[:_SHOWN]


def as_text(value: Any) -> str:
    """Return a number or text as text: whole numbers without ".0"."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def text(most: int) -> Reader:
    """Return the reader of a free text of at most so many characters."""

    def read(value: Any) -> str:
        found = _plain(value)
        if len(found) > most:
            raise WrongCell(f"Dài nhất {most} ký tự, ô này có {len(found)}.")
        return found

    return read


def name(most: int) -> Reader:
    """Return the reader of a person's name: no digits, no letters of another alphabet."""

    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise WrongCell(f"“{shown(value)}” không phải họ tên.")
        try:
            found = normalise_name(value)
        except UnsafeText as error:
            raise WrongCell(str(error)) from error
        if any(each.isdigit() for each in found):
            raise WrongCell(f"Họ tên “{found[:_SHOWN]}” có chữ số.")
        if len(found) > most:
            raise WrongCell(f"Dài nhất {most} ký tự, ô này có {len(found)}.")
        return found

    return read


def choice(values: Mapping[str, Any], *, titles: Mapping[str, str] | None = None) -> Reader:
    """Return the reader of a value of a list, by any of its names.

    `values` are the values by name, compared without marks and capitals; two values of one name are
    refused as unclear. `titles` are the names to propose, by comparison key; those of `values` if
    not given.
    """
    by_key: dict[str, Any] = {}
    unclear: set[str] = set()
    proposed = dict(titles or {})
    for title, value in values.items():
        key = heading_key(title)
        if key in by_key and by_key[key] != value:
            unclear.add(key)
        by_key[key] = value
        proposed.setdefault(key, title)

    def read(value: Any) -> Any:
        key = heading_key(as_text(value)) if not isinstance(value, list | bool) else ""
        if key in unclear:
            raise WrongCell(f"“{shown(value)}” có nhiều hơn một trong danh mục; hãy ghi mã.")
        if key in by_key:
            return by_key[key]
        near = get_close_matches(key, by_key, n=1, cutoff=_NEARLY) if key else []
        meant = f" Có phải “{proposed[near[0]]}”?" if near else ""
        raise WrongCell(f"“{shown(value)}” không có trong danh mục.{meant}")

    return read


def yes_no(value: Any) -> bool:
    """Return whether the cell says yes: x, Có, 1; no: Không, 0."""
    if isinstance(value, bool):
        return value
    key = heading_key(as_text(value)) if not isinstance(value, list) else "?"
    if key in _YES:
        return True
    if key in _NO:
        return False
    raise WrongCell(f"“{shown(value)}”: hãy ghi Có (hoặc x) hay Không.")


def day(value: Any) -> dt.date:
    """Return a full date: a date of the workbook, or a text with the day first."""
    return _dated(value, parse_date)


def partial_day(value: Any) -> PartialDate:
    """Return a date of which only the year may be known: 1956, "1956", 05/06/1980."""
    found = _dated(value, parse_partial_date)
    return found if isinstance(found, PartialDate) else PartialDate(found, is_exact=True)


def _dated(value: Any, parse: Callable[[str], Any]) -> Any:
    if isinstance(value, list):
        found = _day(value[0])
        if found is None:
            raise WrongCell("Ô định dạng ngày nhưng giá trị không phải ngày.")
        return _possible(found)
    if (isinstance(value, float) and not value.is_integer()) or isinstance(value, bool):
        raise WrongCell(f"“{shown(value)}” không phải ngày.")
    try:
        return parse(as_text(value))
    except UnclearDate as error:
        raise WrongCell(f"“{shown(value)}”: {error}") from error


def _possible(found: dt.date) -> dt.date:
    try:
        return parse_date(found.isoformat())
    except UnclearDate as error:
        raise WrongCell(f"“{vn_date(found)}”: {error}") from error


def _day(text_of_moment: str) -> dt.date | None:
    """Return the day of a moment of the workbook, None for a time of the day without one."""
    try:
        return dt.date.fromisoformat(text_of_moment[:10])
    except ValueError:
        return None


def whole(least: int, most: int) -> Reader:
    """Return the reader of a whole number in a range."""

    def read(value: Any) -> int:
        if isinstance(value, list):
            raise WrongCell(
                f"Ô định dạng ngày ({shown(value)}) nhưng cột cần số. Hãy đổi định dạng ô thành số."
            )
        found = as_text(value).strip() if not isinstance(value, bool) else ""
        if not _WHOLE.fullmatch(found) or not found.isascii():
            raise WrongCell(f"“{shown(value)}” không phải số nguyên từ {least} đến {most}.")
        if not least <= int(found) <= most:
            raise WrongCell(f"{found} nằm ngoài khoảng từ {least} đến {most}.")
        return int(found)

    return read


def decimal(least: Decimal, most: Decimal, places: int) -> Reader:
    """Return the reader of a number with a decimal comma, at most so many decimals."""

    def read(value: Any) -> Decimal:
        if isinstance(value, list):
            raise WrongCell(f"Ô định dạng ngày ({shown(value)}) nhưng cột cần số.")
        found = _number(value)
        if found is None or round(found, places) != found:
            raise WrongCell(f"“{shown(value)}” không phải số, tối đa {places} chữ số thập phân.")
        if not least <= found <= most:
            raise WrongCell(f"“{shown(value)}” nằm ngoài khoảng từ {least} đến {most}.")
        return found

    return read


def _number(value: Any) -> Decimal | None:
    """Return a number as typed: a comma is the decimal mark; dots group thousands, else unclear."""
    if isinstance(value, bool):
        return None
    found = str(value).strip()
    if isinstance(value, str):
        if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?", found):
            found = found.replace(".", "")
        elif "." in found and "," in found:
            return None
        found = found.replace(",", ".")
    try:
        number = Decimal(found)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def amount(value: Any) -> int:
    """Return an amount in đồng: 500000, "500.000", "500.000 đ"."""
    if isinstance(value, list):
        raise WrongCell(f"Ô định dạng ngày ({shown(value)}) nhưng cột cần số tiền.")
    try:
        return parse_vnd(value)
    except UnclearAmount as error:
        raise WrongCell(f"“{shown(value)}”: {error}") from error


def citizen_number(value: Any) -> str:
    """Return a citizen number of twelve digits, from a text only.

    A number has lost its leading zeros, and beyond 15 digits its last ones: it is never completed.
    """
    if not isinstance(value, str):
        raise WrongCell(
            f"“{shown(value)}” là ô số nên có thể đã mất số 0 ở đầu. Hãy đổi ô thành dạng Văn bản"
            " rồi gõ lại đủ 12 chữ số."
        )
    found = re.sub(r"[\s.\-]", "", value.strip().lstrip("'"))
    if not _CITIZEN_NUMBER.match(found):
        digits = f", ô này có {len(found)}" if found.isascii() and found.isdigit() else ""
        raise WrongCell(f"“{shown(value)}”: số định danh phải gồm đúng 12 chữ số{digits}.")
    return found


def identifier(value: Any) -> uuid.UUID:
    """Return the key of a row that the template carries."""
    try:
        return uuid.UUID(str(value).strip())
    except ValueError as error:
        raise WrongCell("Mã dòng của tệp mẫu đã bị sửa. Hãy tải tệp mẫu mới.") from error


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return shown(value)
    try:
        return normalise(as_text(value))
    except UnsafeText as error:
        raise WrongCell(str(error)) from error
