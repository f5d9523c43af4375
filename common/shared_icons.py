"""Icons shown several times on a page are sent once: lists show the same few in every row."""

import re
from collections import Counter

OPENING = '<svg viewBox="0 0 16 16" fill="currentColor">'
_ICON = re.compile(re.escape(OPENING) + r"(.*?)</svg>", re.DOTALL)


def with_shared_icons(page: str) -> str:
    """Return a rendered page whose repeated icons refer to one shape at its end.

    The end is never replaced by htmx, so parts fetched later, which have whole icons, do not take
    a shape away that others refer to.
    """
    counts = Counter(_ICON.findall(page))
    repeated = [shape for shape, times in counts.items() if times > 1]
    if not repeated:
        return page
    names = {shape: f"icon-{number}" for number, shape in enumerate(repeated)}
    shared = _ICON.sub(lambda found: _reference(found, names), page)
    shapes = "".join(f'<g id="{name}">{shape}</g>' for shape, name in names.items())
    ends = f'<svg class="icon-shapes" aria-hidden="true"><defs>{shapes}</defs></svg>'
    return f"{shared}{ends}"


def _reference(found: re.Match[str], names: dict[str, str]) -> str:
    name = names.get(found[1])
    return f'{OPENING}<use href="#{name}"/></svg>' if name else found[0]
