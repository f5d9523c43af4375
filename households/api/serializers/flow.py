"""JSON shapes of the flow tables and the reconciliation."""

from rest_framework import serializers

from common.serializers import SourcedOutput


class PoorFlowOutput(serializers.Serializer):
    """Columns 1–9 of the table of the poor; `first_year`: listed without an earlier list."""

    opening = serializers.IntegerField()
    exits_to_near_poor = serializers.IntegerField()
    exits_above = serializers.IntegerField()
    other_out = serializers.IntegerField()
    fallen_from_near_poor = serializers.IntegerField()
    relapsed = serializers.IntegerField()
    first_poor = serializers.IntegerField()
    other_in = serializers.IntegerField()
    closing = serializers.IntegerField()
    first_year = serializers.IntegerField()
    balances = serializers.BooleanField()


class NearPoorFlowOutput(serializers.Serializer):
    """Columns 1–9 of the table of the near-poor; `first_year` as for the poor."""

    opening = serializers.IntegerField()
    exits = serializers.IntegerField()
    became_poor = serializers.IntegerField()
    other_out = serializers.IntegerField()
    fallen_from_poor = serializers.IntegerField()
    relapsed = serializers.IntegerField()
    first_near_poor = serializers.IntegerField()
    other_in = serializers.IntegerField()
    closing = serializers.IntegerField()
    first_year = serializers.IntegerField()
    balances = serializers.BooleanField()


class FlowTablesOutput(serializers.Serializer):
    """Both tables in households and in people."""

    poor = PoorFlowOutput()
    poor_people = PoorFlowOutput()
    near_poor = NearPoorFlowOutput()
    near_poor_people = NearPoorFlowOutput()


class FlowInhabitantsOutput(serializers.Serializer):
    """All households and persons of the commune, the base of rates."""

    households = serializers.IntegerField()
    persons = serializers.IntegerField()
    em_households = serializers.IntegerField()
    em_persons = serializers.IntegerField()


class FlowTotalOutput(serializers.Serializer):
    everyone = FlowTablesOutput(source="flow.of_everyone")
    minority = FlowTablesOutput(source="flow.of_minority")
    population = FlowInhabitantsOutput()


class FlowCommuneOutput(FlowTotalOutput):
    commune = serializers.IntegerField(source="commune.pk")
    code = serializers.CharField(source="commune.code")
    name = serializers.CharField(source="commune.full_name")


class PovertyFlowOutput(SourcedOutput):
    """In `is_first_year` the standard has no list of the year before; only closings are meaningful."""

    is_first_year = serializers.BooleanField()
    communes = FlowCommuneOutput(many=True, source="rows")
    total = FlowTotalOutput()


class BreakerOutput(serializers.Serializer):
    household = serializers.IntegerField(source="household_id")
    code = serializers.CharField()
    head_name = serializers.CharField()
    what = serializers.CharField()


class BrokenOutput(serializers.Serializer):
    """`number` households break it; at most 20 are named, none for users without access to names."""

    commune = serializers.IntegerField(source="commune.pk")
    name = serializers.CharField(source="commune.full_name")
    numbers = serializers.CharField(allow_blank=True)
    number = serializers.IntegerField()
    households = BreakerOutput(many=True, source="breakers")


class IdentityOutput(serializers.Serializer):
    """`note` is the reason why an identity is not checked this year; empty when it is."""

    key = serializers.CharField()
    title = serializers.CharField()
    equation = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    holds = serializers.BooleanField()
    broken = BrokenOutput(many=True)


class ReconciliationOutput(SourcedOutput):
    identities = IdentityOutput(many=True)
