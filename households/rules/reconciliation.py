"""The identities of the two flow tables: each table in itself, and one against the other."""

from collections.abc import Callable
from dataclasses import dataclass

from households.rules.flows import Flow, NearPoorFlow, Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An identity: both sides of it from one commune's tables, and how it reads in numbers."""

    key: str
    title: str
    sides: Callable[[Tables], tuple[int, int]]
    equation: Callable[[Tables], str]


def _flow_question(key: str, words: str, pick: Callable[[Tables], Flow | NearPoorFlow]) -> Question:
    return Question(
        key=key,
        title=f"{words}: đầu kỳ − giảm + tăng = cuối kỳ",
        sides=lambda tables: (pick(tables).expected_closing, pick(tables).closing),
        equation=lambda tables: _sum_in_words(pick(tables)),
    )


def _sum_in_words(flow: Flow | NearPoorFlow) -> str:
    one, two, three, four, *ins, nine = flow.columns
    first = f" + {flow.first_year} (năm đầu)" if flow.first_year else ""
    plus = " + ".join(map(str, ins))
    return f"{one} − {two} − {three} − {four} + {plus}{first} = {nine}"


def _crossing(key: str, title: str, sides: Callable[[Tables], tuple[int, int]]) -> Question:
    return Question(
        key=key,
        title=title,
        sides=sides,
        equation=lambda tables: " = ".join(map(str, sides(tables))),
    )


QUESTIONS = (
    _flow_question("poor", "Hộ nghèo", lambda tables: tables.poor),
    _flow_question("poor_people", "Nhân khẩu hộ nghèo", lambda tables: tables.poor_people),
    _flow_question("near_poor", "Hộ cận nghèo", lambda tables: tables.near_poor),
    _flow_question(
        "near_poor_people", "Nhân khẩu hộ cận nghèo", lambda tables: tables.near_poor_people
    ),
    _crossing(
        "exits",
        "Hộ: thoát nghèo thành cận nghèo (bảng nghèo, cột 2) = nghèo thành cận nghèo (bảng cận "
        "nghèo, cột 5)",
        lambda tables: (tables.poor.exits_to_near_poor, tables.near_poor.fallen_from_poor),
    ),
    _crossing(
        "exits_people",
        "Nhân khẩu: cột 2 bảng nghèo = cột 5 bảng cận nghèo",
        lambda tables: (
            tables.poor_people.exits_to_near_poor,
            tables.near_poor_people.fallen_from_poor,
        ),
    ),
    _crossing(
        "falls",
        "Hộ: cận nghèo thành nghèo (bảng nghèo, cột 5) = trở thành hộ nghèo (bảng cận nghèo, "
        "cột 3)",
        lambda tables: (tables.poor.fallen_from_near_poor, tables.near_poor.became_poor),
    ),
    _crossing(
        "falls_people",
        "Nhân khẩu: cột 5 bảng nghèo = cột 3 bảng cận nghèo",
        lambda tables: (
            tables.poor_people.fallen_from_near_poor,
            tables.near_poor_people.became_poor,
        ),
    ),
)
