"""The people of a household as rules see them: what is known, and what could go either way."""

from dataclasses import dataclass

from households.choices import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of the household on the day of the survey.

    `youngest` and `oldest` are the full years of age between which the truth lies: equal when
    the date of birth is known, a year apart when only its year is, both None when nothing is.
    `insured` is None when nobody knows; `schooling` is the level finished, or the one attended.
    """

    name: str
    youngest: int | None = None
    oldest: int | None = None
    birth_year: int | None = None
    schooling: str = ""
    work: str = ""
    insured: bool | None = None
    is_disabled: bool = False

    def is_aged(self, least: int, below: int = 200) -> bool | None:
        """Say whether the age is in [least, below); None when it could go either way."""
        youngest = 0 if self.youngest is None else self.youngest
        oldest = 199 if self.oldest is None else self.oldest
        if oldest < least or youngest >= below:
            return False
        return True if least <= youngest and oldest < below else None

    @property
    def attends_school(self) -> bool | None:
        """Whether the person is at school; None when the register does not say what they do."""
        return self.work == Work.STUDYING if self.work else None

    @property
    def label(self) -> str:
        """The name with the age as far as it is known: "Siu Thử (9 tuổi)"."""
        if self.youngest is None or self.oldest is None:
            return self.name
        years = str(self.youngest)
        if self.oldest != self.youngest:
            years = f"{self.youngest}–{self.oldest}"
        return f"{self.name} ({years} tuổi)"


def negated(value: bool | None) -> bool | None:  # noqa: FBT001  (logic with an unknown)
    """Return "not" where the value may be unknown."""
    return None if value is None else not value


def both(*values: bool | None) -> bool | None:
    """Return "and" where a part may be unknown: one certain "no" decides."""
    if any(value is False for value in values):
        return False
    return None if any(value is None for value in values) else True
