"""JSON shapes of the official forms."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.serializers import SourcedOutput, rate_number
from reports.rules.form_tables import NumberedColumn, ReportLine
from reports.words.forms.definition import FormTable, OfficialForm, formula_words


class OfficialFormOutput(serializers.Serializer):
    """`url` takes `?year=` and `?standard=`; `excel` the same for the workbook."""

    slug = serializers.CharField()
    code = serializers.CharField(allow_blank=True)
    title = serializers.CharField()
    group = serializers.CharField()
    description = serializers.CharField()
    may_be_frozen = serializers.BooleanField()
    url = serializers.CharField()
    excel = serializers.CharField()


class FormColumnOutput(serializers.Serializer):
    """`number` is the number of the column with its formula in words."""

    key = serializers.CharField()
    number = serializers.CharField()
    title = serializers.CharField()
    group = serializers.CharField(allow_blank=True)
    is_rate = serializers.BooleanField()


class FormLineOutput(serializers.Serializer):
    """`values` by column key: households, people or fractions; null is unknown, or `hidden`."""

    name = serializers.CharField(source="label", allow_blank=True)
    values = serializers.SerializerMethodField()
    hidden = serializers.SerializerMethodField()

    @extend_schema_field(serializers.DictField(child=serializers.FloatField(allow_null=True)))
    def get_values(self, line: ReportLine) -> dict[str, int | float | None]:
        columns: list[NumberedColumn] = self.context["columns"]
        return {column.key: _number(line, column) for column in columns}

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_hidden(self, line: ReportLine) -> list[str]:
        columns: list[NumberedColumn] = self.context["columns"]
        return [column.key for column in columns if column.key in line.hidden]


def _number(line: ReportLine, column: NumberedColumn) -> int | float | None:
    value = line.values.get(column.key)
    return rate_number(value) if column.is_rate else value  # type: ignore[arg-type, return-value]


class FormUnitOutput(serializers.Serializer):
    """A commune by its `code`, a section (`is_section`), or the district: neither has a code."""

    code = serializers.CharField(allow_blank=True)
    name = serializers.CharField()
    is_section = serializers.BooleanField()
    lines = FormLineOutput(many=True)


class FormTableOutput(SourcedOutput):
    """`broken` are the units whose counted columns do not add up."""

    form = serializers.CharField(source="form.slug")
    title = serializers.CharField()
    unit = serializers.CharField(source="form.unit")
    is_frozen = serializers.BooleanField()
    boundaries = serializers.CharField(source="grouping.boundaries")
    columns = serializers.SerializerMethodField()
    units = FormUnitOutput(many=True)
    total = FormUnitOutput()
    notes = serializers.ListField(child=serializers.CharField())
    broken = serializers.ListField(child=serializers.CharField())

    @extend_schema_field(FormColumnOutput(many=True))
    def get_columns(self, table: FormTable) -> Any:
        rows = [
            {
                "key": column.key,
                "number": formula_words(column, table.columns),
                "title": column.title,
                "group": column.group,
                "is_rate": column.is_rate,
            }
            for column in table.columns
        ]
        return FormColumnOutput(rows, many=True).data


def form_shown(form: OfficialForm, url: str, excel: str) -> dict[str, Any]:
    """Return a form of the list with its addresses."""
    names = ("slug", "code", "title", "group", "description", "may_be_frozen")
    return {**{name: getattr(form, name) for name in names}, "url": url, "excel": excel}
