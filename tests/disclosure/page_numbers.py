"""The numbers on the dashboard page, read from its HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

SECTIONS = ("reasons", "deprivations")


@dataclass(frozen=True)
class PageNumber:
    """A number or a share in per cent; `unit` is the name of the unit, empty for all of them."""

    section: str
    cause: str
    unit: str
    number: int | None
    share: int | None = None


def numbers_on(page: str) -> list[PageNumber]:
    """Return every number about a cause, from its bar and from the table by commune."""
    blocks = html.fromstring(page).xpath('//div[contains(@class, "ranked")]')
    return [
        number
        for section, block in zip(SECTIONS, blocks, strict=True)
        for number in (*_bars(section, block), *_cells(section, block))
    ]


def _bars(section: str, block: Any) -> Iterator[PageNumber]:
    for row in block.xpath('.//table[contains(@class, "ranked__bars")]/tbody/tr[th]'):
        _, number, share = [cell.text_content().strip() for cell in row.xpath("td")]
        cause = row.xpath("string(th)").strip()
        per_cent = whole(share.removesuffix(" %"))
        yield PageNumber(section, cause, "", whole(number), per_cent)


def _cells(section: str, block: Any) -> Iterator[PageNumber]:
    for table in block.xpath('.//table[contains(@class, "data-table--pin")]'):
        heads = [each.text_content().strip() for each in table.xpath("thead//th")[1:]]
        for row in table.xpath("tbody/tr"):
            cause = row.xpath("string(th)").strip()
            for head, cell in zip(heads, row.xpath("td"), strict=True):
                yield PageNumber(section, cause, head, whole(cell.text_content().strip()))


def whole(text: str) -> int | None:
    """Return a whole number with dots between thousands; None for anything else."""
    return int(text.replace(".", "")) if re.fullmatch(r"\d{1,3}(\.\d{3})*", text) else None
