"""Template filters for Vietnamese numbers and dates (`common.formats`), and the smallest components.

Icons and badges are tags, not included templates: a list shows hundreds of them.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from common import formats

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

_ICON_OF_TONE = {
    "success": "check-circle-fill",
    "warning": "exclamation-triangle-fill",
    "danger": "x-octagon-fill",
    "info": "info-circle-fill",
    "primary": "info-circle-fill",
}


@register.filter
def words(value: str) -> list[str]:
    """Split a list of names that a template writes as one text: "village ethnicity"."""
    return value.split()


@register.simple_tag
def options(choices: Iterable[Mapping[str, Any]]) -> SafeString:
    """Return the options of a select; Django's dashes for none become a word."""
    rows = (
        (
            each["value"],
            flatatt(each["attrs"]),
            "Chọn" if each["label"] == "---------" else each["label"],
        )
        for each in choices
    )
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


@cache
def drawing(name: str, label: str = "") -> SafeString:
    """Return an icon of bootstrap-icons; with a label when the icon alone carries meaning."""
    content = render_to_string(f"icons/{name}.svg")
    if label:
        named = '<span class="icon" role="img" aria-label="{}">{}</span>'
        return format_html(named, label, content)
    return format_html('<span class="icon" aria-hidden="true">{}</span>', content)


register.simple_tag(drawing, name="icon")


@register.simple_tag
def tone_icon(tone: str, icon: str = "") -> SafeString:
    """Return the icon of a tone; a named icon replaces it."""
    return drawing(icon or _ICON_OF_TONE.get(tone, "circle"))


@register.simple_tag
def badge(text: object, tone: str = "", icon: str = "") -> SafeString:
    """Return a word on a colour with an icon: success, warning, danger, info, primary, neutral."""
    shown = tone or "neutral"
    return format_html('<span class="tag tag--{}">{}{}</span>', shown, tone_icon(shown, icon), text)
