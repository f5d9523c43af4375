"""JSON shapes of the words of household lists."""

from rest_framework import serializers


class MeaningsOutput(serializers.Serializer):
    """What a word means: with its marks (`exact`), and typed without any (`plain`)."""

    exact = serializers.DictField(child=serializers.CharField())
    plain = serializers.DictField(child=serializers.CharField())


class RosterWordsOutput(serializers.Serializer):
    """`heads`: the column of a name, "-" for none. `values`: the meanings by column."""

    heads = serializers.DictField(child=serializers.CharField())
    values = serializers.DictField(child=MeaningsOutput())
