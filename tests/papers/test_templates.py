"""Replacing a template: the pages, the API, and the papers that are then built from it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from common.errors import Conflict
from common.uploads import Upload
from papers.models import PaperTemplate
from papers.queries import paper_row, word_paper
from papers.rules import paper_kind
from papers.services import replace_template, use_built_in
from tests import factories
from tests.papers.data import docx

CODE = "refusal"
NOON = factories.NOON
GOOD = docx("Mẫu của phòng: {{ head_name }}", "{{ reason }}")


@pytest.fixture
def keeper(db):
    return factories.UserFactory(role="LABOUR_OFFICE")


def upload(content=GOOD, name="mau.docx"):
    return Upload(name=name, content_type="x", content=content)


def replaced(keeper, content=GOOD, replaces=None):
    made, _check = replace_template(
        code=CODE, upload=upload(content), replaces=replaces, by=keeper, at=NOON
    )
    return made


def words_of(paper):
    return [each.text for each in Document(BytesIO(paper.content())).paragraphs]


def paper():
    return word_paper(CODE, filename="x.docx", values=paper_kind(CODE).sample)


def test_the_paper_is_built_from_the_template_in_force(keeper):
    assert "Mẫu của phòng: Rơ Châm H'Lan" not in words_of(paper())

    own = replaced(keeper)

    assert words_of(paper())[0] == "Mẫu của phòng: Rơ Châm H'Lan"
    use_built_in(code=CODE, replaces=own.pk, by=keeper, at=NOON)
    use_built_in(code=CODE, replaces=None, by=keeper, at=NOON)
    assert "Mẫu của phòng: Rơ Châm H'Lan" not in words_of(paper())
    assert [each.name for each in paper_row(CODE).earlier] == ["mau.docx"]


def test_the_same_file_again_changes_nothing_and_another_one_replaces_it(keeper):
    first = replaced(keeper)

    assert replaced(keeper) == first
    second = replaced(keeper, docx("{{ head_name }} {{ reason }}"), replaces=first.pk)

    first.refresh_from_db()
    assert (first.retired_by, first.history.count(), second.is_in_force) == (keeper, 2, True)


@pytest.mark.parametrize("replaces", [None, 999_999])
def test_the_second_of_two_concurrent_uploads_is_told(keeper, replaces):
    replaced(keeper)

    with pytest.raises(Conflict, match="đã thay mẫu này"):
        replaced(keeper, docx("{{ head_name }} {{ reason }} khác"), replaces=replaces)
    with pytest.raises(Conflict):
        use_built_in(code=CODE, replaces=replaces, by=keeper, at=NOON)


def test_a_template_whose_names_are_gone_gives_way_to_the_built_in_one(keeper):
    own = replaced(keeper)
    PaperTemplate.objects.filter(pk=own.pk).update(
        content=docx("{{ da_bo }}"), names=["da_bo", "reason"]
    )

    assert paper_row(CODE).lost == ["da_bo"]
    assert "Rơ Châm H'Lan" in "\n".join(words_of(paper()))


def test_the_page_takes_a_template_and_goes_back(log_in, keeper):
    client = log_in(keeper)
    page = f"/mau-van-ban/{CODE}/"
    sent = {"upload": SimpleUploadedFile("mau.docx", GOOD), "note": "Theo góp ý của VP"}

    answer = client.post(page, sent, follow=True)

    own = paper_row(CODE).own
    assert answer.redirect_chain and (own.added_by, own.note) == (keeper, "Theo góp ý của VP")
    assert "Theo góp ý của VP" in answer.text
    assert b"".join(client.get(f"{page}mau/").streaming_content) == GOOD
    assert b"".join(client.get(f"/mau-van-ban/tep/{own.pk}/").streaming_content) == GOOD
    assert b"".join(client.get(f"{page}mau-co-san/").streaming_content) != GOOD
    assert "Mẫu riêng" in client.get("/mau-van-ban/").text
    client.post(f"{page}dung-mau-co-san/", {"replaces": own.pk})
    assert paper_row(CODE).own is None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("mau.docx", docx("{{ ten_xa }} {{ head_name }} {{ reason }}"), "không có trong văn bản"),
        ("mau.docx", docx("x"), "Mẫu thiếu chỗ điền bắt buộc"),
        ("mau.docm", GOOD, "Chỉ nhận tệp Word (.docx)"),
        ("mau.pdf", b"%PDF-1.4", "Chỉ nhận tệp Word (.docx)"),
        ("mau.docx", b"PK\x03\x04", "nội dung không đúng loại tệp"),
    ],
)
def test_the_page_says_what_is_wrong_and_keeps_the_template(log_in, keeper, name, content, words):
    answer = log_in(keeper).post(
        f"/mau-van-ban/{CODE}/", {"upload": SimpleUploadedFile(name, content)}
    )

    assert answer.status_code == 200 and words in answer.text
    assert not PaperTemplate.objects.exists()


def test_an_unknown_paper_is_not_found(log_in, keeper):
    assert log_in(keeper).get("/mau-van-ban/khong-co/").status_code == 404


def test_the_api_does_the_same(api_as, keeper):
    client = api_as(keeper)
    address = f"/api/v1/papers/{CODE}/"

    made = client.post(address, {"upload": SimpleUploadedFile("a.docx", GOOD)}, format="multipart")
    again = client.post(
        address, {"upload": SimpleUploadedFile("a.docx", docx("x"))}, format="multipart"
    )
    found = client.get(address).json()

    assert (made.status_code, again.status_code) == (201, 400)
    assert again.json()["detail"].startswith("Mẫu thiếu chỗ điền bắt buộc")
    assert found["own"]["name"] == "a.docx" and "head_name" in found["names"]
    stale = client.post(f"{address}use-built-in/", {}, format="json")
    assert stale.status_code == 409
    back = client.post(f"{address}use-built-in/", {"replaces": found["own"]["id"]}, format="json")
    assert back.json()["own"] is None


def test_the_list_takes_one_query_at_any_number(keeper, django_assert_num_queries):
    from papers.queries import paper_rows

    replaced(keeper)

    with django_assert_num_queries(1):
        assert sum(row.own is not None for row in paper_rows()) == 1
