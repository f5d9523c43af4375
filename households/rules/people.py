"""The members of a household as the rules see them, and logic with values that may be unknown."""

from dataclasses import dataclass

from households.choices import RuleShape, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of the household on the day of the survey.

    `age` is in full years and None when not even the year of birth is known; see decision
    record 24. `insured` is None when the register does not record it. `schooling` is the
    level finished or the one attended.
    """

    name: str
    age: int | None = None
    birth_year: int | None = None
    schooling: str = ""
    work: str = ""
    insured: bool | None = None
    is_disabled: bool = False

    def is_aged(self, least: int, below: int = 200) -> bool | None:
        """Return whether the age is in [least, below), None when the age is unknown."""
        return None if self.age is None else least <= self.age < below

    @property
    def attends_school(self) -> bool | None:
        """Whether the member is at school; None when the register has no occupation."""
        return self.work == Work.STUDYING if self.work else None

    @property
    def is_pensioner(self) -> bool:
        return self.work == Work.RETIRED

    @property
    def label(self) -> str:
        """The name, with the age where it is known: "Siu Thử (9 tuổi)"."""
        return self.name if self.age is None else f"{self.name} ({self.age} tuổi)"


def negated(value: bool | None) -> bool | None:  # noqa: FBT001  (logic with an unknown)
    """Return "not" of a value; unknown stays unknown."""
    return None if value is None else not value


def both(*values: bool | None) -> bool | None:
    """Return "and" of values that may be unknown; a single False decides."""
    if any(value is False for value in values):
        return False
    return None if any(value is None for value in values) else True


CHILD_BELOW = 16  # Luật Trẻ em 2016 Art. 1
# Ages of the indicator "child_school" (households/data/deprivation_indicators.tsv), from and below:
# QĐ 59/2015/QĐ-TTg and NĐ 07/2021/NĐ-CP, annexes.
_SCHOOL_AGES = {RuleShape.INCOME_BAND: (5, 15), RuleShape.INCOME_AND_DEPRIVATION: (3, 16)}


def school_ages(shape: str) -> tuple[int, int]:
    """Return the ages at which a standard expects children at school: from, and below."""
    return _SCHOOL_AGES[RuleShape(shape)]
