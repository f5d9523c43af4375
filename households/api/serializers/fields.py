"""Serializer fields of the household register."""

import re
from typing import Any

from rest_framework import serializers

from areas.models import EthnicGroup
from common.fields import TextSerializerField
from common.serializers import KeySerializerField
from households.rules.citizen_numbers import CITIZEN_NUMBER_MESSAGE, CITIZEN_NUMBER_PATTERN


class CitizenNumberSerializerField(TextSerializerField):
    """A citizen number as text; a JSON number is refused, since its leading zero is already lost."""

    schema_format = "citizen-number"

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise serializers.ValidationError("Số định danh phải là chuỗi ký tự, không phải số.")
        text = re.sub(r"[ .]", "", super().to_internal_value(data).removeprefix("'"))
        if text and not re.match(CITIZEN_NUMBER_PATTERN, text):
            raise serializers.ValidationError(CITIZEN_NUMBER_MESSAGE)
        return text


class EthnicGroupKeyField(KeySerializerField):
    """The key of an ethnic group. The groups are read once for all members."""

    default_error_messages = {"unknown": "Không có dân tộc này."}

    def to_internal_value(self, data: Any) -> int:
        key: int = super().to_internal_value(data)
        root = self.root
        if not hasattr(root, "known_ethnic_groups"):
            keys = EthnicGroup.objects.values_list("pk", flat=True)
            root.known_ethnic_groups = frozenset(keys)  # type: ignore[attr-defined]
        if key not in root.known_ethnic_groups:  # type: ignore[attr-defined]
            self.fail("unknown")
        return key
