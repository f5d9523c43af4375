"""Deprivations of the poor, by service."""

from households.models import AssessmentResult, Indicator
from targets.queries.deprivations import counts_of
from tests.targets.data import listed


def answered(commune, *, kinh=False, **answers):
    record = listed(commune, kinh=kinh)
    AssessmentResult.objects.filter(pk=record.result_id).update(answers=answers)
    return record


def counted(plan):
    return counts_of(plan, tuple(Indicator.objects.filter(standard=plan.standard_id)))


def test_the_poor_who_lack_a_service_are_counted(plan, commune, other_commune):
    answered(commune, water=True)
    answered(commune, water=False, kinh=True)
    answered(other_commune, water=True)

    found = counted(plan)

    total = found.total["water"]
    assert (total.deprived, total.measured) == (2, 3)
    assert (total.em_deprived, total.em_measured) == (2, 2)
    of_commune = found.communes[commune.pk]["water"]
    assert (of_commune.deprived, of_commune.measured) == (1, 2)
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

    found = counted(plan).total["water"]

    assert (found.measured, found.em_measured) == (0, 0)


def test_two_queries_whatever_the_number(plan, commune, django_assert_num_queries):
    answered(commune, water=True)
    answered(commune, water=True)

    with django_assert_num_queries(2):
        counted(plan)
