"""The normal form, and the keys for searching and sorting Vietnamese text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.text import UnsafeText, normalise, search_key, sort_key


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


@pytest.mark.parametrize("text", ["😀", "<script>", "{{7*7}}", "=1+1", "Y-Blun", "H’Lan"])
def test_odd_but_harmless_text_is_kept_as_it_is(text):
    assert normalise(text) == text


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đặng Thị Ếch", "dang thi ech"),
        ("Rơ Châm H’Lan", "ro cham h'lan"),
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
