"""Deprivation questions answered from the register, with the explanation in words.

Each rule belongs to one published wording of a threshold (annexes of QĐ 59/2015/QĐ-TTg and NĐ
07/2021/NĐ-CP, as worded in households/data/deprivation_indicators.tsv). Where a standard words a
question differently, nothing is derived and the question must be answered; likewise where the
register leaves a doubt: unknown insurance or age, a pupil without a recorded grade.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from households.choices import Schooling
from households.rules.people import Person, both, negated
from households.rules.scoring import RosterFacts

LEAST_AREA = 8  # m² a person
ELDERLY_FROM = 60  # Luật Người cao tuổi 2009 Art. 2 (not compared with the official text)
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A household as known without questions: its people and the area of its house (m²).

    `roster` are the facts of the register for the items of B1.
    """

    people: Sequence[Person]
    house_area: Decimal | None = None
    roster: RosterFacts = field(default_factory=RosterFacts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A derived answer (True: deprived) with the sentence that explains it."""

    answer: bool
    why: str


Rule: TypeAlias = Callable[[Home], Derivation | None]


def derive(wordings: Mapping[str, str], home: Home) -> dict[str, Derivation]:
    """Derive the answers that follow from the facts; a key not in the result must be answered.

    `wordings` are the thresholds of a standard's indicators by key.
    """
    found = {}
    for key, wording in wordings.items():
        rule = RULES.get((key, wording))
        derivation = rule(home) if rule and home.people else None
        if derivation is not None:
            found[key] = derivation
    return found


def _uninsured(person: Person) -> bool | None:
    lacks = None if person.insured is None else not person.insured
    return both(person.is_aged(6), lacks)


def _child_out_of_school(person: Person) -> bool | None:
    return both(person.is_aged(5, 15), negated(person.attends_school))


def _child_not_at_its_level(person: Person) -> bool | None:
    """Out of school counts as deprived; the level of a child at school is not in the register."""
    wrong = True if person.attends_school is False else None
    return both(person.is_aged(3, 16), wrong)


def _left_school_early(person: Person) -> bool | None:
    """From 15 years, born from 1986, without lower secondary school and not studying."""
    born = None if person.birth_year is None else person.birth_year >= 1986
    without = negated(_has_lower_secondary(person))
    return both(person.is_aged(15), born, without, negated(person.attends_school))


def _without_a_degree_for_its_age(person: Person) -> bool | None:
    """From 16 to 30 years (30 included), not studying, without the qualification for the age.

    16–17: lower secondary school. 18–30: upper secondary, vocational, or a certificate of
    on-the-job training. The register has no such certificates, so a lower qualification leaves the
    question open.
    """
    teenager = both(person.is_aged(16, 18), negated(_has_lower_secondary(person)))
    grown = both(person.is_aged(18, 31), negated(_has_upper_secondary(person)))
    lacks = True if teenager else None if teenager is None or grown is not False else False
    return both(lacks, negated(person.attends_school))


def _has_lower_secondary(person: Person) -> bool | None:
    if person.schooling in {Schooling.NONE, Schooling.PRESCHOOL, Schooling.PRIMARY}:
        return False
    if person.schooling in {
        Schooling.LOWER_SECONDARY,
        Schooling.UPPER_SECONDARY,
        Schooling.COLLEGE,
    }:
        return True
    return None  # unknown; or a vocational course, which may not require lower secondary school


def _has_upper_secondary(person: Person) -> bool | None:
    if person.schooling in {Schooling.UPPER_SECONDARY, Schooling.VOCATIONAL, Schooling.COLLEGE}:
        return True
    return False if person.schooling else None


def _anybody(verdict: Callable[[Person], bool | None], lacking: str, nobody: str) -> Rule:
    """Return the rule "at least one person …": one certain person suffices, a doubt leaves it open."""

    def rule(home: Home) -> Derivation | None:
        verdicts = [(person, verdict(person)) for person in home.people]
        found = [person.label for person, is_so in verdicts if is_so]
        if found:
            more = len(found) - _MOST_NAMED
            names = ", ".join(found[:_MOST_NAMED]) + (f" và {more} người nữa" if more > 0 else "")
            return Derivation(answer=True, why=f"{names} {lacking}")
        if any(is_so is None for _, is_so in verdicts):
            return None
        return Derivation(answer=False, why=nobody)

    return rule


def _housing_area(home: Home) -> Derivation | None:
    """Area of the house ÷ members, against 8 m² a person."""
    if home.house_area is None:
        return None
    people = len(home.people)
    is_small = home.house_area < LEAST_AREA * people
    each = home.house_area / people
    # Rounded down: 7,96 m² must not read as 8,0.
    shown = f"{each.quantize(Decimal('0.1'), rounding='ROUND_DOWN')}".replace(".", ",")
    area = f"{home.house_area:.1f}".replace(".", ",")
    side = "dưới" if is_small else "từ"
    tail = "" if is_small else " trở lên"
    why = f"{area} m² ÷ {people} khẩu = {shown} m² một người, {side} {LEAST_AREA} m²{tail}"
    return Derivation(answer=is_small, why=why)


def _dependants(home: Home) -> Derivation | None:
    """Children under 16, and elderly and disabled people with monthly social assistance, over 50 %.

    Recipients of that assistance are not in the register. The question is decided when children
    alone are over 50 %, or when even all elderly and disabled people are not.
    """
    people = len(home.people)
    children = sum(1 for person in home.people if person.is_aged(0, 16))
    if children * 2 > people:
        return Derivation(
            answer=True, why=f"{children} trẻ dưới 16 tuổi trên {people} khẩu: trên 50 %"
        )
    most = sum(1 for person in home.people if _may_depend(person))
    if most * 2 > people:
        return None
    why = f"nhiều nhất {most} người phụ thuộc trên {people} khẩu: không quá 50 %"
    if not most:
        why = "hộ không có trẻ dưới 16 tuổi, người cao tuổi hay người khuyết tật"
    return Derivation(answer=False, why=why)


def _may_depend(person: Person) -> bool:
    is_child, is_elder = person.is_aged(0, 16), person.is_aged(ELDERLY_FROM)
    return person.is_disabled or is_child is not False or is_elder is not False


def _nutrition(home: Home) -> Derivation | None:
    """Decided only for a household without children under 16; others must be weighed."""
    if all(person.is_aged(0, 16) is False for person in home.people):
        return Derivation(answer=False, why="hộ không có trẻ dưới 16 tuổi")
    return None


_INSURANCE = _anybody(
    _uninsured,
    "không có bảo hiểm y tế",
    "mọi người từ 6 tuổi trở lên đều có bảo hiểm y tế",
)

# By key and published wording, as in households/data/deprivation_indicators.tsv.
RULES: dict[tuple[str, str], Rule] = {
    (
        "health_insurance",
        "Có ít nhất một người từ 6 tuổi trở lên không có bảo hiểm y tế",
    ): _INSURANCE,
    (
        "housing_area",
        "Diện tích nhà ở bình quân dưới 8 m² một người",
    ): _housing_area,
    (
        "adult_education",
        "Có ít nhất một người từ 15 tuổi trở lên, sinh từ năm 1986, chưa tốt nghiệp trung học cơ"
        " sở và không đang đi học",
    ): _anybody(
        _left_school_early,
        "chưa tốt nghiệp trung học cơ sở và không đang đi học",
        "không ai từ 15 tuổi, sinh từ năm 1986, bỏ học khi chưa tốt nghiệp trung học cơ sở",
    ),
    (
        "child_school",
        "Có ít nhất một trẻ trong độ tuổi đi học (5 đến dưới 15 tuổi) không đi học",
    ): _anybody(
        _child_out_of_school,
        "không đi học",
        "mọi trẻ từ 5 đến dưới 15 tuổi đều đang đi học, hoặc hộ không có trẻ ở tuổi đó",
    ),
    (
        "adult_education",
        "Có ít nhất một người từ 16 đến 30 tuổi không theo học và không có bằng cấp phù hợp"
        " (16–17 tuổi: trung học cơ sở; 18–30 tuổi: trung học phổ thông, nghề hoặc chứng chỉ đào"
        " tạo tại chỗ)",
    ): _anybody(
        _without_a_degree_for_its_age,
        "không theo học và chưa có bằng trung học cơ sở",
        "mọi người từ 16 đến 30 tuổi đều đang học hoặc có bằng cấp phù hợp, hoặc hộ không có ai ở tuổi đó",
    ),
    (
        "child_school",
        "Có ít nhất một trẻ từ 3 đến dưới 16 tuổi không học đúng bậc, cấp học",
    ): _anybody(
        _child_not_at_its_level,
        "không đi học",
        "hộ không có trẻ từ 3 đến dưới 16 tuổi",
    ),
    (
        "dependents",
        "Người phụ thuộc (trẻ dưới 16 tuổi; người cao tuổi, người khuyết tật hưởng trợ cấp xã hội"
        " hằng tháng) chiếm trên 50 % số khẩu",
    ): _dependants,
    (
        "nutrition",
        "Có ít nhất một trẻ dưới 16 tuổi suy dinh dưỡng cân nặng hoặc chiều cao theo tuổi",
    ): _nutrition,
}
