"""Template filters for Vietnamese numbers and dates; the formatting itself is `common.formats`."""

from django import template

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


@register.filter
def words(value: str) -> list[str]:
    """Split a list of names that a template writes as one text: "village ethnicity"."""
    return value.split()
