"""JSON shapes of accounts that other apps' APIs include."""

from rest_framework import serializers

from accounts.models import User


class PersonOutput(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ["id", "full_name"]
        read_only_fields = fields
