"""JSON shapes of users and tokens. Passwords and token hashes are never returned."""

from typing import Any

from rest_framework import serializers

from accounts.choices import Department, Role, TokenStanding
from accounts.models import ApiToken, User
from accounts.services.tokens import MOST_DAYS
from areas.models import Commune
from common.fields import NameSerializerField, TextSerializerField
from common.phones import LONGEST_PHONE, is_phone
from common.serializers import (
    AnswerField,
    Input,
    RowField,
    VersionInput,
    WholeNumberSerializerField,
)


class UserOutput(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = [
            "id",
            "username",
            "full_name",
            "role",
            "commune",
            "department",
            "phone",
            "is_active",
            "must_change_password",
            "last_login",
            "created_at",
            "version",
        ]
        read_only_fields = fields
        extra_kwargs = {"department": {"allow_blank": True}, "phone": {"allow_blank": True}}


class PhoneSerializerField(TextSerializerField):
    """A telephone number, "" for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=LONGEST_PHONE, allow_blank=True, validators=[is_phone], **kwargs
        )


class SupportContactOutput(serializers.Serializer):
    name = serializers.CharField(source="support_name", read_only=True, allow_blank=True)
    phone = serializers.CharField(source="support_phone", read_only=True, allow_blank=True)
    version = serializers.IntegerField(read_only=True)


class SupportContactInput(VersionInput):
    name = TextSerializerField(max_length=100, allow_blank=True)
    phone = PhoneSerializerField()


class SessionOutput(serializers.Serializer):
    seconds = serializers.IntegerField(
        read_only=True, help_text="Còn bao nhiêu giây nếu không có yêu cầu nào khác."
    )


class UserFields(Input):
    full_name = NameSerializerField(max_length=100)
    role = serializers.ChoiceField(Role.choices)
    commune = RowField(queryset=Commune.objects.all(), allow_null=True, default=None)
    department = serializers.ChoiceField(Department.choices, allow_blank=True, default="")
    phone = PhoneSerializerField(required=False)


class NewUserInput(UserFields):
    username = TextSerializerField(max_length=50)


class UserChangeInput(UserFields):
    version = WholeNumberSerializerField()


class ActiveInput(VersionInput):
    is_active = AnswerField()


class NewUserOutput(serializers.Serializer):
    user = UserOutput(read_only=True)
    temporary_password = serializers.CharField(read_only=True, help_text="Chỉ hiện một lần.")


class TemporaryPasswordOutput(serializers.Serializer):
    temporary_password = serializers.CharField(read_only=True, help_text="Chỉ hiện một lần.")


class RoleRowOutput(serializers.Serializer):
    action = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    roles = serializers.ListField(child=serializers.CharField(), read_only=True)


class OwnPasswordInput(Input):
    old_password = serializers.CharField(trim_whitespace=False, max_length=128)
    new_password = serializers.CharField(trim_whitespace=False, max_length=128)


class TokenOutput(serializers.ModelSerializer):
    standing = serializers.ChoiceField(TokenStanding.choices, read_only=True)

    class Meta:
        model = ApiToken
        fields = [
            "id",
            "name",
            "created_at",
            "expires_at",
            "revoked_at",
            "last_used_on",
            "standing",
        ]
        read_only_fields = fields


class NewTokenInput(Input):
    client_id = serializers.UUIDField()
    name = TextSerializerField(max_length=100)
    days = WholeNumberSerializerField(min_value=1, max_value=MOST_DAYS)


class NewTokenOutput(serializers.Serializer):
    token = serializers.CharField(read_only=True, help_text="Chỉ hiện một lần.")
