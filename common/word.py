"""Word documents from .docx templates with placeholders, which an office can change.

Values are always data: never markup, never a tag of the template.
"""

import datetime as dt
import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from django.http import FileResponse
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateError

from common.http import download
from common.official_form import official_date
from common.text import search_key
from common.word_language import WordLanguage

_LOG = logging.getLogger(__name__)
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Characters that XML 1.0 cannot hold or that docxtpl turns into paragraphs and pages.
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# docxtpl turns {_{ into {{ even in data; a private character separates them meanwhile.
_GUARD = "\ue000"
_DOCXTPL_ESCAPE = re.compile(r"([{%}])(?=_[{%}])")


def _plain(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return _DOCXTPL_ESCAPE.sub(rf"\1{_GUARD}", _ILLEGAL.sub("", value))


class _Template(DocxTemplate):
    def render_xml_part(self, *args: Any, **kwargs: Any) -> str:
        return str(super().render_xml_part(*args, **kwargs)).replace(_GUARD, "")


def _environment() -> WordLanguage:
    """Return a sandbox that rejects unknown placeholders and exposes only the given values."""
    return WordLanguage(finalize=_plain)


def _opened(template: Path | bytes) -> _Template:
    return _Template(BytesIO(template) if isinstance(template, bytes) else template)


def render_word(template: Path | bytes, values: Mapping[str, Any]) -> bytes:
    """Return the .docx file of a template filled in with values.

    Values are formatted texts (a line break becomes a line break in the document), and lists and
    mappings of them. Raises jinja2.TemplateError for a placeholder without a value, and for a tag
    that `WordLanguage` does not have.
    """
    document = _opened(template)
    document.render(dict(values), jinja_env=_environment(), autoescape=True)
    _leave_broken_lines_unstretched(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _leave_broken_lines_unstretched(document: _Template) -> None:
    """Word stretches the line before a line break of a justified paragraph unless this is set."""
    settings = document.docx.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        return
    if compat.find(qn("w:doNotExpandShiftReturn")) is None:
        compat.insert(0, OxmlElement("w:doNotExpandShiftReturn"))


def placeholders(template: Path | bytes) -> set[str]:
    """Return the names of a template's placeholders, to compare with its builder's values."""
    found = _opened(template).get_undeclared_template_variables(jinja_env=_environment())
    return set(found)


def template_xml(template: bytes) -> list[str]:
    """Return the XML of each part of a file that can have placeholders."""
    document = _opened(template)
    document.render_init()
    parts = [document.get_xml()]
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        parts += [document.get_part_xml(part) for _key, part in document.get_headers_footers(uri)]
    parts += [
        part.blob.decode("utf-8")
        for part in document.docx.part.package.parts
        if part.content_type.endswith("wordprocessingml.footnotes+xml")
    ]
    return parts


def template_source(xml: str) -> str:
    """Return the text that docxtpl gives to the template language for the XML of a part."""
    return str(DocxTemplate(None).patch_xml(xml))


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPaper:
    """One document: its template, its values and its file name.

    `own` is the office's own template, used instead of the built-in one in `folder`. One that does
    not fit the values any more gives way to the built-in one.
    """

    template: str
    filename: str
    values: Mapping[str, Any]
    folder: Path
    own: bytes | None = None

    def content(self) -> bytes:
        """Return the .docx file."""
        if self.own is not None:
            try:
                return render_word(self.own, self.values)
            except TemplateError:
                _LOG.warning("The own template of %s does not fit any more.", self.template)
        return render_word(self.folder / f"{self.template}.docx", self.values)

    def response(self) -> FileResponse:
        """Return the document as a download."""
        return download(self.filename, self.content(), content_type=CONTENT_TYPE)


def open_date(place: str) -> str:
    """Return a place and a blank date to be filled in by hand."""
    return f"{place}, ngày      tháng      năm         "


def day_words(day: dt.date) -> str:
    """Return "05 tháng 02 năm 2021", with the zeros of NĐ 30/2020/NĐ-CP."""
    return official_date("", day).removeprefix(", ngày ")


def short_day(day: dt.date | None) -> str:
    """Return "05/02/2021"."""
    return f"{day:%d/%m/%Y}" if day else ""


def sentence(text: str) -> str:
    """Return the text with a full stop unless it already ends like a sentence."""
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def filename_of(*parts: object) -> str:
    """Return a .docx file name of ASCII letters, digits and hyphens."""
    words = (re.sub(r"[^a-z0-9]+", "-", search_key(str(part))).strip("-") for part in parts)
    return "-".join(_shortened(words)) + ".docx"


def _shortened(words: Iterable[str]) -> list[str]:
    return [word[:60].strip("-") for word in words if word]
