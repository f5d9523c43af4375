"""The check of a Word template: its names, its tags, and a trial rendering with sample values."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError, nodes
from lxml.etree import LxmlError

from common.word import render_word, template_source, template_xml
from common.word_guard import BadTemplate, require_safe_template
from common.word_language import LOOP_NAMES, NotInTheLanguage, WordLanguage

_MOST_NAMED = 12
_MOST_TAGS = 2000
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>")
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}")
_ROW_TAG = re.compile(r"\{%\s*(tr|p)\s[^%]*%\}")
_LOOP = object()
_TEXT = ""
_UNKNOWN = object()
_IN_A_LIST = ("",)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateCheck:
    """The placeholder names of a template ("rows.name" for a value of a list), sorted, and what is
    wrong with it.

    `problems` keep the template from being used; `warnings` do not.
    """

    names: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _UsedName:
    """A name used in a template, and the sample values it was looked for in (None: known)."""

    path: str
    choices: Collection[str] | None


def check_template(
    content: bytes, sample: Mapping[str, Any], *, required: Iterable[str] = ()
) -> TemplateCheck:
    """Return what a template uses and what is wrong with it.

    `sample` has every name that the paper's builder gives, with a sample value; lists have at least
    one row. Raises BadTemplate for a file that cannot be opened safely.
    """
    require_safe_template(content)
    try:
        parts = [unicodedata.normalize("NFC", part) for part in template_xml(content)]
    except (KeyError, ValueError, LxmlError, UnicodeError) as error:
        raise BadTemplate("Không đọc được tệp Word này. Hãy mở bằng Word và lưu lại.") from error
    if problem := _unclosed(parts):
        return TemplateCheck(problems=(problem,))
    found: list[_UsedName] = []
    problems: list[str] = []
    for part in map(template_source, parts):
        try:
            found += _names_in(WordLanguage().parse(part), sample)
        except TemplateSyntaxError as error:
            problems.append(_syntax_words(error, part))
    names = tuple(sorted({each.path for each in found if each.choices is None}))
    problems += [] if problems else _missing(names, required)
    problems = [*dict.fromkeys([*_unknown(found), *problems])]
    if not problems:
        problems = _trial(content, sample)
    return TemplateCheck(names=names, problems=tuple(problems), warnings=_warnings(content))


def known_names(sample: Mapping[str, Any]) -> list[str]:
    """Return every name a template can use, in the order of the sample: "year", "rows.name"."""
    return [*_paths(sample, "")]


def sample_values(sample: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return every name with its sample value in one line, "" for lists and mappings."""
    found = []
    for name in known_names(sample):
        value: Any = sample
        for part in name.split("."):
            value = value[0] if isinstance(value, list | tuple) else value
            value = value[part]
        found.append((name, " ".join(value.split()) if isinstance(value, str) else ""))
    return found


def _paths(value: Any, before: str) -> Iterator[str]:
    for name, inner in value.items():
        path = f"{before}{name}"
        yield path
        first = inner[0] if isinstance(inner, list | tuple) and inner else inner
        if isinstance(first, Mapping):
            yield from _paths(first, f"{path}.")


# --- Names ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _NameReader:
    """Follows the names of a template through its repetitions."""

    found: list[_UsedName]

    def walk(self, node: nodes.Node, scope: Mapping[str, tuple[str, Any]]) -> None:
        if isinstance(node, nodes.For):
            self._repetition(node, scope)
        elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            self.value(node, scope)
        else:
            for child in node.iter_child_nodes():
                self.walk(child, scope)

    def _repetition(self, node: nodes.For, scope: Mapping[str, tuple[str, Any]]) -> None:
        path, value = self.value(node.iter, scope)
        row = value[0] if isinstance(value, list | tuple) and value else _TEXT
        row = _UNKNOWN if value is _UNKNOWN else row
        target = getattr(node.target, "name", "")
        inner = {**scope, target: (path, row), "loop": ("loop", _LOOP)}
        for child in [*node.body, *([node.test] if node.test else [])]:
            self.walk(child, inner)
        for child in node.else_:
            self.walk(child, scope)

    def value(self, node: nodes.Node, scope: Mapping[str, tuple[str, Any]]) -> tuple[str, Any]:
        """Return the path and the sample value of an expression; record its name."""
        if isinstance(node, nodes.Name):
            return self._named(node.name, scope)
        if isinstance(node, nodes.Getattr):
            return self._inner(node.node, node.attr, scope)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            return self._inner(node.node, node.arg.value, scope)
        for child in node.iter_child_nodes():
            self.walk(child, scope)
        return "", _TEXT

    def _named(self, name: str, scope: Mapping[str, tuple[str, Any]]) -> tuple[str, Any]:
        if name in scope:
            path, value = scope[name]
            if path == name and value is not _LOOP:
                self.found.append(_UsedName(path, None))
            return path, value
        self.found.append(_UsedName(name, [each for each in scope if each != "loop"]))
        return name, _UNKNOWN

    def _inner(
        self, node: nodes.Node, name: Any, scope: Mapping[str, tuple[str, Any]]
    ) -> tuple[str, Any]:
        before, value = self.value(node, scope)
        if isinstance(name, int) and isinstance(value, list | tuple) and value:
            return before, value[0]
        path = f"{before}.{name}"
        if value is _UNKNOWN:
            return path, _UNKNOWN
        if value is _LOOP:
            self.found += [] if name in LOOP_NAMES else [_UsedName(path, sorted(LOOP_NAMES))]
            return path, _TEXT
        if isinstance(value, list | tuple):
            self.found.append(_UsedName(path, _IN_A_LIST))
            return path, _UNKNOWN
        known = value if isinstance(value, Mapping) else {}
        self.found.append(_UsedName(path, None if name in known else [*known]))
        return path, known.get(name, _UNKNOWN)


def _names_in(tree: nodes.Template, sample: Mapping[str, Any]) -> list[_UsedName]:
    reader = _NameReader([])
    reader.walk(tree, {name: (name, value) for name, value in sample.items()})
    return reader.found


def _unknown(found: Iterable[_UsedName]) -> list[str]:
    unknown = {each.path: each.choices for each in found if each.choices is not None}
    return [
        f"{{{{{path}}}}} không có trong văn bản này. {_choices(choices)}"
        for path, choices in unknown.items()
    ]


def _choices(names: Collection[str]) -> str:
    if names is _IN_A_LIST:
        return "Tên của từng dòng chỉ dùng được giữa {% for %} và {% endfor %}."
    if not names:
        return "Chỗ này không có tên con nào."
    shown = ", ".join([*names][:_MOST_NAMED])
    more = ", …" if len(names) > _MOST_NAMED else ""
    return f"Các tên dùng được: {shown}{more}."


def _missing(names: Collection[str], required: Iterable[str]) -> list[str]:
    missing = [f"{{{{{name}}}}}" for name in required if name not in names]
    return [f"Mẫu thiếu chỗ điền bắt buộc: {', '.join(missing)}."] if missing else []


# --- Tags ----------------------------------------------------------------------------------------

_CLOSED = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}")


def _unclosed(parts: Iterable[str]) -> str:
    """Return what is wrong with the brackets of the parts, "" where every tag is closed.

    Checked first: docxtpl would look for the end of each open tag through the whole part.
    """
    tags = 0
    for part in parts:
        text = _MARKUP.sub("", part)
        rest, closed = _CLOSED.subn(" ", text)
        tags += closed
        if match := _LEFT_OVER.search(rest):
            near = rest[max(0, match.start() - 20) : match.end() + 40].strip()
            return f"Chỗ điền viết sai hoặc thiếu dấu ngoặc. Ở gần: “{near}”."
    return f"Mẫu có hơn {_MOST_TAGS} chỗ điền." if tags > _MOST_TAGS else ""


_SYNTAX = (
    (re.compile(r"Unexpected end of template"), "Thiếu lệnh đóng {% endif %} hoặc {% endfor %}"),
    (re.compile(r"Encountered unknown tag '(\w+)'"), "Không có lệnh “{0}” ở chỗ này"),
    (re.compile(r"No filter named '(\w+)'"), "Mẫu không có phép “|{0}”"),
    (re.compile(r"unexpected char"), "Tên có chữ có dấu hoặc ký tự lạ; chỉ dùng tên không dấu"),
    (re.compile(r"unexpected '\}'|expected token"), "Chỗ điền viết sai hoặc thiếu dấu ngoặc"),
)


def _syntax_words(error: TemplateSyntaxError, part: str) -> str:
    """Return the error in words, with the text around it."""
    message = error.message or ""
    words = message if isinstance(error, NotInTheLanguage) else _in_words(message)
    lines = part.splitlines()
    line = lines[error.lineno - 1] if 0 < error.lineno <= len(lines) else ""
    shown = next((each for each in _TAG.findall(line)), _MARKUP.sub("", line))
    near = _MARKUP.sub("", shown).strip()[:80]
    return f"{words.rstrip('.')}. Ở gần: “{near}”." if near else f"{words.rstrip('.')}."


def _in_words(message: str) -> str:
    for pattern, words in _SYNTAX:
        if match := pattern.search(message):
            return words.replace("{0}", match[1]) if match.groups() else words
    return "Lệnh trong {% %} hoặc {{ }} viết sai"


def _warnings(content: bytes) -> tuple[str, ...]:
    """Return the text that the rows and paragraphs of a command lose: they are replaced by it."""
    body = Document(BytesIO(content)).element.body
    found = []
    for kind, name in (("tr", "hàng"), ("p", "đoạn")):
        for block in body.iter(f"{{{body.nsmap['w']}}}{kind}"):
            text = "".join(
                each.text or "" for each in block.iter(f"{{{body.nsmap['w']}}}t")
            ).strip()
            tags = [tag for tag in _ROW_TAG.finditer(text) if tag[1] == kind]
            rest = _ROW_TAG.sub("", text).strip()
            if tags and rest:
                found.append(
                    f"Chữ “{rest[:60]}” đứng cùng {name} với {tags[0][0]} sẽ mất khi in;"
                    f" hãy để lệnh riêng một {name}."
                )
    return tuple(dict.fromkeys(found))


def _trial(content: bytes, sample: Mapping[str, Any]) -> list[str]:
    """Return what goes wrong when the template is filled in with the sample values."""
    try:
        made = render_word(content, sample)
        text = "\n".join(
            each.text or ""
            for each in Document(BytesIO(made)).element.body.iter()
            if each.tag.endswith("}t")
        )
    except UndefinedError as error:
        return [f"Điền thử không được: thiếu tên ({error.message})."]
    except (TemplateError, LxmlError, ValueError, KeyError, TypeError):
        return [
            "Điền thử không được: lệnh {% %} đặt sai chỗ. Hãy để mỗi lệnh riêng một đoạn, hàng."
        ]
    if match := _LEFT_OVER.search(text):
        return [f"Điền thử còn sót “{match[0]}”: chỗ điền viết sai hoặc thiếu dấu ngoặc."]
    return []
