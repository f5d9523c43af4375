"""Sentences about inconsistent numbers, for the page, the API, the workbook and refusals."""

from collections.abc import Iterable, Mapping

from common.formats import count
from targets.queries.rows import NumberProblem, ProblemKind

_BASELINE_NAMES: Mapping[str, str] = {
    "households": "tổng số hộ",
    "poor": "hộ nghèo",
    "em_households": "hộ dân tộc thiểu số",
    "em_poor": "hộ nghèo dân tộc thiểu số",
}
_LIST_NAMES: Mapping[str, str] = {"poor": "hộ nghèo", "em_poor": "hộ nghèo DTTS"}


def problem_sentences(problems: Iterable[NumberProblem]) -> list[str]:
    """Return one sentence per inconsistency of a year's progress."""
    return [problem_sentence(problem) for problem in problems]


def problem_sentence(problem: NumberProblem) -> str:
    """Return the inconsistency as a sentence."""
    found, expected = count(problem.found), count(problem.expected)
    if problem.kind == ProblemKind.BASELINE:
        return _baseline_sentence(problem)
    list_name = _LIST_NAMES.get(problem.figure, "")
    return {
        ProblemKind.NO_LIST: ("Danh sách hộ nghèo đầu năm chưa có hộ nào: chưa đo được tiến độ."),
        ProblemKind.FLOW: (
            f"{problem.place}: {list_name} cuối kỳ là {found}, theo diễn biến phải là {expected}."
        ),
        ProblemKind.OPENING: (
            f"{problem.place}: danh sách đầu năm có {found} {list_name}, "
            f"số liệu đầu kỳ là {expected}."
        ),
        ProblemKind.TARGETS: (
            f"Chỉ tiêu giảm {list_name}: các xã cộng lại {found} hộ, mục tiêu huyện {expected} hộ."
        ),
        ProblemKind.REGISTER: (
            f"Sổ hộ có {found} hộ đang cư trú, số liệu đầu kỳ {expected} hộ: "
            "tỷ lệ hiện nay chưa phản ánh đúng."
        ),
    }[problem.kind]


def _baseline_sentence(problem: NumberProblem) -> str:
    more = "nhiều hơn" if problem.found > problem.expected else "ít hơn"
    by = count(abs(problem.found - problem.expected))
    return (
        f"Đầu kỳ, {_BASELINE_NAMES[problem.figure]}: các xã cộng lại {count(problem.found)}, "
        f"{more} toàn huyện ({count(problem.expected)}) {by} hộ."
    )
