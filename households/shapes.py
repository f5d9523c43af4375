"""JSON fields that name a household or a poverty standard; shared with other apps' APIs."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from areas.models import Village
from common.serializers import RowField
from households.models import (
    Household,
    PovertyStandard,
)
from households.rules.rounds import MOST_STANDARDS


class StandardKeyField(serializers.SlugRelatedField):
    """A standard by its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="code", queryset=PovertyStandard.objects.all(), **kwargs)


class StandardKeysField(serializers.ListField):
    """Standards by their codes; a list that is too long is refused before the database is queried."""

    def to_internal_value(self, data: Any) -> list[PovertyStandard]:
        if isinstance(data, list) and len(data) > MOST_STANDARDS:
            self.fail("max_length", max_length=MOST_STANDARDS)
        found: list[PovertyStandard] = super().to_internal_value(data)
        return found


class HouseholdKeyField(RowField):
    """A household the user may see; any other key is reported as not found."""

    def get_queryset(self) -> Any:
        return Household.objects.visible_to(self.context["request"].user)


@extend_schema_field(OpenApiTypes.INT)
class VillageKeyField(RowField):
    """A village of a commune the user works with; any other key is reported as not found."""

    def get_queryset(self) -> Any:
        return Village.objects.visible_to(self.context["request"].user)
