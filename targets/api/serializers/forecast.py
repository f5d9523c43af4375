"""JSON shapes of the months, the forecast and the alerts. Households; rates are fractions."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.serializers import RateField, SourcedOutput
from targets.choices import AlertCode, Chance, Severity
from targets.queries.commune_year import CommuneYear
from targets.queries.forecast import ForecastRow
from targets.queries.months import YearMonths
from targets.rules.months import AreaMonths
from targets.words.alerts import alert_sentence, alert_todo
from targets.words.forecast import area_headline


class MonthOutput(serializers.Serializer):
    """Counts at a month's end since the year's opening: closing = opening − exits − other_out +
    relapsed + new_poor + other_in + first_year."""

    opening = serializers.IntegerField()
    reviewed = serializers.IntegerField()
    exits = serializers.IntegerField()
    other_out = serializers.IntegerField()
    relapsed = serializers.IntegerField()
    new_poor = serializers.IntegerField()
    other_in = serializers.IntegerField()
    first_year = serializers.IntegerField()
    closing = serializers.IntegerField()
    net_fall = serializers.IntegerField()


class AreaMonthsOutput(serializers.Serializer):
    """January first, up to the month of `as_of`."""

    all = MonthOutput(many=True, source="everyone")
    em = MonthOutput(many=True, source="minority")


class CommuneMonthsOutput(AreaMonthsOutput):
    commune = serializers.IntegerField()


class MonthsOutput(SourcedOutput):
    total = AreaMonthsOutput()
    communes = serializers.SerializerMethodField()

    @extend_schema_field(CommuneMonthsOutput(many=True))
    def get_communes(self, found: YearMonths) -> list[dict[str, Any]]:
        return [{"commune": key, **_area(area)} for key, area in sorted(found.communes.items())]


def _area(area: AreaMonths) -> dict[str, Any]:
    return dict(AreaMonthsOutput(area).data)


class PendingOutput(serializers.Serializer):
    """Forms handed in and not yet approved: the households of the opening list they are about, and
    the net fall they lead to."""

    reviewed = serializers.IntegerField()
    net_fall = serializers.IntegerField()


class WhatIfsOutput(serializers.Serializer):
    """Year-end net falls; null where they cannot be computed."""

    named = RateField()
    last_year = RateField()
    both = RateField()


class ForecastAnswerField(serializers.CharField):
    """The verdict as a sentence, from the whole area (`source="*"`)."""

    def to_representation(self, value: Any) -> str:
        return area_headline(value)


class AreaForecastOutput(serializers.Serializer):
    """Net fall so far, planned by `as_of`, and expected at the year's end with its 80 % bounds.

    Without a basis the expected fall, the bounds and the probability are null and `chance` is
    NO_BASIS. `not_submitted` are the households of the opening list without a result and without a
    pending form, `borrowed` those predicted at the district's rates, `answer` is the verdict in a
    sentence.
    """

    target_fall = serializers.IntegerField(source="target", allow_null=True)
    net_fall = serializers.IntegerField(source="counts.net_fall")
    opening = serializers.IntegerField(source="counts.opening")
    reviewed = serializers.IntegerField(source="counts.reviewed")
    planned_fall = RateField(source="planned")
    expected_fall = RateField(source="point")
    low = serializers.IntegerField(source="forecast.low", default=None, allow_null=True)
    high = serializers.IntegerField(source="forecast.high", default=None, allow_null=True)
    pending = PendingOutput(source="year_end.area.pending")
    not_submitted = serializers.IntegerField(source="year_end.area.left")
    borrowed = serializers.IntegerField(source="forecast.borrowed", default=0)
    chance = serializers.ChoiceField(Chance.choices, allow_null=True)
    probability = serializers.FloatField(allow_null=True)
    answer = ForecastAnswerField(source="*")
    expected_points = RateField()
    what_ifs = WhatIfsOutput()


class ForecastRowOutput(serializers.Serializer):
    """A commune, or the district: all households, under `em` those of ethnic minorities."""

    commune = serializers.IntegerField(source="commune.pk")
    code = serializers.CharField(source="commune.code")
    name = serializers.CharField(source="commune.name")
    all = AreaForecastOutput(source="everyone")
    em = AreaForecastOutput(source="minority")


class ForecastOutput(SourcedOutput):
    """As of a month's end. `path`: part of the year's fall expected by the end of each month."""

    month = serializers.IntegerField()
    path = serializers.ListField(child=RateField())
    total = ForecastRowOutput()
    communes = ForecastRowOutput(many=True)


class AlertSentenceField(serializers.CharField):
    """The alert as a sentence, from the whole alert (`source="*"`)."""

    def to_representation(self, value: Any) -> str:
        return alert_sentence(value)


class AlertTodoField(serializers.CharField):
    """What to do about the alert, from the whole alert (`source="*"`)."""

    def to_representation(self, value: Any) -> str:
        return alert_todo(value)


class AlertOutput(serializers.Serializer):
    code = serializers.ChoiceField(AlertCode.choices)
    severity = serializers.ChoiceField(Severity.choices)
    commune = serializers.IntegerField(source="commune_id")
    name = serializers.CharField(source="commune")
    sentence = AlertSentenceField(source="*")
    todo = AlertTodoField(source="*")


class AlertsOutput(SourcedOutput):
    """Most severe first."""

    alerts = AlertOutput(many=True)


class CommuneYearOutput(SourcedOutput):
    """One commune's year; alerts exist for today only, not for a past month."""

    forecast = ForecastRowOutput(source="row")
    months = serializers.SerializerMethodField()
    alerts = AlertOutput(many=True)
    registered = serializers.IntegerField(
        source="names.everyone.registered", default=None, allow_null=True
    )
    needed = serializers.IntegerField(source="names.everyone.needed", default=None, allow_null=True)
    answer = serializers.CharField(source="answer.step.label", default="")

    @extend_schema_field(AreaMonthsOutput)
    def get_months(self, year: CommuneYear) -> dict[str, Any]:
        row: ForecastRow = year.row
        return _area(AreaMonths(everyone=row.everyone.months, minority=row.minority.months))
