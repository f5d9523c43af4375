"""Search in the manual: without marks, all words in one section, on the page and in the API."""

import pytest

from povertyapp.help.searching import passages


def headings(asked: str, **kwargs) -> list[str]:
    return [each.section.heading for each in passages(asked, **kwargs)]


@pytest.mark.parametrize("asked", ["giảm ròng", "giam rong", "GIAM RONG", "giảm thực"])
def test_a_term_is_found_with_and_without_marks(asked):
    assert "Giảm thực" in headings(asked)


def test_every_word_must_be_in_the_section():
    assert headings("giam rong tu lanh") == []


def test_words_are_found_from_their_beginning_only():
    assert "DTTS" not in headings("tts")
    assert "DTTS" in headings("dtt")


@pytest.mark.parametrize("asked", ["", "  ", "'"])
def test_nothing_is_found_without_words(asked):
    assert headings(asked) == []


def test_a_heading_with_the_words_is_before_a_text_with_them():
    assert headings("khóa đợt", role="LABOUR_OFFICE")[0] == "Khóa đợt"


def test_the_passage_marks_the_words_searched_for():
    found = next(each for each in passages("mat khau tam thoi") if each.section.anchor)

    assert {"Mật", "mật"} & {word.text for word in found.words if word.is_match}
    assert any(not word.is_match for word in found.words)


def test_the_page_shows_the_passages_and_how_many(client, db):
    page = client.get("/tro-giup/", {"q": "giam rong"}).content.decode()

    assert "/tro-giup/thuat-ngu/#giam-thuc" in page
    assert "<mark>" in page


def test_the_page_says_when_nothing_is_found(client, db):
    page = client.get("/tro-giup/", {"q": "<b>xyzzy"}).content.decode()

    assert "Không có mục nào" in page
    assert "<b>xyzzy" not in page


def test_a_program_reads_chapters_and_passages(api_as, officer):
    client = api_as(officer)
    answer = client.get("/api/v1/manual/", {"q": "giam rong"}).json()
    chapter = client.get("/api/v1/manual/thuat-ngu/").json()

    assert "thuat-ngu" in {each["slug"] for each in answer["chapters"]}
    assert "thuat-ngu" in {each["chapter"] for each in answer["found"]}
    assert chapter["title"] == "Thuật ngữ"
    assert client.get("/api/v1/manual/khong-co/").status_code == 404
