"""The members of demo households: names, dates, numbers, schooling, work, insurance."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from common.text import search_key
from demo import names
from demo.families import ELDERLY, DemoPerson
from households.choices import Relation, Schooling, Sex, Work
from households.models import Member

BASE_YEAR = 2020
PROVINCE_PREFIX = "064"
# Serials this high are not issued in so small a province: invented numbers belong to no one.
FIRST_SERIAL = 900_000
SCHOOL_AGE, LEAVING_AGE, WORKING_AGE = 6, 15, 18
_CENTURY_DIGIT = {
    (1900, Sex.MALE): 0,
    (1900, Sex.FEMALE): 1,
    (2000, Sex.MALE): 2,
    (2000, Sex.FEMALE): 3,
}
_LEVELS = (
    Schooling.NONE,
    Schooling.PRIMARY,
    Schooling.LOWER_SECONDARY,
    Schooling.UPPER_SECONDARY,
    Schooling.VOCATIONAL,
    Schooling.COLLEGE,
)
# Weights of education levels: elders and adults, of minorities and of others.
_ADULT_LEVELS = {
    (True, True): (55, 35, 8, 2, 0, 0),
    (True, False): (9, 33, 38, 15, 3, 2),
    (False, True): (8, 45, 30, 13, 2, 2),
    (False, False): (1, 14, 36, 31, 8, 10),
}


class CitizenNumbers:
    """Issues well-formed personal numbers without repetition."""

    def __init__(self) -> None:
        self._used: Counter[str] = Counter()

    def take(self, sex: str, born: dt.date) -> str:
        """Return the next number: province, century and sex, year of birth, serial."""
        century = born.year // 100 * 100
        prefix = f"{PROVINCE_PREFIX}{_CENTURY_DIGIT[century, Sex(sex)]}{born.year % 100:02d}"
        self._used[prefix] += 1
        return f"{prefix}{FIRST_SERIAL + self._used[prefix]:06d}"


def members(
    rng: Random,
    people: Sequence[DemoPerson],
    *,
    group: str,
    group_id: int,
    is_listed: bool,
    numbers: CitizenNumbers,
) -> Iterator[Member]:
    """Create the rows of a household's members, head first; household and keys are set later."""
    families = _family_names(rng, people, group)
    is_minority = group != names.KINH
    for position, (person, family) in enumerate(zip(people, families, strict=True), start=1):
        name = names.full_name(rng, group, family, female=person.sex == Sex.FEMALE)
        born, is_exact = _birth(rng, person.age, is_minority=is_minority)
        has_number = rng.random() >= (0.30 if person.age < SCHOOL_AGE else 0.06)
        schooling = _schooling(rng, person.age, is_minority=is_minority)
        yield Member(
            client_id=uuid.UUID(int=rng.getrandbits(128), version=4),
            position=position,
            full_name=name,
            search_key=search_key(name),
            birth_date=born,
            birth_date_is_exact=is_exact,
            sex=person.sex,
            relation=person.relation,
            ethnicity_id=group_id,
            citizen_number=numbers.take(person.sex, born) if has_number else None,
            schooling=schooling,
            work=_work(rng, person.age, schooling, is_minority=is_minority),
            has_health_insurance=_is_insured(
                rng, person.age, is_minority=is_minority, is_listed=is_listed
            ),
            has_disability=rng.random() < (0.06 if person.age >= ELDERLY else 0.012),
        )


def _family_names(rng: Random, people: Sequence[DemoPerson], group: str) -> list[str]:
    """Return the family names of the children: the mother's for Jrai, otherwise the father's."""
    of_head, of_spouse = names.family_name(rng, group), names.family_name(rng, group)
    line = Sex.FEMALE if group in names.MATRILINEAL else Sex.MALE
    has_spouse = any(person.relation == Relation.SPOUSE for person in people)
    of_children = of_head if people[0].sex == line or not has_spouse else of_spouse
    by_relation: dict[str, str] = {
        "": of_head,
        Relation.SPOUSE: of_spouse,
        Relation.CHILD: of_children,
        Relation.GRANDCHILD: of_children,
        Relation.PARENT: of_head,
        Relation.SIBLING: of_head,
    }
    return [by_relation.get(p.relation) or names.family_name(rng, group) for p in people]


def _birth(rng: Random, age: int, *, is_minority: bool) -> tuple[dt.date, bool]:
    """Return a date of birth; for many elders, mostly of minorities, only the year."""
    year = BASE_YEAR - age
    only_year = 0.0 if age < 30 else 0.03
    if age >= ELDERLY:
        only_year = 0.55 if is_minority else 0.2
    if rng.random() < only_year:
        return dt.date(year, 1, 1), False
    return dt.date(year, 1, 1) + dt.timedelta(days=rng.randrange(365)), True


def _schooling(rng: Random, age: int, *, is_minority: bool) -> Schooling:
    for limit, level in (
        (3, Schooling.NONE),
        (6, Schooling.PRESCHOOL),
        (11, Schooling.PRIMARY),
        (15, Schooling.LOWER_SECONDARY),
    ):
        if age < limit:
            return level
    if age < WORKING_AGE:
        stays = 0.5 if is_minority else 0.85
        return Schooling.UPPER_SECONDARY if rng.random() < stays else Schooling.LOWER_SECONDARY
    return rng.choices(_LEVELS, _ADULT_LEVELS[is_minority, age >= ELDERLY])[0]


def _work(rng: Random, age: int, schooling: str, *, is_minority: bool) -> Work:
    if age < 3:
        return Work.NONE
    if age < LEAVING_AGE:
        drops_out = age >= 12 and rng.random() < (0.05 if is_minority else 0.01)
        return Work.NONE if drops_out else Work.STUDYING
    if age < WORKING_AGE:
        return Work.STUDYING if schooling == Schooling.UPPER_SECONDARY else Work.FARM
    if age >= 70:
        return Work.NONE if is_minority or rng.random() < 0.75 else Work.RETIRED
    if schooling == Schooling.COLLEGE:
        return rng.choice((Work.STATE, Work.STATE, Work.BUSINESS, Work.WAGE))
    weights = (82, 13, 2, 3) if is_minority else (55, 25, 15, 5)
    return rng.choices((Work.FARM, Work.WAGE, Work.BUSINESS, Work.UNEMPLOYED), weights)[0]


def _is_insured(rng: Random, age: int, *, is_minority: bool, is_listed: bool) -> bool:
    """Return whether a member has insurance: small children and listed households always, others
    partly.
    """
    share = 0.995 if age < SCHOOL_AGE or is_listed else 0.88 if is_minority else 0.79
    return rng.random() < share
