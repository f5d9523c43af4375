"""JSON shapes of the templates of Word papers."""

from rest_framework import serializers

from common.fields import TextSerializerField
from common.serializers import Input, KeySerializerField
from common.word_template import known_names
from papers.models import LONGEST_NOTE, PaperTemplate
from papers.queries import PaperRow


class PaperTemplateOutput(serializers.ModelSerializer):
    """A template that the office uploaded; in force while `retired_at` is null."""

    added_by = serializers.CharField(source="added_by.full_name", read_only=True)
    retired_by = serializers.CharField(source="retired_by.full_name", default=None, read_only=True)
    names = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = PaperTemplate
        fields = [
            *("id", "name", "size", "names", "note", "added_by", "added_at"),
            *("retired_by", "retired_at"),
        ]
        read_only_fields = fields


class PaperOutput(serializers.Serializer):
    """A paper; `own` is the office's template in force, null for the built-in one.

    `lost` are names that the own template uses and the paper no longer has.
    """

    code = serializers.CharField(source="kind.code")
    title = serializers.CharField(source="kind.title")
    own = PaperTemplateOutput(allow_null=True)
    lost = serializers.ListField(child=serializers.CharField())


class PaperDetailOutput(PaperOutput):
    """The same with the names that a template can use, those it must use, and former templates."""

    names = serializers.SerializerMethodField()
    required_names = serializers.ListField(source="kind.required", child=serializers.CharField())
    earlier = PaperTemplateOutput(many=True)

    def get_names(self, row: PaperRow) -> list[str]:
        return known_names(row.kind.sample)


class ReplacedTemplateOutput(serializers.Serializer):
    """The template now in force, with warnings of its check."""

    template = PaperTemplateOutput()
    warnings = serializers.ListField(child=serializers.CharField())


class SeenTemplateInput(Input):
    """`replaces` is the key of the template in force that the client read, null for the built-in
    one."""

    replaces = KeySerializerField(allow_null=True, default=None)


class PaperTemplateInput(SeenTemplateInput):
    """A template as multipart/form-data, without `replaces` in place of the built-in one."""

    replaces = KeySerializerField(required=False)
    upload = serializers.FileField()
    note = TextSerializerField(max_length=LONGEST_NOTE, allow_blank=True, default="")
