"""Differences between a form and last year's, and when they need a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAnswers:
    """The answers of one form under one standard; B1 in points, answers by indicator key.

    `items` are the answers to the items of B1 when it was added up item by item.
    """

    b1_points: int | None = None
    answers: Mapping[str, bool | None]
    items: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """One answer that differs between two forms.

    `kind` is "b1", "item" or "answer"; `what` is "b1_points" or the key of the question.
    """

    kind: str
    what: str
    before: object
    now: object


def changes(before: FormAnswers, now: FormAnswers) -> list[AnswerChange]:
    """Return where two forms under one standard differ: B1, then its items, then the indicators.

    Only answers known on both forms are compared: a question missing from one form is no change.
    """
    found = []
    if None not in (before.b1_points, now.b1_points) and before.b1_points != now.b1_points:
        found.append(
            AnswerChange(kind="b1", what="b1_points", before=before.b1_points, now=now.b1_points)
        )
    found += _differences("item", before.items, now.items)
    return found + _differences("answer", before.answers, now.answers)


def _differences(
    kind: str, before: Mapping[str, object], now: Mapping[str, object]
) -> list[AnswerChange]:
    return [
        AnswerChange(kind=kind, what=key, before=before[key], now=value)
        for key, value in now.items()
        if value is not None and before.get(key) is not None and before[key] != value
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Why a form needs a reason under one standard.

    `b1_moved` is the change of B1 in points when it exceeds the limit of the round, else 0;
    `class_before` is the previous class, "" when it is unchanged or unknown.
    """

    b1_moved: int = 0
    class_before: str = ""

    def __bool__(self) -> bool:
        return bool(self.b1_moved or self.class_before)


def turn(
    *,
    last_b1: int | None,
    b1_points: int | None,
    limit: int | None,
    classes_before: Sequence[str],
    status: str,
) -> Turn:
    """Return whether a form needs a reason: B1 moved by more than `limit`, or the class changed.

    `limit` is in points; None means B1 never needs a reason. `classes_before` are the class at the
    opening of the year and that of the last form, "" where not known: the first that is known
    counts. A household on no list and without an earlier form has nothing to compare with.
    """
    moved = 0
    if limit is not None and last_b1 is not None and b1_points is not None:
        moved = b1_points - last_b1
    known = next((each for each in classes_before if each), "")
    return Turn(
        b1_moved=moved if limit is not None and abs(moved) > limit else 0,
        class_before=known if status and known and known != status else "",
    )
