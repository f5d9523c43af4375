"""JSON shapes of the dashboard. Rates are fractions with ten decimals."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.charts.tiles import cells
from common.serializers import RateField, SourcedOutput, rate_number
from reports.queries.causes import Cause
from reports.queries.dashboard import Dashboard
from reports.words.dashboard import area_label, change_words, fall_explanation, rate_source
from reports.words.tables import area_class_flows, month_falls
from targets.queries.changes import changes_of
from targets.shapes import ProgressLineOutput, ProgressOutput
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
    """The numbers of the area; one is null where it would reveal a hidden one or is not given."""

    name = serializers.CharField()
    households = serializers.IntegerField(allow_null=True)
    looked_at = serializers.IntegerField(allow_null=True)
    em_households = serializers.IntegerField(allow_null=True)
    em_looked_at = serializers.IntegerField(allow_null=True)
    communes = DashboardCrossingOutput(many=True)


class DashboardAreaOutput(serializers.Serializer):
    """The part of the district shown: its communes and their figures together, in the chosen area."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    communes = serializers.ListField(child=serializers.CharField())
    everyone = ProgressLineOutput()
    em = ProgressLineOutput()


class DashboardChangeOutput(serializers.Serializer):
    """The change of the net fall since the end of a day; `commune` is null for the area."""

    commune = serializers.CharField(allow_null=True)
    since = serializers.DateField()
    net_fall = serializers.IntegerField()
    em_net_fall = serializers.IntegerField()
    words = serializers.CharField()


class DashboardOutput(SourcedOutput):
    """The whole dashboard, of the area and the day asked for.

    As of a past day classes, reasons and deprivations are empty: they are not recorded by day.
    """

    answer = serializers.SerializerMethodField()
    why = serializers.SerializerMethodField()
    progress = ProgressOutput()
    is_past = serializers.BooleanField(source="progress.is_past")
    area = serializers.SerializerMethodField()
    changes = serializers.SerializerMethodField()
    years = DashboardYearOutput(many=True)
    months = serializers.SerializerMethodField()
    classes = serializers.SerializerMethodField()
    tiles = serializers.SerializerMethodField()
    reasons = serializers.SerializerMethodField()
    deprivations = serializers.SerializerMethodField()

    def get_answer(self, found: Dashboard) -> str:
        return overview(found.progress).answer

    def get_why(self, found: Dashboard) -> str:
        return fall_explanation(found.area)

    @extend_schema_field(DashboardAreaOutput)
    def get_area(self, found: Dashboard) -> dict[str, Any]:
        area = found.area
        return {
            "key": area.key,
            "label": area_label(area),
            "communes": [row.code for row in area.rows],
            "everyone": ProgressLineOutput(area.everyone).data,
            "em": ProgressLineOutput(area.minority).data,
        }

    @extend_schema_field(DashboardChangeOutput(many=True))
    def get_changes(self, found: Dashboard) -> list[dict[str, Any]]:
        areas: list[tuple[str | None, list[int]]]
        areas = [(None, [row.pk for row in found.area.rows])]
        areas += [(row.code, [row.pk]) for row in found.area.rows]
        return [
            {
                "commune": code,
                "since": every.since,
                "net_fall": every.households,
                "em_net_fall": minority.households,
                "words": change_words(every),
            }
            for code, keys in areas
            for every, minority in zip(
                changes_of(found.counted, keys),
                changes_of(found.counted, keys, is_minority=True),
                strict=True,
            )
        ]

    @extend_schema_field(DashboardMonthOutput(many=True))
    def get_months(self, found: Dashboard) -> list[dict[str, Any]]:
        every = month_falls(found, is_minority=False)
        minority = month_falls(found, is_minority=True)
        return [
            {
                "month": number + 1,
                "planned_share": rate_number(share),
                "net_fall": every[number] if number < len(every) else None,
                "em_net_fall": minority[number] if number < len(minority) else None,
            }
            for number, share in enumerate(found.ahead.path)
        ]

    @extend_schema_field(DashboardClassFlowOutput(many=True))
    def get_classes(self, found: Dashboard) -> list[dict[str, Any]]:
        every = area_class_flows(found, is_minority=False) or {}
        minority = area_class_flows(found, is_minority=True) or {}
        return [
            {
                "source": source,
                "target": target,
                "households": households,
                "em_households": minority.get((source, target), 0),
            }
            for (source, target), households in every.items()
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
        area = found.area
        total = cause.total_of(None if area.is_district else [row.pk for row in area.rows])
        return {
            "name": cause.name,
            "households": total.households,
            "looked_at": total.looked_at,
            "em_households": total.em_households,
            "em_looked_at": total.em_looked_at,
            "communes": [
                {
                    "commune": code,
                    "is_looked_at": cause.of(key).is_looked_at,
                    "households": cause.of(key).households,
                    "em_households": cause.of(key).em_households,
                }
                for key, code in _codes_shown(found).items()
            ],
        }


def _codes(found: Dashboard) -> dict[int, str]:
    return {row.pk: row.code for row in found.progress.communes_by_name()}


def _codes_shown(found: Dashboard) -> dict[int, str]:
    shown = {row.pk for row in found.area.rows}
    return {key: code for key, code in _codes(found).items() if key in shown}
