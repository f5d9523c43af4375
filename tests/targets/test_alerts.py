"""Alerts of a commune's year, and their sentences."""

import datetime as dt
from fractions import Fraction

import pytest

from households.models import Round
from procedure.services.reference import load_procedures
from targets.choices import AlertCode, Severity
from targets.queries.alerts import alerts, year_alerts
from targets.queries.forecast import year_forecast
from targets.rules.alerts import CommuneFacts, findings
from targets.words.alerts import alert_sentence, alert_todo
from tests.targets.data import TODAY, listed

SEPTEMBER = dt.date(2021, 9, 10)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"target": 5, "forecast": Fraction(49, 10), "is_unlikely": True}, AlertCode.MISSES_TARGET),
        ({"target": 5, "others_review": True, "opening": 9}, AlertCode.NOT_REVIEWED),
        (
            {
                "falls_too_little": True,
                "forecast_points": Fraction(12, 1000),
                "more_than_points": Fraction(12, 1000),
            },
            AlertCode.SMALL_FALL,
        ),
        ({"em_target": 3, "em_forecast": Fraction(2), "em_is_unlikely": True}, AlertCode.EM_GAP),
        ({"villages_late": 1}, AlertCode.VILLAGES_LATE),
        ({"names_lacking": 2}, AlertCode.FEW_NAMES),
        ({"planned": Fraction(9, 2), "net_fall": 4}, AlertCode.BEHIND_PATH),
        ({"answer_days_late": 1}, AlertCode.ANSWER_LATE),
        ({"tasks_overdue": 1}, AlertCode.TASKS_OVERDUE),
    ],
)
def test_each_wrong_is_found(facts, code):
    assert [finding.code for finding in findings(CommuneFacts(**facts))] == [code]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"target": 5, "forecast": Fraction(49, 10)},
        {"target": 5, "others_review": True, "opening": 9, "has_basis": True},
        {"target": 5, "opening": 9},
        {"others_review": True, "opening": 9},
        {"forecast_points": Fraction(121, 10_000), "more_than_points": Fraction(12, 1000)},
        {"forecast_points": Fraction(0)},
        {"planned": Fraction(4), "net_fall": 4},
    ],
)
def test_what_is_well_or_not_known_is_no_alert(facts):
    assert findings(CommuneFacts(**facts)) == []


def test_the_gravest_kind_comes_first_then_the_largest():
    facts = CommuneFacts(target=5, forecast=Fraction(1), is_unlikely=True, tasks_overdue=40)

    found = findings(facts)

    assert [finding.severity for finding in found] == [Severity.HIGH, Severity.MEDIUM]
    assert found[0].urgency < found[1].urgency


@pytest.fixture
def late(plan, commune, other_commune):
    """Ia O exits 1 of 3 and has one more poor; Ia Chia has reviewed none."""
    listed(commune, exited=True, moved_on=SEPTEMBER)
    listed(commune)
    listed(commune, relapsed=True, kinh=True, moved_on=SEPTEMBER)
    listed(other_commune, reviewed=False)
    return plan


def test_alerts_name_the_commune_the_numbers_and_what_to_do(late, commune):
    found = alerts(year_forecast(late, as_of=TODAY), today=TODAY)

    first = next(alert for alert in found if alert.commune_id == commune.pk)
    assert (first.code, first.commune) == (AlertCode.MISSES_TARGET, commune.full_name)
    assert alert_sentence(first) == ("Dự báo cuối năm giảm thực 0/3 hộ, khả năng đạt dưới 10 %.")
    assert alert_todo(first)


def test_who_has_reviewed_none_while_others_have_is_named(late, other_commune):
    found = alerts(year_forecast(late, as_of=TODAY), today=TODAY)

    said = {
        alert.code: alert_sentence(alert) for alert in found if alert.commune_id == other_commune.pk
    }
    assert said[AlertCode.NOT_REVIEWED] == "Chưa rà soát hộ nào, còn 29 ngày; 1 hộ nghèo đầu năm."
    assert said[AlertCode.BEHIND_PATH] == (
        "Đã giảm thực 0 hộ, lộ trình đến 15/11/2021 phải giảm 1 hộ."
    )
    assert AlertCode.SMALL_FALL not in said


def test_a_commune_above_the_average_that_falls_too_little_is_named(late, commune):
    found = alerts(year_forecast(late, as_of=TODAY), today=TODAY)

    said = [alert_sentence(alert) for alert in found if alert.code == AlertCode.SMALL_FALL]
    assert len(said) == 1
    assert said[0].endswith("phải hơn 1,20 điểm phần trăm.")


def test_villages_past_their_deadline_are_a_cause(late, other_commune):
    """Ia Chia has no list; it was due counted back from 14/12/2021."""
    load_procedures()
    Round.objects.filter(year=2021).update(follows_procedure=True)

    found = alerts(year_forecast(late, as_of=TODAY), today=TODAY)

    said = [
        alert_sentence(alert)
        for alert in found
        if (alert.code, alert.commune_id) == (AlertCode.VILLAGES_LATE, other_commune.pk)
    ]
    assert said == ["1/1 thôn, làng quá hạn rà soát, chậm nhất 11 ngày."]


def test_tasks_overdue_are_said_when_they_are_given(late, commune):
    found = alerts(year_forecast(late, as_of=TODAY), today=TODAY, overdue={commune.pk: 3})

    said = [alert_sentence(alert) for alert in found if alert.code == AlertCode.TASKS_OVERDUE]
    assert said == ["3 nhiệm vụ quá hạn báo cáo."]


def test_the_number_of_queries_does_not_grow(late, commune, django_assert_max_num_queries):
    listed(commune)

    with django_assert_max_num_queries(18):
        assert year_alerts(late, today=TODAY)
