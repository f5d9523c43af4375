"""The normal form, and the keys for searching and sorting Vietnamese text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.text import (
    UnsafeText,
    given_name_sort_key,
    lower_first,
    normalise,
    normalise_name,
    normalise_password,
    search_key,
    sort_key,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Rơ   Châm  H'Lan ", "Rơ Châm H'Lan"),
        (unicodedata.normalize("NFD", "Đặng Thị Ếch"), "Đặng Thị Ếch"),
        ("Ia\u00a0O", "Ia O"),
        ("dòng 1\ndòng 2", "dòng 1 dòng 2"),
        ("\ufeffSiu\u200b Hlơng\u00ad", "Siu Hlơng"),
        ("\u200b\u200d", ""),
        ("", ""),
    ],
)
def test_text_is_kept_in_one_form(typed, kept):
    assert normalise(typed) == kept


def test_notes_keep_their_lines():
    assert normalise(" a  b \r\n\r\n c ", multiline=True) == "a b\n\nc"


@pytest.mark.parametrize(
    "text", ["a\x00b", "a\x07b", "a\u202eb", "\u200fa", "\ud800", "\ue000", "\uffff"]
)
def test_text_that_can_break_something_is_refused(text):
    with pytest.raises(UnsafeText):
        normalise(text)


@pytest.mark.parametrize("text", ["😀", "<script>", "{{7*7}}", "=1+1", "Y-Blun", "“trích”"])
def test_odd_but_harmless_text_is_kept_as_it_is(text):
    assert normalise(text) == text


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đặng Thị Ếch", "dang thi ech"),
        ("Rơ Châm H’Lan", "ro cham hlan"),
        ("Ê-đê", "e de"),
        ("Y Ƀuăn", "y buan"),
        ("IA PẾCH", "ia pech"),
        ("Ngưu", "nguu"),
        (unicodedata.normalize("NFD", "Ưu Ớt"), "uu ot"),
    ],
)
def test_search_key_is_the_text_typed_without_marks(text, key):
    assert search_key(text) == key


@given(st.text(max_size=60))
def test_search_key_of_a_key_is_itself(text):
    assert search_key(search_key(text)) == search_key(text)


def test_names_sort_as_in_a_vietnamese_dictionary():
    names = [
        *("An", "Ánh", "Ăn", "Ân", "Bình", "Cường", "Dung", "Đào", "Em", "Ê Đê"),
        *("Giang", "Hà", "Oanh", "Ô Môi", "Ơn", "Phúc", "Uyên", "Ưng", "Vân", "Ý"),
    ]

    assert sorted(set(names), key=sort_key) == names


def test_tones_decide_between_equal_letters_only():
    names = ["ma", "mà", "mả", "mã", "má", "mạ", "man"]

    assert sorted(set(names), key=sort_key) == names


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("\u00d0inh", "Đinh"),
        ("\u0189inh", "Đinh"),
        ("\u00f0inh", "đinh"),
        ("\u0256inh", "đinh"),
        *(
            (f"H{mark}Bluên", "H'Bluên")
            for mark in "\u2018\u2019\u0060\u00b4\u02bc\u02bb\u2032\uff07\u02c8"
        ),
        ("Bru\u2011Vân Kiều", "Bru-Vân Kiều"),
    ],
)
def test_look_alike_letters_are_the_letters_meant_everywhere(typed, meant):
    assert normalise(typed) == meant
    assert search_key(typed) == search_key(meant)
    assert sort_key(typed) == sort_key(meant)


@pytest.mark.parametrize("name", ["Siu Аn", "Νguyễn Tám", "Ngu\u0443ễn"])
def test_a_name_with_letters_of_another_alphabet_is_refused(name):
    with pytest.raises(UnsafeText, match="bảng chữ cái Latinh"):
        normalise_name(name)


@pytest.mark.parametrize("name", ["Y Ƀlô Kčŏ", "H' Ñuê", "Rơ Châm 2", "Ksor Ơ̆t"])
def test_letters_of_the_languages_of_the_highlands_are_kept(name):
    assert normalise_name(name) == name


def test_a_password_is_the_same_however_its_letters_are_composed():
    composed = "Mật khẩu của tôi"
    halfway = composed.replace("ậ", "â\u0323")
    decomposed = unicodedata.normalize("NFD", composed).replace(" ", "\u00a0")

    assert {normalise_password(each) for each in (composed, halfway, decomposed)} == {composed}


def test_names_sort_by_given_name_then_by_the_rest():
    names = ["Nguyễn Văn Ân", "Trần Thị An", "Rơ Châm H'Linh", "Đinh An", "Siu"]

    assert sorted(names, key=given_name_sort_key) == [
        "Đinh An",
        "Trần Thị An",
        "Nguyễn Văn Ân",
        "Rơ Châm H'Linh",
        "Siu",
    ]


@pytest.mark.parametrize(
    ("text", "inside"),
    [("Làng Dăng", "làng Dăng"), ("Đồng ý", "đồng ý"), ("UBND xã", "UBND xã"), ("", "")],
)
def test_a_text_inside_a_sentence_begins_in_lower_case(text, inside):
    assert lower_first(text) == inside
