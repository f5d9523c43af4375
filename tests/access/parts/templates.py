"""The templates of Word papers."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from tests import factories
from tests.access.line import TEMPLATE_KEEPERS, Line

LINES: list[Line] = [
    Line("papers:list", "GET", TEMPLATE_KEEPERS),
    Line("papers:detail", "GET", TEMPLATE_KEEPERS, pk="paper"),
    Line("papers:detail", "POST", TEMPLATE_KEEPERS, pk="paper"),
    Line("papers:built_in", "POST", TEMPLATE_KEEPERS, pk="paper"),
    Line("papers:template_file", "GET", TEMPLATE_KEEPERS, pk="paper"),
    Line("papers:built_in_file", "GET", TEMPLATE_KEEPERS, pk="paper"),
    Line("papers:earlier_file", "GET", TEMPLATE_KEEPERS, pk="paper template"),
    Line("api:paper_list", "GET", TEMPLATE_KEEPERS),
    Line("api:paper_detail", "GET", TEMPLATE_KEEPERS, pk="paper"),
    Line("api:paper_detail", "POST", TEMPLATE_KEEPERS, pk="paper"),
    Line("api:paper_built_in", "POST", TEMPLATE_KEEPERS, pk="paper"),
    Line("api:paper_template_file", "GET", TEMPLATE_KEEPERS, pk="paper"),
    Line("api:paper_built_in_file", "GET", TEMPLATE_KEEPERS, pk="paper"),
    Line("api:earlier_template_file", "GET", TEMPLATE_KEEPERS, pk="paper template"),
]
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {
    "paper": lambda: "minutes",
    "paper template": lambda: factories.PaperTemplateFactory().pk,
}
