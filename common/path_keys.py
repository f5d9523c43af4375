"""Path converters: `<key:pk>` for the key of a row, `<year:year>` for a year."""

from django.urls import register_converter

LARGEST_KEY = 2**63 - 1


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
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(value)


def register() -> None:
    """Make the converters known to `path`."""
    register_converter(KeyConverter, "key")
    register_converter(YearConverter, "year")
