"""The language of Word templates: placeholders, conditions and repetitions, and nothing else.

A template can come from an office. It reads the given values; it calls nothing, computes nothing
and reaches no attribute of a Python object.
"""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

DEEPEST_LOOP = 3
LOOP_NAMES = frozenset({"index", "index0", "first", "last", "length", "revindex"})
FILTERS = frozenset(
    {"capitalize", "count", "e", "escape", "first", "join", "last", "length", "lower", "title"}
    | {"trim", "upper"}
)
_TESTS = frozenset({"defined", "undefined", "none", "odd", "even", "eq", "ne", "gt", "lt"})
_NODES = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const),
    *(nodes.Getattr, nodes.Getitem, nodes.For, nodes.If, nodes.CondExpr, nodes.Concat),
    *(nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand),
    *(nodes.Filter, nodes.Test),
)


class NotInTheLanguage(TemplateSyntaxError):
    """The template has a tag that Word templates do not have; the message is for the user."""


class WordLanguage(ImmutableSandboxedEnvironment):
    """The sandbox in which Word templates run. An unknown placeholder is an error."""

    def __init__(self, *, finalize: Callable[[Any], Any] | None = None) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=finalize)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in _TESTS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _require_plain(tree)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a value of a mapping by its name; of a repetition its counters."""
        if isinstance(obj, LoopContext) and attribute in LOOP_NAMES:
            return super().getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any | Undefined:
        """Return a value of a mapping by its name, or of a list by its place."""
        by_name = isinstance(obj, Mapping) and isinstance(argument, str)
        by_place = isinstance(obj, list | tuple) and isinstance(argument, int)
        if by_name or by_place:
            try:
                return obj[argument]
            except LookupError:
                pass
        return self.undefined(obj=obj, name=argument)


def _require_plain(tree: nodes.Template) -> None:
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _NODES):
            raise NotInTheLanguage(
                "Mẫu chỉ dùng được {{ tên }}, {% if %} và {% for %}; không tính toán, không gọi hàm.",
                node.lineno,
            )
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            raise NotInTheLanguage(f"Mẫu không có phép “|{node.name}”.", node.lineno)
    _require_shallow(tree, 0)


def _require_shallow(node: nodes.Node, depth: int) -> None:
    if isinstance(node, nodes.For):
        depth += 1
        if depth > DEEPEST_LOOP:
            raise NotInTheLanguage(
                f"Mẫu chỉ lồng được {DEEPEST_LOOP} lệnh {{% for %}}.", node.lineno
            )
    for child in node.iter_child_nodes():
        _require_shallow(child, depth)
