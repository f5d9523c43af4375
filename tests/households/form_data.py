"""A household of Ia O under the published standards of 2021, for tests of the form's facts."""

import datetime as dt

from households.models import PovertyStandard
from households.services.answers import ResultFacts
from households.services.reference import load_standards
from tests import factories

OLD, NEW = "VN-2016-2020", "VN-2022-2025"


def standards():
    """Return the two published standards of the year-end round of 2021."""
    load_standards()
    return [PovertyStandard.objects.get(code=code) for code in (OLD, NEW)]


def family(village, *, insured=True, **given):
    """A couple of 41 and their child of nine, at school, all insured."""
    adult = {"schooling": "UPPER_SECONDARY", "work": "FARM", "has_health_insurance": insured}
    household = factories.HouseholdFactory(
        village=village, **{f"with_head__{name}": value for name, value in adult.items()}, **given
    )
    factories.MemberFactory(household=household, position=2, relation="SPOUSE", **adult)
    factories.MemberFactory(
        household=household,
        position=3,
        relation="CHILD",
        birth_date=dt.date(2012, 3, 1),
        schooling="PRIMARY",
        work="STUDYING",
        has_health_insurance=True,
    )
    household.member_count = 3
    household.save()
    return household


def said(standard, points=135, *, lacking=(), overrides=None, **answers):
    """The household's answers: all not decided by the register, "no" but for `lacking`."""
    asked = {
        indicator.key: indicator.key in lacking
        for indicator in standard.indicators.all()
        if indicator.key not in DERIVED[standard.code]
    }
    return ResultFacts(
        standard_id=standard.pk,
        b1_points=points,
        answers={**asked, **answers},
        overrides=overrides or {},
    )


# Answers of that family decided by the register; the area of the house is on the form.
DERIVED = {
    OLD: {"health_insurance", "adult_education", "child_school", "housing_area"},
    NEW: {"health_insurance", "adult_education", "dependents", "housing_area"},
}
