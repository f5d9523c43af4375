"""Word documents from templates that an office can change: .docx files with placeholders.

What stands in a placeholder is data, whoever wrote it: never markup, never a tag of the template.
"""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What XML 1.0 cannot hold, and the characters docxtpl would turn into paragraphs and pages.
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# docxtpl turns {_{ into {{ even in data; a private character keeps the two apart meanwhile.
_GUARD = "\ue000"
_DOCXTPL_ESCAPE = re.compile(r"([{%}])(?=_[{%}])")


def _plain(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return _DOCXTPL_ESCAPE.sub(rf"\1{_GUARD}", _ILLEGAL.sub("", value))


class _Template(DocxTemplate):
    def render_xml_part(self, *args: Any, **kwargs: Any) -> str:
        return str(super().render_xml_part(*args, **kwargs)).replace(_GUARD, "")


def _environment() -> ImmutableSandboxedEnvironment:
    """An unknown placeholder is an error, and a template reaches nothing but its values."""
    return ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=_plain
    )


def render_word(template: Path, values: Mapping[str, Any]) -> bytes:
    """Return the .docx file that a template becomes with these values.

    Values are texts (a line break in one is a line break on paper), lists and mappings of them,
    already written as they are to be read. Raises jinja2.UndefinedError for a placeholder that
    is not among them.
    """
    document = _Template(template)
    document.render(dict(values), jinja_env=_environment(), autoescape=True)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def placeholders(template: Path) -> set[str]:
    """Return the names a template asks for, to compare with what its builder gives."""
    return set(_Template(template).get_undeclared_template_variables(jinja_env=_environment()))


def word_response(filename: str, content: bytes) -> HttpResponse:
    """Answer with a Word document as a file to download."""
    return HttpResponse(
        content,
        content_type=CONTENT_TYPE,
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=filename)
        },
    )
