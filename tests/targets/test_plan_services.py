"""Opening a year and changing the figures it starts from."""

import pytest

from common.errors import Conflict, Refused
from households.choices import PovertyStatus, RoundState
from households.models import PovertyRecord
from targets.models import CommuneTarget, YearPlan
from targets.queries.rows import BaselineFigures
from targets.services.baseline import CannotPlan, CommuneBaseline, change_baseline, create_plan
from tests import factories
from tests.targets.data import listed

WHOLE = BaselineFigures(households=20, poor=4, em_households=8, em_poor=3)
ABOVE = BaselineFigures(households=8, poor=3, em_households=5, em_poor=2)
BELOW = BaselineFigures(households=12, poor=1, em_households=3, em_poor=1)


def opened(by, *, standard=None, **wanted):
    facts = {
        "year": 2021,
        "district": factories.DistrictFactory(),
        "standard": standard or factories.StandardFactory(),
        "baseline": WHOLE,
        "source": "Quyết định 12/QĐ-UBND",
    }
    return create_plan(by=by, **facts | wanted)


def test_a_new_plan_has_its_seven_goals_unset(labour_office):
    plan = opened(labour_office)

    assert plan.poor == 4
    assert [goal.value for goal in plan.goals.all()] == [None] * 7
    assert plan.history.get().history_user == labour_office


def test_opening_a_year_opens_its_poor_list(labour_office, commune, standard):
    last = listed(commune, year=2020, reviewed=False)

    opened(labour_office, standard=standard)

    record = PovertyRecord.objects.get(year=2021)
    assert (record.household, record.opening_status) == (last.household, PovertyStatus.POOR)


def test_opening_a_year_twice_answers_the_same_plan(labour_office):
    first = opened(labour_office)

    assert opened(labour_office) == first
    assert YearPlan.objects.count() == 1


def test_another_plan_for_the_same_year_is_refused(labour_office):
    opened(labour_office)

    with pytest.raises(CannotPlan, match="Năm 2021 đã có kế hoạch"):
        opened(labour_office, source="Nguồn khác")


def test_a_year_does_not_open_while_last_years_review_is_open(labour_office, standard):
    factories.RoundFactory(year=2020, state=RoundState.OPEN, with_standards=[standard])

    with pytest.raises(Refused, match="Hãy khóa các đợt rà soát năm 2020"):
        opened(labour_office, standard=standard)

    assert not YearPlan.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"year": 1999}, "Năm phải từ 2016"),
        ({"source": ""}, "nguồn số liệu"),
        (
            {"baseline": BaselineFigures(households=3, poor=4, em_households=2, em_poor=1)},
            "số hộ nghèo lớn hơn tổng số hộ",
        ),
        (
            {"baseline": BaselineFigures(households=9, poor=4, em_households=10, em_poor=1)},
            "số hộ dân tộc thiểu số lớn hơn tổng số hộ",
        ),
        (
            {"baseline": BaselineFigures(households=9, poor=4, em_households=3, em_poor=4)},
            "số hộ nghèo dân tộc thiểu số lớn hơn",
        ),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(labour_office, wrong, message):
    with pytest.raises(CannotPlan, match=message):
        opened(labour_office, **wrong)


def baseline_of(plan, commune, other_commune, *, by, version=1, whole=WHOLE, above=ABOVE, **more):
    parts = [
        CommuneBaseline(commune_id=commune.pk, figures=above),
        CommuneBaseline(commune_id=other_commune.pk, figures=BELOW),
    ]
    return change_baseline(
        plan_id=plan.pk,
        version=version,
        baseline=whole,
        source=more.get("source", plan.baseline_source),
        communes=more.get("communes", parts),
        by=by,
    )


def test_the_communes_baselines_are_entered(labour_office, commune, other_commune):
    plan = opened(labour_office)

    saved = baseline_of(plan, commune, other_commune, by=labour_office)

    assert saved.version == 2
    assert CommuneTarget.objects.get(commune=commune).em_households == 5


def test_a_correction_keeps_the_shares_and_leaves_history(plan, commune, other_commune, chair):
    whole = BaselineFigures(households=21, poor=4, em_households=8, em_poor=3)
    above = BaselineFigures(households=9, poor=3, em_households=5, em_poor=2)

    saved = baseline_of(plan, commune, other_commune, by=chair, whole=whole, above=above)

    row = CommuneTarget.objects.get(commune=commune)
    assert (saved.households, row.households, row.fall) == (21, 9, 3)
    assert row.history.latest().history_user == chair
    assert (
        not CommuneTarget.objects.get(commune=other_commune)
        .history.filter(history_user=chair)
        .exists()
    )


def test_communes_that_do_not_add_up_are_refused_by_how_much(plan, commune, other_commune, chair):
    whole = BaselineFigures(households=27, poor=5, em_households=8, em_poor=3)

    with pytest.raises(CannotPlan) as refusal:
        baseline_of(plan, commune, other_commune, by=chair, whole=whole)

    assert "tổng số hộ: các xã cộng lại 20, ít hơn toàn huyện (27) 7 hộ" in str(refusal.value)
    assert "hộ nghèo: các xã cộng lại 4, ít hơn toàn huyện (5) 1 hộ" in str(refusal.value)
    assert YearPlan.objects.get().households == 20


def test_a_commune_not_named_keeps_its_figures_and_counts(plan, commune, other_commune, chair):
    parts = [CommuneBaseline(commune_id=commune.pk, figures=ABOVE)]

    baseline_of(plan, commune, other_commune, by=chair, communes=parts, source="Nguồn mới")

    assert CommuneTarget.objects.get(commune=other_commune).households == 12


def test_saving_the_same_figures_changes_nothing(plan, commune, other_commune, chair):
    saved = baseline_of(plan, commune, other_commune, by=chair, version=99)

    assert saved.version == 1


def test_a_plan_changed_meanwhile_is_not_overwritten(plan, commune, other_commune, chair):
    baseline_of(plan, commune, other_commune, by=chair, source="Nguồn một")

    with pytest.raises(Conflict):
        baseline_of(plan, commune, other_commune, by=chair, source="Nguồn hai")


def test_a_baseline_below_the_share_already_given_is_refused(plan, commune, other_commune, chair):
    whole = BaselineFigures(households=20, poor=3, em_households=8, em_poor=3)
    above = BaselineFigures(households=8, poor=2, em_households=5, em_poor=2)

    with pytest.raises(CannotPlan, match="Xã Ia O: chỉ tiêu giảm đã giao"):
        baseline_of(plan, commune, other_commune, by=chair, whole=whole, above=above)


def test_a_commune_named_twice_or_from_elsewhere_is_refused(plan, commune, other_commune, chair):
    twice = [CommuneBaseline(commune_id=commune.pk, figures=ABOVE)] * 2
    elsewhere = factories.CommuneFactory(district=factories.DistrictFactory(code="627"))
    foreign = [CommuneBaseline(commune_id=elsewhere.pk, figures=ABOVE)]

    with pytest.raises(CannotPlan, match="một lần"):
        baseline_of(plan, commune, other_commune, by=chair, communes=twice, source="x")
    with pytest.raises(CannotPlan, match="không thuộc huyện"):
        baseline_of(plan, commune, other_commune, by=chair, communes=foreign, source="x")
