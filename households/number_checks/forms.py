"""Review forms of a year: complete, added up, classified, signed by two people."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from common.number_checks import Check, by_commune, day_of, rows


@dataclass(frozen=True, slots=True)
class _FormLine:
    """A standard in one kind of area: its limits in points, or in đồng where it has no points."""

    shape: str
    points_each: int
    limit: int
    low: int
    high: int
    by_points: bool


@dataclass(frozen=True, slots=True)
class _FormPart:
    """The stored content of a form under one standard."""

    commune: str
    code: str
    state: str
    keys: frozenset[str]
    line: _FormLine
    answers: Mapping[str, Any]
    value: int | None
    b2: int
    status: str
    basis: str

    @property
    def is_answered(self) -> bool:
        given = all(isinstance(self.answers.get(key), bool) for key in self.keys)
        return given and self.value is not None

    @property
    def deprivations(self) -> int:
        return sum(1 for answer in self.answers.values() if answer is True)


def _parts(year: int) -> list[_FormPart]:
    keys, lines = _keys(), _lines()
    found = rows(
        "SELECT {commune}, h.code, a.state, x.standard_id, c.area_type, x.answers,"
        " x.b1_points, x.income_per_person, x.b2_points, x.status, x.basis"
        " FROM households_assessmentresult x"
        " JOIN households_assessment a ON a.id = x.assessment_id"
        " JOIN households_round o ON o.id = a.round_id AND o.year = %s"
        " JOIN households_household h ON h.id = a.household_id"
        " JOIN areas_commune c ON c.id = a.commune_id ORDER BY h.code, x.id",
        year,
    )
    parts = []
    for commune, code, state, standard, area, answers, points, income, b2, status, basis in found:
        line = lines[standard, area]
        read = json.loads(answers) if isinstance(answers, str) else answers
        value = points if line.by_points else income
        parts.append(
            _FormPart(commune, code, state, keys[standard], line, read, value, b2, status, basis)
        )
    return parts


def _keys() -> dict[int, frozenset[str]]:
    keys: dict[int, set[str]] = defaultdict(set)
    for standard, key in rows("SELECT standard_id, key FROM households_indicator"):
        keys[standard].add(key)
    return defaultdict(frozenset, {standard: frozenset(found) for standard, found in keys.items()})


def _lines() -> dict[tuple[int, str], _FormLine]:
    found = rows(
        "SELECT l.standard_id, l.area_type, s.shape, s.points_per_deprivation,"
        " s.deprivation_limit, l.score_low, l.score_high, l.income_poor_max,"
        " l.income_near_poor_max FROM households_standardline l"
        " JOIN households_povertystandard s ON s.id = l.standard_id"
    )
    lines = {}
    for standard, area, shape, each, limit, low, high, income_low, income_high in found:
        bounds = (income_low, income_high) if low is None else (low, high)
        lines[standard, area] = _FormLine(shape, each, limit, *bounds, by_points=low is not None)
    return lines


def b2_is_ten_times_the_deprivations(year: int) -> Iterator[str]:
    wrong = [
        (part.commune, f"{part.code}: B2 = {part.b2}, {part.deprivations} chỉ số")
        for part in _parts(year)
        if part.b2 != part.line.points_each * part.deprivations
    ]
    yield from by_commune(wrong, "phiếu")


def forms_are_complete(year: int) -> Iterator[str]:
    """A submitted form answers every indicator of its standards, and no form answers any other."""
    wrong = [
        (part.commune, part.code)
        for part in _parts(year)
        if not part.answers.keys() <= part.keys or (part.state != "DRAFT" and not part.is_answered)
    ]
    yield from by_commune(wrong, "phiếu")


def forms_have_one_result_per_standard(year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, h.code FROM households_assessment a"
        " JOIN households_round o ON o.id = a.round_id AND o.year = %s"
        " JOIN households_household h ON h.id = a.household_id"
        " JOIN areas_commune c ON c.id = a.commune_id"
        " WHERE (SELECT COUNT(*) FROM households_roundstandard s WHERE s.round_id = a.round_id)"
        "  <> (SELECT COUNT(*) FROM households_assessmentresult x"
        "      JOIN households_roundstandard s"
        "       ON s.round_id = a.round_id AND s.standard_id = x.standard_id"
        "      WHERE x.assessment_id = a.id)"
        "  OR (SELECT COUNT(*) FROM households_assessmentresult x WHERE x.assessment_id = a.id)"
        "  <> (SELECT COUNT(*) FROM households_roundstandard s WHERE s.round_id = a.round_id)"
        " ORDER BY h.code",
        year,
    )
    yield from by_commune(found, "phiếu")


def classes_follow_from_points(year: int) -> Iterator[str]:
    wrong = []
    for part in _parts(year):
        expected = _class(part) if part.is_answered else ("", "")
        if (part.status, part.basis) != expected:
            what = f"{part.code}: {part.status or '–'}, suy ra {expected[0] or '–'}"
            wrong.append((part.commune, what))
    yield from by_commune(wrong, "phiếu")


def _class(part: _FormPart) -> tuple[str, str]:
    """Class and basis: QĐ 59/2015 with TT 14/2018 (a band), NĐ 07/2021 and NĐ 351/2025 (both)."""
    line, value = part.line, part.value or 0
    deprived = part.deprivations * line.points_each >= line.limit
    if value > line.high:
        return "NOT_POOR", ""
    if line.shape == "INCOME_BAND":
        if value <= line.low:
            return "POOR", "BY_INCOME"
        return ("POOR", "BY_DEPRIVATION") if deprived else ("NEAR_POOR", "")
    return ("POOR", "BY_BOTH") if deprived else ("NEAR_POOR", "")


def approvers_did_not_enter(year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, h.code FROM households_assessment a"
        " JOIN households_round o ON o.id = a.round_id AND o.year = %s"
        " JOIN households_household h ON h.id = a.household_id"
        " JOIN areas_commune c ON c.id = a.commune_id"
        " WHERE a.state IN ('APPROVED', 'SUPERSEDED')"
        "  AND (a.approved_by_id IS NULL OR a.approved_by_id = a.entered_by_id"
        "       OR a.approved_by_id = a.submitted_by_id) ORDER BY h.code",
        year,
    )
    yield from by_commune(found, "phiếu")


def corrections_replace_one_form(year: int) -> Iterator[str]:
    """A superseded form has exactly one approved successor that names it; other forms have none."""
    found = rows(
        "SELECT {commune}, h.code FROM households_assessment a"
        " JOIN households_round o ON o.id = a.round_id AND o.year = %s"
        " JOIN households_household h ON h.id = a.household_id"
        " JOIN areas_commune c ON c.id = a.commune_id"
        " WHERE (CASE WHEN a.state = 'SUPERSEDED' THEN 1 ELSE 0 END)"
        "  <> (SELECT COUNT(*) FROM households_assessment n WHERE n.corrects_id = a.id"
        "      AND n.household_id = a.household_id AND n.round_id = a.round_id"
        "      AND n.state IN ('APPROVED', 'SUPERSEDED')) ORDER BY h.code",
        year,
    )
    yield from by_commune(found, "phiếu")


def provisional_points_decide_on_nobody(year: int) -> Iterator[str]:
    """Only drafts have a provisional B1."""
    found = rows(
        "SELECT {commune}, h.code FROM households_assessmentresult x"
        " JOIN households_assessment a ON a.id = x.assessment_id AND a.state <> 'DRAFT'"
        " JOIN households_round o ON o.id = a.round_id AND o.year = %s"
        " JOIN households_household h ON h.id = a.household_id"
        " JOIN areas_commune c ON c.id = a.commune_id WHERE x.is_provisional ORDER BY h.code",
        year,
    )
    yield from by_commune(found, "phiếu")


def areas_per_person_follow_from_the_house(year: int) -> Iterator[str]:
    """Under 8 m² a person is deprived, 8 m² is not, unless overridden with a reason."""
    found = rows(
        "SELECT {commune}, h.code, a.house_area, a.people, x.answers, x.derived, x.overrides"
        " FROM households_assessmentresult x"
        " JOIN households_assessment a ON a.id = x.assessment_id"
        " JOIN households_round o ON o.id = a.round_id AND o.year = %s"
        " JOIN households_household h ON h.id = a.household_id"
        " JOIN areas_commune c ON c.id = a.commune_id"
        " WHERE a.house_area IS NOT NULL ORDER BY h.code, x.id",
        year,
    )
    wrong = []
    for commune, code, area, *stored in found:
        people, answers, derived, overrides = (
            json.loads(each) if isinstance(each, str) else each for each in stored
        )
        is_small = float(area) < 8 * len(people)
        is_derived = "housing_area" in derived and "housing_area" not in overrides
        if is_derived and answers.get("housing_area") is not is_small:
            wrong.append((commune, code))
    yield from by_commune(wrong, "phiếu")


def forms_are_surveyed_in_their_round(year: int) -> Iterator[str]:
    """The visit is on a day from the start of the round to the submission of the form."""
    found = rows(
        "SELECT {commune}, h.code, a.surveyed_on, o.starts_on, a.submitted_at"
        " FROM households_assessment a"
        " JOIN households_round o ON o.id = a.round_id AND o.year = %s"
        " JOIN households_household h ON h.id = a.household_id"
        " JOIN areas_commune c ON c.id = a.commune_id"
        " WHERE a.surveyed_on IS NOT NULL OR a.submitted_at IS NOT NULL ORDER BY h.code",
        year,
    )
    wrong = []
    for commune, code, visit, start, submission in found:
        visited, starts, submitted = day_of(visit), day_of(start), day_of(submission)
        if visited is None:
            wrong.append((commune, f"{code}: không có ngày khảo sát"))
        elif (starts and visited < starts) or (submitted and visited > submitted):
            wrong.append((commune, f"{code}: khảo sát {visited:%d/%m/%Y}"))
    yield from by_commune(wrong, "phiếu")


CHECKS = (
    Check("Phiếu được khảo sát trong thời gian của đợt", forms_are_surveyed_in_their_round),
    Check("B1 tạm tính không có trên phiếu đã nộp", provisional_points_decide_on_nobody),
    Check(
        "Diện tích bình quân suy lại được từ nhà và người", areas_per_person_follow_from_the_house
    ),
    Check("Mỗi phiếu có một kết quả theo từng chuẩn của đợt", forms_have_one_result_per_standard),
    Check("Phiếu đã nộp trả lời đủ các chỉ số", forms_are_complete),
    Check("B2 bằng điểm mỗi chỉ số × số chỉ số thiếu hụt", b2_is_ten_times_the_deprivations),
    Check("Kết quả suy lại được từ B1, B2 và mức chuẩn", classes_follow_from_points),
    Check("Người duyệt không phải người nhập", approvers_did_not_enter),
    Check("Phiếu đính chính thay đúng một phiếu", corrections_replace_one_form),
)
