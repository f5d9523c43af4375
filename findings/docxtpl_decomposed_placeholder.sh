#!/usr/bin/env bash
# docxtpl: one placeholder typed with decomposed Vietnamese letters empties the same placeholder
# elsewhere in the document, where it is typed correctly.
#
# "{{ tên_xã }}" looks the same whether its letters are composed (NFC) or decomposed (NFD), as a file or
# text that went through a Mac can have them. Jinja2 keeps the two spellings apart when it looks up
# the value, and writes both as a local variable of the Python code that it generates; Python
# normalises identifiers (NFKC), so both are one variable, and the last lookup decides for all places.
# Nothing is raised or logged. With jinja2's StrictUndefined the error names the variable that was
# supplied.
#
# Needs Python 3.11 or newer with venv, and pip with access to a package index. Exits with 0 while
# the behaviour below is seen, with 1 when it has changed.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    docxtpl==0.20.2 Jinja2==3.1.6 MarkupSafe==3.0.3 python-docx==1.2.0

cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import unicodedata
from importlib.metadata import version

from docx import Document
from docxtpl import DocxTemplate

COMPOSED = unicodedata.normalize("NFC", "{{ tên_xã }}")
DECOMPOSED = unicodedata.normalize("NFD", "{{ tên_xã }}")
VALUES = {unicodedata.normalize("NFC", "tên_xã"): "Ia O"}


def rendered(*placeholders):
    """Return the paragraphs of a document with these placeholders, filled in."""
    document = Document()
    for placeholder in placeholders:
        document.add_paragraph(f"Xã {placeholder}.")
    document.save("template.docx")
    template = DocxTemplate("template.docx")
    template.render(VALUES, autoescape=True)
    template.save("filled.docx")
    return [paragraph.text for paragraph in Document("filled.docx").paragraphs]


composed = rendered(COMPOSED, COMPOSED)
mixed = rendered(COMPOSED, DECOMPOSED)
reverse = rendered(DECOMPOSED, COMPOSED)
print(f"docxtpl {version('docxtpl')}, Jinja2 {version('jinja2')}, Python {sys.version.split()[0]}")
print(f"both composed:               {composed}")
print(f"composed, then decomposed:   {mixed}")
print(f"decomposed, then composed:   {reverse}")

as_before = (
    composed == ["Xã Ia O.", "Xã Ia O."]
    and mixed == ["Xã .", "Xã ."]
    and reverse == ["Xã Ia O.", "Xã Ia O."]
)
sys.exit(0 if as_before else 1)
PYTHON
