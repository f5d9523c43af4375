"""The year's end of each commune of a district and of any group of them: forecast and what-ifs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from targets.queries.months import YearMonths
from targets.queries.rows import YearEnd
from targets.rules.forecast import forecast_of, what_ifs
from targets.rules.strata import AreaYear, Stratum, joined, strata_of


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEnds:
    """A district's communes as strata, by key, in one group of households.

    `last_year` are the households that fell back or became poor the year before, None if unknown.
    """

    year: int
    areas: Mapping[int, AreaYear]
    strata: Mapping[int, Stratum | None]
    last_year: Mapping[int, int] | None

    @classmethod
    def from_areas(
        cls, areas: Mapping[int, AreaYear], *, year: int, last_year: Mapping[int, int] | None
    ) -> Self:
        """Return the strata of a district in a year."""
        strata = dict(zip(areas, strata_of(list(areas.values())), strict=True))
        return cls(year=year, areas=areas, strata=strata, last_year=last_year)

    @classmethod
    def of_past(
        cls, counted: YearMonths, last_year: Mapping[int, tuple[int, int]] | None
    ) -> tuple[Self, Self]:
        """Return the year's ends of all and of ethnic-minority households from the counts of a past
        month: pending forms and registrations of that day are not kept."""
        every = {key: AreaYear(counts=area.everyone[-1]) for key, area in counted.communes.items()}
        minority = {
            key: AreaYear(counts=area.minority[-1]) for key, area in counted.communes.items()
        }
        last = last_year or {}
        return (
            cls.from_areas(
                every,
                year=counted.year,
                last_year=None
                if last_year is None
                else {key: all_ for key, (all_, _) in last.items()},
            ),
            cls.from_areas(
                minority,
                year=counted.year,
                last_year=None if last_year is None else {key: em for key, (_, em) in last.items()},
            ),
        )

    def of(self, keys: Iterable[int]) -> YearEnd:
        """Return the year's end of these communes together; those without records add nothing."""
        known = [key for key in dict.fromkeys(keys) if key in self.areas]
        strata = [self.strata[key] for key in known]
        forecast = forecast_of(strata)
        gains = self._gains(known)
        return YearEnd(
            year=self.year,
            area=joined(self.areas[key] for key in known),
            forecast=forecast,
            what_ifs=what_ifs(strata, last_year=gains, has_forecast=forecast is not None),
        )

    @property
    def total(self) -> YearEnd:
        """The district's year's end: the sum of all communes."""
        return self.of(self.areas)

    def _gains(self, keys: Sequence[int]) -> list[int] | None:
        return None if self.last_year is None else [self.last_year.get(key, 0) for key in keys]
