"""Detection of English words in Vietnamese text."""

import re

_ENGLISH = re.compile(
    r"\b(?:the|this|that|is|are|must|may|not|of|please|enter|select|ensure|valid|invalid|field|value"
    r"|required|password|expected|allowed|submitted|choice|date|number|format)\b",
    re.IGNORECASE,
)


def english_in(text: str) -> list[str]:
    """Return the English words in a text; “mã” and similar words never match."""
    return _ENGLISH.findall(text)
