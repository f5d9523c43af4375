"""Keys of rows as sent: in paths `<key:pk>` (and `<year:year>`), in forms and in JSON."""

from django.urls import register_converter

from common.dates import EARLIEST_YEAR, LATEST_YEAR

LARGEST_KEY = 2**63 - 1


def is_key(text: str) -> bool:
    """Return whether a text is a key in plain digits that a database can hold."""
    is_number = text.isascii() and text.isdigit() and len(text) < 20
    return is_number and 1 <= int(text) <= LARGEST_KEY


class KeyConverter:
    """A key that a database can hold; for anything else the address does not exist."""

    regex = "[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        key = int(value)
        if key > LARGEST_KEY:
            raise ValueError(value)
        return key

    def to_url(self, value: int | str) -> str:
        return str(value)


class YearConverter:
    """A year in four digits."""

    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        year = int(value)
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise ValueError(value)
        return year

    def to_url(self, value: int | str) -> str:
        return str(value)


def register() -> None:
    """Make the converters known to `path`."""
    register_converter(KeyConverter, "key")
    register_converter(YearConverter, "year")
