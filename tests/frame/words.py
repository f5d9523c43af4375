"""Telling Vietnamese from leaked English."""

import re

_ENGLISH = re.compile(
    r"\b(?:the|this|that|is|are|must|may|not|of|please|enter|select|ensure|valid|invalid|field|value"
    r"|required|password|expected|allowed|submitted|choice|date|number|format)\b",
    re.IGNORECASE,
)


def english_in(text: str) -> list[str]:
    """List the English words a text holds; “mã” and its like never match."""
    return _ENGLISH.findall(text)
