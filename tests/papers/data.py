"""Word templates of a few paragraphs, and the comparison of values with their sample."""

import zipfile
from io import BytesIO

from docx import Document

SAMPLE = {
    "year": "2021",
    "commune": "xã Ia O",
    "rows": [{"name": "Xã Ia O", "fall": "14", "facts": ["một"]}],
}


def docx(*paragraphs: str, rows: list[list[str]] | None = None) -> bytes:
    """Return a document with these paragraphs, and a table."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return a package with one part added or replaced."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, part)
    return stream.getvalue()


def differences(values, sample, path=""):
    """Return the paths at which values have other names than their sample."""
    if isinstance(sample, dict):
        if set(values) != set(sample):
            return [f"{path}: {sorted(set(values) ^ set(sample))}"]
        return [
            each
            for name in sample
            for each in differences(values[name], sample[name], f"{path}.{name}")
        ]
    if isinstance(sample, list):
        return [each for value in values for each in differences(value, sample[0], f"{path}[]")]
    return [] if type(values) is type(sample) else [f"{path}: {type(values)}"]
