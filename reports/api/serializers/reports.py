"""JSON shape of the list of official reports."""

from rest_framework import serializers


class ReportOutput(serializers.Serializer):
    """`url` takes `?year=`, one of `years`."""

    code = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    form = serializers.CharField()
    sheets = serializers.ListField(child=serializers.CharField())
    years = serializers.ListField(child=serializers.IntegerField())
    url = serializers.CharField()
