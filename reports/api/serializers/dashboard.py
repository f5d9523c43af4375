"""JSON shapes of the dashboard. Rates are fractions with ten decimals."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.charts.tiles import cells
from common.serializers import RateField, SourcedOutput, rate_number
from reports.queries.causes import Cause
from reports.queries.classes import class_flows
from reports.queries.dashboard import Dashboard
from reports.words.dashboard import fall_explanation, rate_source
from targets.shapes import ProgressOutput
from targets.words.overview import overview


class RateSourceField(serializers.CharField):
    """Where the figures of a year come from, from the whole row (`source="*"`)."""

    def to_representation(self, value: Any) -> str:
        return rate_source(value)


class DashboardYearOutput(serializers.Serializer):
    """The rate at the end of a year under one standard."""

    year = serializers.IntegerField()
    standard = serializers.CharField(source="standard_code")
    poor = serializers.IntegerField()
    households = serializers.IntegerField()
    rate = RateField()
    em_poor = serializers.IntegerField()
    em_households = serializers.IntegerField()
    em_rate = RateField()
    source = RateSourceField(source="*")  # type: ignore[assignment]


class DashboardMonthOutput(serializers.Serializer):
    """A month's end: the planned part of the year's fall, and the net fall since January.

    Net falls are null for future months.
    """

    month = serializers.IntegerField()
    planned_share = RateField()
    net_fall = serializers.IntegerField(allow_null=True)
    em_net_fall = serializers.IntegerField(allow_null=True)


class DashboardClassFlowOutput(serializers.Serializer):
    """The number of households per class at the opening and class now.

    Classes: poor, near-poor, new (on neither list), above (neither poor nor near-poor), gone.
    """

    source = serializers.CharField()  # type: ignore[assignment]
    target = serializers.CharField()
    households = serializers.IntegerField()
    em_households = serializers.IntegerField()


class DashboardTileOutput(serializers.Serializer):
    """The place of a commune on the schematic map, from the north-west corner."""

    commune = serializers.CharField()
    column = serializers.IntegerField()
    row = serializers.IntegerField()
    is_border = serializers.BooleanField()


class DashboardCrossingOutput(serializers.Serializer):
    """Null where a small number is hidden, or a number that would reveal it, and where no
    household was looked at (`is_looked_at`)."""

    commune = serializers.CharField()
    is_looked_at = serializers.BooleanField()
    households = serializers.IntegerField(allow_null=True)
    em_households = serializers.IntegerField(allow_null=True)


class DashboardCauseOutput(serializers.Serializer):
    """A number of the district is null where it would reveal a hidden one."""

    name = serializers.CharField()
    households = serializers.IntegerField(allow_null=True)
    looked_at = serializers.IntegerField()
    em_households = serializers.IntegerField(allow_null=True)
    em_looked_at = serializers.IntegerField()
    communes = DashboardCrossingOutput(many=True)


class DashboardOutput(SourcedOutput):
    """The whole dashboard."""

    answer = serializers.SerializerMethodField()
    why = serializers.SerializerMethodField()
    progress = ProgressOutput()
    years = DashboardYearOutput(many=True)
    months = serializers.SerializerMethodField()
    classes = serializers.SerializerMethodField()
    tiles = serializers.SerializerMethodField()
    reasons = serializers.SerializerMethodField()
    deprivations = serializers.SerializerMethodField()

    def get_answer(self, found: Dashboard) -> str:
        return overview(found.progress).answer

    def get_why(self, found: Dashboard) -> str:
        return fall_explanation(found.progress)

    @extend_schema_field(DashboardMonthOutput(many=True))
    def get_months(self, found: Dashboard) -> list[dict[str, Any]]:
        every, minority = found.ahead.total.everyone.months, found.ahead.total.minority.months
        return [
            {
                "month": number + 1,
                "planned_share": rate_number(share),
                "net_fall": every[number].net_fall if number < len(every) else None,
                "em_net_fall": minority[number].net_fall if number < len(minority) else None,
            }
            for number, share in enumerate(found.ahead.path)
        ]

    @extend_schema_field(DashboardClassFlowOutput(many=True))
    def get_classes(self, found: Dashboard) -> list[dict[str, Any]]:
        tables = found.progress.tables
        minority = class_flows(tables.of_minority)
        return [
            {
                "source": source,
                "target": target,
                "households": households,
                "em_households": minority[source, target],
            }
            for (source, target), households in class_flows(tables.of_everyone).items()
        ]

    @extend_schema_field(DashboardTileOutput(many=True))
    def get_tiles(self, found: Dashboard) -> list[dict[str, Any]]:
        codes = _codes(found)
        return [
            {
                "commune": codes[cell.key],
                "column": cell.column,
                "row": cell.row,
                "is_border": cell.key in found.border,
            }
            for cell in cells(found.places)
        ]

    @extend_schema_field(DashboardCauseOutput(many=True))
    def get_reasons(self, found: Dashboard) -> list[dict[str, Any]]:
        return [self._cause(each, found) for each in found.reasons]

    @extend_schema_field(DashboardCauseOutput(many=True))
    def get_deprivations(self, found: Dashboard) -> list[dict[str, Any]]:
        return [self._cause(each, found) for each in found.deprivations]

    def _cause(self, cause: Cause, found: Dashboard) -> dict[str, Any]:
        return {
            "name": cause.name,
            "households": cause.households,
            "looked_at": cause.looked_at,
            "em_households": cause.em_households,
            "em_looked_at": cause.em_looked_at,
            "communes": [
                {
                    "commune": code,
                    "is_looked_at": cause.of(key).is_looked_at,
                    "households": cause.of(key).households,
                    "em_households": cause.of(key).em_households,
                }
                for key, code in _codes(found).items()
            ],
        }


def _codes(found: Dashboard) -> dict[int, str]:
    return {row.pk: row.code for row in found.progress.communes_by_name()}
