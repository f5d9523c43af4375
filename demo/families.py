"""Household composition: relations, sexes and ages at the end of 2020."""

from dataclasses import dataclass
from random import Random

from households.choices import Relation, Sex

OLDEST = 94
ELDERLY = 60
# Weights of household sizes 1, 2, 3, …: means of 4.43 and 3.36 people (3.82 together).
EM_SIZES = (3, 8, 16, 28, 22, 12, 7, 3, 1)
OTHER_SIZES = (9, 19, 25, 29, 12, 4, 2)
OTHER_SEX: dict[str, Sex] = {Sex.MALE: Sex.FEMALE, Sex.FEMALE: Sex.MALE}


@dataclass(slots=True)
class DemoPerson:
    """One member of a household; `relation` is empty for the head."""

    relation: str
    sex: str
    age: int


def household_size(rng: Random, *, is_minority: bool) -> int:
    """Draw a number of people."""
    weights = EM_SIZES if is_minority else OTHER_SIZES
    return rng.choices(range(1, len(weights) + 1), weights)[0]


def family(rng: Random, size: int, *, female_head_share: float) -> list[DemoPerson]:
    """Draw the people of a household of this size, the head first."""
    if size == 1:
        age = rng.randint(62, 88) if rng.random() < 0.6 else rng.randint(24, 61)
        return [DemoPerson("", _sex(rng, 0.6), age)]
    age = int(rng.triangular(20 + 2 * size, 74, 40))
    head = DemoPerson("", _sex(rng, female_head_share), age)
    people = [head]
    if rng.random() < (0.45 if head.sex == Sex.FEMALE else 0.93):
        spouse_age = max(20, age + rng.randint(-5, 4))
        people.append(DemoPerson(Relation.SPOUSE, OTHER_SEX[head.sex], spouse_age))
    if age < 50 and len(people) < size and rng.random() < 0.15:
        people.append(DemoPerson(Relation.PARENT, _sex(rng, 0.7), min(OLDEST, age + 24)))
    grow = _later_generations if age >= 54 else _children
    people += grow(rng, age, size - len(people))
    return people


def _sex(rng: Random, female_share: float) -> Sex:
    return Sex.FEMALE if rng.random() < female_share else Sex.MALE


def _children(rng: Random, head_age: int, number: int) -> list[DemoPerson]:
    people, age = [], head_age - rng.randint(19, 27)
    for _ in range(number):
        if age < 0:
            people.append(DemoPerson(Relation.SIBLING, _sex(rng, 0.5), max(3, head_age - 9)))
        else:
            people.append(DemoPerson(Relation.CHILD, _sex(rng, 0.49), age))
        age -= rng.randint(1, 5)
    return people


def _later_generations(rng: Random, head_age: int, number: int) -> list[DemoPerson]:
    """Add an adult child with a spouse and their children, as far as the size allows."""
    child_age = head_age - rng.randint(21, 32)
    child = DemoPerson(Relation.CHILD, _sex(rng, 0.5), child_age)
    in_law = DemoPerson(Relation.CHILD_IN_LAW, OTHER_SEX[child.sex], max(18, child_age + 1))
    line = [child] if rng.random() < 0.4 else [child, in_law]
    oldest = max(0, child_age - rng.randint(19, 26))
    while len(line) < number:
        line.append(DemoPerson(Relation.GRANDCHILD, _sex(rng, 0.49), max(0, oldest)))
        oldest -= rng.randint(1, 4)
    return line[:number]
