"""Messages of Django and the libraries are in Vietnamese."""

import datetime as dt
import gettext
import re

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.timesince import timesince
from rest_framework import exceptions, serializers

from accounts.models import User
from tests.frame.words import english_in

LOCALE = settings.LOCALE_PATHS[0] / "vi" / "LC_MESSAGES"
CHOICES = [("a", "A")]


def errors_of(field, value):
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return " ".join(caught.value.messages)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (forms.CharField(), ""),
        (forms.CharField(min_length=3), "a"),
        (forms.CharField(max_length=3), "abcd"),
        (forms.CharField(), "a\x00"),
        (forms.IntegerField(), "x"),
        (forms.IntegerField(min_value=1), "0"),
        (forms.IntegerField(max_value=1), "2"),
        (forms.IntegerField(step_size=5), "3"),
        (forms.DecimalField(), "x"),
        (forms.DecimalField(max_digits=2), "123"),
        (forms.DecimalField(max_digits=4, decimal_places=1), "1,23"),
        (forms.DecimalField(max_digits=3, decimal_places=2), "12"),
        (forms.FloatField(), "x"),
        (forms.DateField(), "x"),
        (forms.TimeField(), "x"),
        (forms.DateTimeField(), "x"),
        (forms.DurationField(), "x"),
        (forms.EmailField(), "x"),
        (forms.URLField(assume_scheme="https"), "x"),
        (forms.UUIDField(), "x"),
        (forms.JSONField(), "{"),
        (forms.SlugField(), "a b"),
        (forms.GenericIPAddressField(), "x"),
        (forms.ChoiceField(choices=CHOICES), "z"),
        (forms.TypedChoiceField(choices=CHOICES), "z"),
        (forms.MultipleChoiceField(choices=CHOICES), "a"),
        (forms.MultipleChoiceField(choices=CHOICES), ["z"]),
        (forms.BooleanField(), False),
        (forms.FileField(), None),
        (forms.FileField(), SimpleUploadedFile("rong.xlsx", b"")),
        (forms.FileField(max_length=3), SimpleUploadedFile("dai.xlsx", b"x")),
        (forms.SplitDateTimeField(), ["x", "x"]),
    ],
)
def test_form_errors_are_vietnamese(field, value):
    message = errors_of(field, value)

    assert message
    assert english_in(message) == []


@pytest.mark.django_db
def test_model_choice_errors_are_vietnamese():
    field = forms.ModelChoiceField(User.objects.all())

    assert english_in(errors_of(field, "999")) == []


def test_formset_errors_are_vietnamese():
    rows = forms.formset_factory(forms.Form, min_num=2, validate_min=True, max_num=3)
    data = {"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0"}

    too_few = rows(data).non_form_errors()
    broken = rows({}).non_form_errors()

    assert too_few == ["Phải có ít nhất 2 dòng."]
    assert english_in(re.sub(r"\(.*\)", "", broken[0])) == []


@pytest.mark.parametrize("password", ["12345678901", "qwertyuiop", "ngan", "canbo-ia-o-1"])
def test_password_errors_are_vietnamese(password):
    user = User(username="canbo-ia-o", full_name="Rơ Châm H'Lan")

    with pytest.raises(ValidationError) as refused:
        validate_password(password, user)

    assert english_in(" ".join(refused.value.messages)) == []


def test_password_hints_are_vietnamese():
    assert english_in(" ".join(password_validators_help_texts())) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (serializers.CharField(), None),
        (serializers.CharField(), ""),
        (serializers.CharField(), {}),
        (serializers.CharField(max_length=1), "ab"),
        (serializers.CharField(min_length=3), "ab"),
        (serializers.RegexField("^a$"), "b"),
        (serializers.SlugField(), "a b"),
        (serializers.EmailField(), "x"),
        (serializers.URLField(), "x"),
        (serializers.UUIDField(), "x"),
        (serializers.IPAddressField(), "x"),
        (serializers.BooleanField(), "x"),
        (serializers.IntegerField(), "x"),
        (serializers.IntegerField(min_value=1), 0),
        (serializers.IntegerField(max_value=1), 2),
        (serializers.IntegerField(), "9" * 2000),
        (serializers.FloatField(), "x"),
        (serializers.DecimalField(max_digits=3, decimal_places=1), "1.23"),
        (serializers.DecimalField(max_digits=3, decimal_places=1), "1234"),
        (serializers.DecimalField(max_digits=3, decimal_places=1), "123"),
        (serializers.DateField(), dt.datetime(2021, 1, 1, tzinfo=dt.UTC)),
        (serializers.DateTimeField(), dt.date(2021, 1, 1)),
        (serializers.ChoiceField(choices=CHOICES), "z"),
        (serializers.MultipleChoiceField(choices=CHOICES), "a"),
        (serializers.MultipleChoiceField(choices=CHOICES, allow_empty=False), []),
        (serializers.ListField(), "x"),
        (serializers.ListField(allow_empty=False), []),
        (serializers.ListField(min_length=2), [1]),
        (serializers.ListField(max_length=1), [1, 2]),
        (serializers.DictField(), "x"),
        (serializers.DictField(allow_empty=False), {}),
        (serializers.JSONField(binary=True), b"{"),
        (serializers.FileField(), "x"),
    ],
)
def test_api_field_errors_are_vietnamese(field, value):
    with pytest.raises(serializers.ValidationError) as refused:
        field.run_validation(value)

    message = str(refused.value.detail[0])
    assert message
    assert english_in(message) == []


@pytest.mark.parametrize(
    "error",
    [
        exceptions.APIException(),
        exceptions.ParseError(),
        exceptions.AuthenticationFailed(),
        exceptions.NotAuthenticated(),
        exceptions.PermissionDenied(),
        exceptions.NotFound(),
        exceptions.MethodNotAllowed("PUT"),
        exceptions.NotAcceptable(),
        exceptions.UnsupportedMediaType("text/csv"),
        exceptions.Throttled(wait=3),
    ],
)
def test_api_refusals_are_vietnamese(error):
    message = re.sub("text/csv|PUT", "", str(error.detail))

    assert english_in(message) == []


def test_spans_of_time_are_vietnamese():
    moment = timezone.now() - dt.timedelta(days=3, hours=2, minutes=1)

    assert timesince(moment).replace("\xa0", " ") == "3 ngày, 2 giờ"
    assert naturaltime(moment).replace("\xa0", " ") == "3 ngày, 2 giờ trước"


def test_the_compiled_catalogue_is_that_of_the_text():
    text = (LOCALE / "django.po").read_text(encoding="utf-8")
    with (LOCALE / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog

    written = len(re.findall(r'^msgid "(?!"$)', text, flags=re.MULTILINE))
    said = set(re.findall(r'^msgstr(?:\[0\])? "(.+)"$', text, flags=re.MULTILINE))

    assert len([key for key in compiled if key]) == written
    assert {line.replace("\\", "") for line in said} == set(compiled.values()) - {compiled[""]}
