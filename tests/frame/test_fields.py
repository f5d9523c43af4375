"""The rendering of a field: label, hint, control, error."""

import re

import pytest
from django import forms


class Sample(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Ghi như trong căn cước.")
    code = forms.CharField(label="Mã", required=False, widget=forms.TextInput({"class": "wide"}))
    on = forms.DateField(label="Ngày")
    village = forms.ChoiceField(label="Thôn", choices=[("1234", "Làng Dăng")])
    sex = forms.ChoiceField(label="Giới tính", choices=[("M", "Nam")], widget=forms.RadioSelect)
    alone = forms.BooleanField(label="Sống một mình", required=False)
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea)
    size = forms.IntegerField(label="Số khẩu", initial=1234)
    secret = forms.CharField(widget=forms.HiddenInput)


def group(name, data=None):
    return re.sub(r"\s+>", ">", Sample(data)[name].as_field_group())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("name", 'class="form-control"'),
        ("code", 'class="form-control wide"'),
        ("on", 'inputmode="numeric"'),
        ("village", 'class="form-select"'),
        ("sex", 'class="form-check-input"'),
        ("alone", 'class="form-check-input"'),
        ("note", '<textarea name="note" class="form-control"'),
    ],
)
def test_widgets_need_no_classes_in_python(name, expected):
    assert expected in group(name)


def test_the_label_and_the_hint_belong_to_the_control():
    html = group("name")

    assert '<label class="field__label" for="id_name">Họ và tên' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert 'id="id_name_helptext">Ghi như trong căn cước.' in html


def test_only_optional_fields_are_marked():
    assert "không bắt buộc" in group("code")
    assert "không bắt buộc" not in group("name")
    assert "không bắt buộc" not in group("alone")


def test_an_error_stands_by_its_control():
    html = group("name", {})

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert '<ul class="errorlist" id="id_name_error">' in html


def test_a_group_of_choices_has_a_legend():
    html = group("sex", {})

    assert '<legend class="field__label">Giới tính' in html
    assert 'aria-describedby="id_sex_error"' in html


def test_a_hidden_field_shows_nothing():
    html = group("secret")

    assert html.strip() == '<input type="hidden" name="secret" id="id_secret">'


def test_numbers_in_controls_carry_no_thousands_dots():
    assert 'value="1234"' in group("size")
    assert '<option value="1234"' in group("village")
