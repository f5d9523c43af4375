"""Where submitted forms are in the steps of the procedure.

The steps belong to an app above this one: it registers a reader from its `AppConfig.ready()`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from households.models import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class FormStanding:
    """What a submitted form waits for, in words, and the next step with the page to take it on.

    `was_voted_on`: the village meeting has agreed with the form; returned, it needs another one.
    """

    label: str
    next_step: str
    url: str
    was_voted_on: bool = False


StandingReader = Callable[[Sequence[Assessment]], Mapping[int, FormStanding]]
_readers: list[StandingReader] = []


def register_standing_reader(reader: StandingReader) -> None:
    """Register the function that reads the standing of forms by their keys."""
    if reader not in _readers:
        _readers.append(reader)


def standings_of(forms: Iterable[Assessment]) -> dict[int, FormStanding]:
    """Return the standing of the submitted forms in rounds with steps, by form.

    A constant number of queries, none without such forms. The other submitted forms are approved
    one by one.
    """
    waiting = [form for form in forms if form.is_submitted and form.round.follows_procedure]
    found: dict[int, FormStanding] = {}
    for reader in _readers if waiting else ():
        found.update(reader(waiting))
    return found
