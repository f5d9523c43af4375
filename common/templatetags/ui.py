"""Template filters for Vietnamese numbers and dates (`common.formats`), and the smallest components.

Icons and badges are tags, not included templates: a list shows hundreds of them.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.template.base import Parser, Token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from common import formats
from common.first_box import with_cursor
from common.shared_icons import OPENING, with_shared_icons

register = template.Library()

for formatter in (
    formats.count,
    formats.one_decimal,
    formats.rate,
    formats.percent,
    formats.points,
    formats.signed_points,
    formats.money,
    formats.area,
    formats.vn_date,
):
    register.filter(formatter.__name__, formatter)

_RECT = '<rect class="stacked__{}" x="{}" y="{}" width="{}" height="{}"/>'
_PLANNED = '<path class="stacked__planned" d="M {} 0 v 4 M {} 10 v 4"/>'
_STACKED = (
    '<svg class="stacked" viewBox="0 0 100 14" preserveAspectRatio="none" role="img" aria-label="{}" '
    'focusable="false">{}{}<path class="stacked__target" d="M {} 0 v 14"/></svg>'
)
# Markup kept per process; typed, because safe and unsafe texts are equal.
_KEPT = 1000
_SOME_KEY = 1_234_567_890
_ICON_OF_TONE = {
    "success": "check-circle-fill",
    "warning": "exclamation-triangle-fill",
    "danger": "x-octagon-fill",
    "info": "info-circle-fill",
    "primary": "info-circle-fill",
    "solid": "circle-fill",
    "half": "circle-half",
    "open": "circle",
}


@register.filter
def words(value: str) -> list[str]:
    """Split a list of names that a template writes as one text: "village ethnicity"."""
    return value.split()


@cache
def _around_the_key(page: str) -> list[str]:
    return reverse(page, args=[_SOME_KEY]).split(str(_SOME_KEY))


@register.simple_tag
def address(page: str, key: int) -> str:
    """Return the address of a row's page, as `url` does, for lists of many rows."""
    before, after = _around_the_key(page)
    return f"{before}{key}{after}"


@register.simple_tag
def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """Return the attributes of a control but its class, which its template writes."""
    return flatatt({name: value for name, value in attrs.items() if name != "class"})


@register.simple_tag
def options(groups: Iterable[tuple[str | None, Sequence[Mapping[str, Any]], int]]) -> SafeString:
    """Return the options of a select; Django's dashes for none become a word."""
    found = list(groups)
    if not any(name for name, _, _ in found):
        return _options(choice for _, choices, _ in found for choice in choices)
    shown = ((_group(name, choices),) for name, choices, _ in found)
    return format_html_join("", "{}", shown)


def _group(name: str | None, choices: Iterable[Mapping[str, Any]]) -> SafeString:
    if not name:
        return _options(choices)
    return format_html('<optgroup label="{}">{}</optgroup>', name, _options(choices))


def _options(choices: Iterable[Mapping[str, Any]]) -> SafeString:
    rows = (
        (
            each["value"],
            flatatt(each["attrs"]) if each["attrs"] else "",
            "Chọn" if each["label"] == "---------" else each["label"],
        )
        for each in choices
    )
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


@lru_cache(_KEPT, typed=True)
def drawing(name: str, label: str = "") -> SafeString:
    """Return an icon of bootstrap-icons; with a label when the icon alone carries meaning."""
    # The drawing is markup of a package, so it is part of the text that `format_html` fills.
    markup = f'<span class="icon"{{}}>{_lean(render_to_string(f"icons/{name}.svg"))}</span>'
    named = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    return format_html(markup, flatatt(named))


def _lean(content: str) -> str:
    """Return the markup of an icon without what the style sheet sets (size, class) and line ends."""
    inside = content[content.index(">") + 1 :].replace("\n", "").strip()
    return f"{OPENING}{inside}"


register.simple_tag(drawing, name="icon")


@register.simple_tag
def tone_icon(tone: str, icon: str = "") -> SafeString:
    """Return the icon of a tone; a named icon replaces it."""
    return drawing(icon or _ICON_OF_TONE.get(tone, "circle"))


@register.simple_tag
@lru_cache(_KEPT, typed=True)
def badge(text: object, tone: str = "", icon: str = "") -> SafeString:
    """Return a word on a colour with an icon: success, warning, danger, info, primary, neutral.

    The classes of households are facts, not faults: solid, half, open, distinguished by fill, not by hue.
    """
    shown = tone or "neutral"
    return format_html('<span class="tag tag--{}">{}{}</span>', shown, tone_icon(shown, icon), text)


@register.simple_tag
def new_key() -> str:
    """Return a key of a row to be created, the same however often its form is sent."""
    return str(uuid.uuid4())


class FinishedNode(template.Node):
    """A part of a page that a function finishes once it is rendered."""

    def __init__(self, nodelist: template.NodeList, finish: Callable[[str], str]) -> None:
        self.nodelist, self.finish = nodelist, finish

    def render(self, context: template.Context) -> str:
        return self.finish(self.nodelist.render(context))


@register.tag
def cursor(parser: Parser, _token: Token) -> FinishedNode:
    """Set the cursor in the first box of the entry form inside the block (`common.first_box`)."""
    return _finished(parser, "endcursor", with_cursor)


@register.tag
def shared_icons(parser: Parser, _token: Token) -> FinishedNode:
    """Send the icons inside the block that are repeated once (`common.shared_icons`)."""
    return _finished(parser, "endshared_icons", with_shared_icons)


def _finished(parser: Parser, end: str, finish: Callable[[str], str]) -> FinishedNode:
    nodelist = parser.parse((end,))
    parser.delete_first_token()
    return FinishedNode(nodelist, finish)


@register.simple_tag
def stacked_bar(bar: Any) -> SafeString:
    """Return the stacked bar beside a target (`components/charts/stacked.svg.html`), for lists.

    `bar` has a `drawing` (`common.charts.bars.Bullet`) and `words`.
    """
    drawn = bar.drawing
    parts = [
        ("left", "0", "2", drawn.target, "10"),
        ("hoped", drawn.hoped, "5.5", drawn.hoped_span, "3"),
        ("pending", drawn.pending, "3.5", drawn.pending_span, "7"),
        ("done", "0", "2", drawn.length, "10"),
        ("forecast", drawn.low, "6.5", drawn.span, "1"),
    ]
    rects = format_html_join("", _RECT, [part for part in parts if part[1] is not None])
    planned = format_html(_PLANNED, drawn.planned, drawn.planned) if drawn.planned else ""
    return format_html(_STACKED, bar.words, rects, planned, drawn.target)


@register.simple_tag
def figure_cell(cell: Any) -> SafeString:
    """Return a cell of a wide table of figures: text, link to the households behind it, detail.

    `cell` has `text`, `detail`, `url` and a `column` with `is_strong`, `card_label`, and `line`: the
    word before the figure in the one line of a row on a phone, empty for a cell that is not in it.
    """
    column = cell.column
    shown = format_html('<a href="{}">{}</a>', cell.url, cell.text) if cell.url else cell.text
    detail = format_html("<small>{}</small>", cell.detail) if cell.detail else ""
    marks = " communes__strong" if column.is_strong else ""
    line = format_html(' data-line="{}"', column.line) if column.line else ""
    return format_html(
        '<td class="num{}" data-label="{}"{}>{}{}</td>',
        marks,
        column.card_label,
        line,
        shown,
        detail,
    )
