"""Which services the poor lack."""

from fractions import Fraction

from households.models import AssessmentResult
from targets.queries.deprivations import deprivation_counts
from tests.targets.data import listed


def answered(commune, *, kinh=False, **answers):
    record = listed(commune, kinh=kinh)
    AssessmentResult.objects.filter(pk=record.result_id).update(answers=answers)
    return record


def test_the_poor_who_lack_a_service_are_counted(plan, commune, other_commune):
    answered(commune, water=True)
    answered(commune, water=False, kinh=True)
    answered(other_commune, water=True)

    found = deprivation_counts(plan)

    total = found.total["water"]
    assert (total.deprived, total.measured, total.share) == (2, 3, Fraction(2, 3))
    assert (total.em_deprived, total.em_measured, total.em_share) == (2, 2, 1)
    assert found.communes[commune.pk]["water"].share == Fraction(1, 2)
    assert found.of([other_commune.pk, -1], "water").measured == 1
    assert [indicator.key for indicator in found.indicators] == [
        "water",
        "toilet",
        "health_insurance",
    ]


def test_who_is_not_poor_now_or_has_no_answer_does_not_count(plan, commune):
    answered(commune, water=None)
    listed(commune, exited=True)
    listed(commune, reviewed=False)

    found = deprivation_counts(plan).total["water"]

    assert (found.measured, found.share, found.em_share) == (0, None, None)


def test_two_queries_whatever_the_number(plan, commune, django_assert_num_queries):
    answered(commune, water=True)
    answered(commune, water=True)

    with django_assert_num_queries(2):
        deprivation_counts(plan)
