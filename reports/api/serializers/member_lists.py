"""JSON shapes of the official lists with members."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from households.models import PovertyRecord
from reports.queries.member_lists import ListedMember, members_of
from reports.words.forms.lists import mark_of


class ListedMemberOutput(serializers.Serializer):
    """`needs` maps the key of a kind of support to "hộ" (of the household) or "x" (of the member)."""

    position = serializers.IntegerField()
    person = serializers.UUIDField(source="member.client_id")
    full_name = serializers.CharField(source="member.full_name")
    sex = serializers.CharField(source="member.sex")
    birth_year = serializers.SerializerMethodField()
    ethnicity = serializers.CharField(source="member.ethnicity.name")
    is_indigenous = serializers.BooleanField(source="member.ethnicity.is_indigenous")
    relation = serializers.CharField()
    needs = serializers.DictField(child=serializers.CharField())

    def get_birth_year(self, each: ListedMember) -> int | None:
        return each.man_born or each.woman_born


class MemberListHouseholdOutput(serializers.Serializer):
    """`mark` is how the household came onto the list in the year: "Mới", "Tái", "Cũ", or empty."""

    household = serializers.IntegerField(source="household_id")
    household_code = serializers.CharField(source="household.code")
    head_name = serializers.CharField(source="household.head_name")
    village_name = serializers.CharField(source="household.village.full_name")
    commune = serializers.IntegerField(source="commune_id")
    commune_name = serializers.CharField(source="commune.name")
    year = serializers.IntegerField()
    standard = serializers.CharField(source="standard.code")
    mark = serializers.SerializerMethodField()
    has_merit = serializers.BooleanField(source="household.has_merit")
    no_labour_capacity = serializers.BooleanField(source="household.no_labour_capacity")
    members = serializers.SerializerMethodField()

    def get_mark(self, record: PovertyRecord) -> str:
        return mark_of(record, self.context["figure"])

    @extend_schema_field(ListedMemberOutput(many=True))
    def get_members(self, record: PovertyRecord) -> Any:
        return ListedMemberOutput(members_of(record), many=True).data
