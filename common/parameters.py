"""Parameters of an address: a view declares those that it takes; any other is refused.

A page declares them with `@takes`, an API view in its attribute `parameters`; a view that declares
none takes none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict
from django_filters import FilterSet

CURSOR = "cursor"
_View = TypeVar("_View", bound=Callable[..., Any])
# A name, or a form or filter whose fields are the names.
Source = str | type[FilterSet] | type[forms.BaseForm]
_MOST_SHOWN = 10
_LONGEST_SHOWN = 50


class WrongParameters(Exception):
    """A parameter of the address has no valid value; the answer is 400 with a sentence for each."""

    def __init__(self, errors: Mapping[str, Iterable[object]]) -> None:
        super().__init__("Wrong parameters")  # a log line holds no names or values of a request
        self.errors = {name: [str(each) for each in found] for name, found in errors.items()}

    @property
    def sentences(self) -> list[str]:
        """The reasons as text, one for each parameter."""
        return [f"{name}: {' '.join(found)}" for name, found in self.errors.items()]

    @property
    def for_page(self) -> list[str]:
        """The reasons as a page gives them."""
        return self.sentences

    @property
    def body(self) -> dict[str, Any]:
        """The answer of the API."""
        return self.errors


class UnknownParameters(WrongParameters):
    """The address has parameters that the view does not take."""

    def __init__(self, unknown: Iterable[str], known: Iterable[str]) -> None:
        self.unknown = [each[:_LONGEST_SHOWN] for each in sorted(unknown)[:_MOST_SHOWN]]
        self.known = sorted(known)
        super().__init__({name: [] for name in self.unknown})

    @property
    def sentences(self) -> list[str]:
        """What is unknown, and what the address takes."""
        taken = f"Trang này chỉ nhận: {', '.join(self.known)}."
        return [
            f"Không có tham số {', '.join(self.unknown)}.",
            taken if self.known else "Trang này không nhận tham số nào.",
        ]

    @property
    def for_page(self) -> list[str]:
        """What is unknown, without the names taken: those are for programs."""
        return self.sentences[:1]

    @property
    def body(self) -> dict[str, Any]:
        """The answer of the API."""
        return {
            "detail": " ".join(self.sentences),
            "code": "unknown_parameter",
            "unknown": self.unknown,
            "known": self.known,
        }


@dataclass(frozen=True, slots=True)
class Parameters:
    """The names that a view takes; those in `repeated` may be given several times."""

    names: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()

    def check(self, query: QueryDict) -> None:
        """Raise UnknownParameters for other names, WrongParameters for a name given twice."""
        if unknown := query.keys() - self.names:
            raise UnknownParameters(unknown, self.names)
        twice = [
            name for name, values in query.lists() if len(values) > 1 and name not in self.repeated
        ]
        if twice:
            raise WrongParameters({name: ["Chỉ được ghi một lần."] for name in twice})


NONE = Parameters()


def parameters_of(*sources: Source, repeated: Iterable[str] = ()) -> Parameters:
    """Return the parameters of names, forms and filters; `repeated` adds names taken as a list."""
    names, lists = set(repeated), set(repeated)
    for source in sources:
        fields = fields_of(source)
        names |= fields.keys()
        lists |= {name for name, field in fields.items() if _takes_a_list(field)}
    return Parameters(frozenset(names), frozenset(lists))


def fields_of(source: Source) -> Mapping[str, Any]:
    """Return the declared fields of a form or filter by name; for a name, no field."""
    if isinstance(source, str):
        return {source: None}
    declared: Any = source
    return declared.base_filters if issubclass(source, FilterSet) else declared.base_fields


def _takes_a_list(field: Any) -> bool:
    kind = getattr(field, "field_class", type(field))
    return issubclass(kind, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)


def takes(*sources: Source, repeated: Iterable[str] = ()) -> Callable[[_View], _View]:
    """Return a decorator that declares the parameters of a page.

    The middleware `KnownParametersMiddleware` refuses all others.
    """

    def declare(view: _View) -> _View:
        view.parameters = parameters_of(*sources, repeated=repeated)  # type: ignore[attr-defined]
        return view

    return declare
