"""The manual is open to everyone, also before signing in; the first steps to those who set up."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from tests import factories
from tests.access.line import ADMINS, EVERYONE, OFFICE, STRANGERS, Line

LINES: list[Line] = [
    Line("help:contents", "GET", STRANGERS),
    Line("help:chapter", "GET", STRANGERS, pk="chapter"),
    Line("help:first_steps", "GET", OFFICE | ADMINS),
    Line("api:manual_list", "GET", EVERYONE),
    Line("api:manual_chapter", "GET", EVERYONE, pk="chapter"),
    Line("api:first_steps", "GET", OFFICE | ADMINS),
]

# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {
    "chapter": lambda: "so-ho",
    "installation": lambda: factories.InstallationFactory().pk,
}
