"""The letter that reminds late communes: recipients, what is late, by when."""

import datetime as dt

import pytest

from correspondence.documents.reminders import reminder_letter_paper
from correspondence.queries.letters import reminders_to_print, sent_together
from correspondence.words.reminders import full_text, parted_text
from papers.rules import paper_kind
from tests import factories
from tests.papers.data import differences
from tests.procedure.document_data import words_of

pytestmark = pytest.mark.django_db
FACTS = "Số liệu đến ngày 15/11/2021 của {}:\n- 4/9 thôn, làng quá hạn."
ASKED = "Đề nghị UBND các xã chỉ đạo."


@pytest.fixture
def threads(commune, other_commune, labour_office):
    """Two communes reminded together, and one of them again later."""
    shared = {"opened_by": labour_office, "due_on": dt.date(2021, 11, 30)}
    made = [
        factories.ThreadFactory(
            commune=each,
            opening__body=full_text(FACTS.format(each.name_in_sentence), ASKED),
            **shared,
        )
        for each in (commune, other_commune)
    ]
    later = factories.NOON + dt.timedelta(days=1)
    alone = factories.ThreadFactory(
        commune=commune, opening__body="Xem lại.", opened_at=later, **shared
    )
    return [*made, alone]


def paper_of(thread, user):
    thread = reminders_to_print(user).get(pk=thread.pk)
    return reminder_letter_paper(thread, sent_together(thread, user))


def test_the_letter_goes_to_all_communes_reminded_together(threads, labour_office):
    paper = paper_of(threads[0], labour_office)
    text = words_of(paper.content())

    assert differences(paper.values, paper_kind(paper.template).sample) == []
    assert "Kính gửi: Ủy ban nhân dân xã Ia Chia, xã Ia O." in text
    assert "1. Xã Ia Chia\nSố liệu đến ngày 15/11/2021 của xã Ia Chia:" in text
    assert text.count("- 4/9 thôn, làng quá hạn.") == 2 and text.count(ASKED) == 1
    assert "trước hết ngày 30/11/2021" in text and "đôn đốc tiến độ rà soát năm 2021" in text
    assert words_of(paper_of(threads[1], labour_office).content()) == text


def test_one_commune_without_figures(threads, labour_office):
    text = words_of(paper_of(threads[2], labour_office).content())

    assert "Kính gửi: Ủy ban nhân dân xã Ia O." in text and "1. Xã Ia O" not in text
    assert "Xem lại." in text and "không có việc chậm" in text


def test_a_withdrawn_reminder_is_in_no_letter(threads, labour_office):
    opening = threads[1].messages.get()
    opening.withdrawn_at, opening.withdrawal_reason = factories.NOON, "Gửi nhầm"
    opening.save()

    assert "Ia Chia" not in words_of(paper_of(threads[0], labour_office).content())
    assert not reminders_to_print(labour_office).filter(pk=threads[1].pk).exists()


def test_the_page_and_the_api_have_it(threads, log_in, api_as, labour_office):
    key = threads[0].pk
    page = log_in(labour_office).get(f"/trao-doi/{key}/").text
    web = b"".join(log_in(labour_office).get(f"/trao-doi/{key}/cong-van/").streaming_content)
    answer = api_as(labour_office).get(f"/api/v1/threads/{key}/letter/")

    assert f"/trao-doi/{key}/cong-van/" in page
    assert words_of(web) == words_of(b"".join(answer.streaming_content))


def test_a_comment_has_no_letter(log_in, labour_office, commune):
    comment = factories.ThreadFactory(comment=True, commune=commune)

    assert "cong-van" not in log_in(labour_office).get(f"/trao-doi/{comment.pk}/").text
    assert log_in(labour_office).get(f"/trao-doi/{comment.pk}/cong-van/").status_code == 404


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            full_text("Số liệu đến ngày 1:\n- a", "b\n\nc"),
            (["Số liệu đến ngày 1:", "- a"], ["b", "c"]),
        ),
        ("chỉ yêu cầu\n\nhai đoạn", ([], ["chỉ yêu cầu", "hai đoạn"])),
    ],
)
def test_a_text_is_parted_as_it_was_joined(text, parts):
    assert parted_text(text) == parts
