"""In every state of a form, what is shown to fill in has a button that sends it.

Read from the templates: tests of pages open few of their states.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.template import Node, engines
from django.template.base import TextNode, VariableNode
from django.template.defaulttags import ForNode, IfNode
from django.template.loader_tags import IncludeNode

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
_TAG = re.compile(r"<(/?)(form|button|input|select|textarea)\b([^<>]*)")
_TYPE = re.compile(r"type=\"?(hidden|button|reset)")
_NAME = re.compile(r".*?\bname=\"?([\w-]+).*", re.DOTALL)
_FIELDS = re.compile(r"\.as_field_group$|^form$")


# A condition of a template and whether it holds; the rows of a `for` are a condition too.
Facts = frozenset[tuple[str, bool]]
NOTHING: Facts = frozenset()


class Part(NamedTuple):
    """A piece of a form, and what holds where it is shown."""

    kind: str  # "form", "end", "box", "button"
    name: str
    facts: Facts


def parts_of(nodes: Iterable[Node], facts: Facts = NOTHING) -> Iterator[Part]:
    """Iterate over the pieces of forms in a template and those it includes."""
    for node in nodes:
        if isinstance(node, TextNode):
            yield from (Part(kind, name, facts) for kind, name in _tags(node.s))
        elif isinstance(node, VariableNode) and _FIELDS.search(node.filter_expression.token):
            yield Part("box", node.filter_expression.token, facts)
        for more, inner in _inside(node):
            yield from parts_of(inner, facts | more)


def _tags(text: str) -> Iterator[tuple[str, str]]:
    """Iterate over the tags that begin in a text; conditions may cut it within a tag."""
    for end, name, attributes in _TAG.findall(text):
        kind = _TYPE.search(attributes)
        if name == "form":
            yield ("end" if end else "form"), name
        elif name == "button" and not end and not kind:
            yield "button", name
        elif name not in {"button", "form"} and not end and not kind:
            yield "box", _NAME.sub(r"\1", attributes) or name


def _inside(node: Node) -> Iterator[tuple[Facts, Iterable[Node]]]:
    if isinstance(node, IfNode):
        yield from _branches(node)
    elif isinstance(node, ForNode):
        yield frozenset({(str(node), True)}), node.nodelist_loop
        yield NOTHING, node.nodelist_empty
    elif isinstance(node, IncludeNode):
        yield NOTHING, _included(node)
    else:
        yield NOTHING, getattr(node, "nodelist", ())


def _branches(node: IfNode) -> Iterator[tuple[Facts, Iterable[Node]]]:
    """Iterate over the branches: in each its condition holds, and none of those before it."""
    before = NOTHING
    for condition, inner in node.conditions_nodelists:
        yield before | (_holding(condition) if condition else NOTHING), inner
        if condition:
            before |= _failing(condition)


def _holding(condition: Any) -> Facts:
    if condition.id == "and":
        return _holding(condition.first) | _holding(condition.second)
    return (
        _failing(condition.first)
        if condition.id == "not"
        else frozenset({(_text(condition), True)})
    )


def _failing(condition: Any) -> Facts:
    if condition.id == "or":
        return _failing(condition.first) | _failing(condition.second)
    return (
        _holding(condition.first)
        if condition.id == "not"
        else frozenset({(_text(condition), False)})
    )


def _text(condition: Any) -> str:
    """Return a condition in words, the same for the same condition of another `if`."""
    if hasattr(condition, "text"):
        return condition.text
    return (
        f"({condition.id} {_text(condition.first)} {condition.second and _text(condition.second)})"
    )


def _included(node: IncludeNode) -> Iterable[Node]:
    name: Any = node.template.var
    return engines["django"].get_template(name).template.nodelist if isinstance(name, str) else ()


def is_sent(facts: Facts, buttons: list[Facts]) -> bool:
    """Return whether a button is shown wherever these facts hold, whatever else does or does not."""
    if any(button <= facts for button in buttons):
        return True
    known = {condition for condition, _ in facts}
    possible = [b for b in buttons if not any((each, not holds) in facts for each, holds in b)]
    open_ = {condition for button in possible for condition, _ in button} - known
    return any(
        all(is_sent(facts | {(condition, holds)}, possible) for holds in (True, False))
        for condition in sorted(open_)
    )


def unsent(parts: Iterable[Part]) -> list[str]:
    """Return the boxes that in some state of their form have no button."""
    found: list[str] = []
    boxes: list[Part] = []
    buttons: list[Facts] = []
    for part in parts:
        if part.kind == "form":
            boxes, buttons = [], []
        elif part.kind == "end":
            found += [box.name for box in boxes if not is_sent(box.facts, buttons)]
            boxes, buttons = [], []
        elif part.kind == "box":
            boxes.append(part)
        else:
            buttons.append(part.facts)
    return found


def in_text(text: str) -> list[str]:
    return unsent(parts_of(engines["django"].from_string(text).template.nodelist))


TEXTS = {
    str(file.relative_to(TEMPLATES)): file.read_text(encoding="utf-8")
    for file in sorted(TEMPLATES.rglob("*.html"))
}


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if "<form" in text])
def test_in_every_state_of_a_form_its_boxes_have_a_button(name):
    assert in_text(TEXTS[name]) == []


@pytest.mark.parametrize(
    ("inner", "found"),
    [
        ("<textarea name=a></textarea>{% if may %}<button>G</button>{% endif %}", ["a"]),
        ("{% if may %}<textarea name=a></textarea><button>G</button>{% endif %}", []),
        (
            "{% if may %}{{ f.a.as_field_group }}{% endif %}{% if may %}<button>G</button>{% endif %}",
            [],
        ),
        (
            "{{ f.a.as_field_group }}{% if x %}<button>G</button>{% elif y %}{% endif %}",
            ["f.a.as_field_group"],
        ),
        ("{{ form }}{% if x %}<button>G</button>{% else %}<button>H</button>{% endif %}", []),
        ("{% if x and y %}{{ form }}{% endif %}{% if x %}<button>G</button>{% endif %}", []),
        ("{% if x or y %}{{ form }}{% endif %}{% if x %}<button>G</button>{% endif %}", ["form"]),
        (
            "{% if x %}{% else %}{{ form }}{% endif %}{% if not x %}<button>G</button>{% endif %}",
            [],
        ),
        ("{{ form }}{% for x in y %}<button>G</button>{% endfor %}", ["form"]),
        ("{{ form }}<button type=button>G</button>", ["form"]),
    ],
)
def test_a_box_without_a_button_is_found(inner, found):
    assert in_text(f"<form>{inner}</form>") == found
