"""Pages of correspondence, and the acts beside figures on the pages of other apps."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from correspondence.models import Thread, ThreadReading
from tests import factories
from tests.correspondence.data import TODAY, answer, read
from tests.targets.data import listed

REMIND, COMMENT, ASK = "/trao-doi/don-doc/", "/trao-doi/y-kien/", "/trao-doi/hoi/"


def text_of(page):
    return page.content.decode()


def words_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", text_of(page)).split())


def sent_form(page, **given):
    """Return what a browser posts: the hidden fields of the page's form, and what was typed."""
    form = page.context["form"]
    hidden = {each.name: each.value() for each in form.hidden_fields()}
    return {**hidden, **given}


def test_the_form_is_filled_with_what_is_late(log_in, leader, plan, commune):
    listed(commune, reviewed=False)

    page = log_in(leader).get(f"{REMIND}?year=2021&commune={commune.pk}")

    body = page.context["form"]["body"].value()
    assert body.startswith("Số liệu đến ngày 15/11/2021 của xã Ia O:\n- ")
    assert body.endswith("Đề nghị UBND xã Ia O chỉ đạo thực hiện, trả lời kết quả và vướng mắc.")


def test_one_commune_is_reminded_at_once(log_in, leader, plan, commune):
    client = log_in(leader)
    address = f"{REMIND}?year=2021&commune={commune.pk}"
    sent = sent_form(
        client.get(address), matter="REVIEW", body="Rà soát ngay.", due_on="22/11/2021", step="send"
    )

    page = client.post(address, sent, follow=True)
    client.post(address, sent)

    thread = Thread.objects.get()
    assert (thread.commune, thread.due_on.day) == (commune, 22)
    assert "Đã gửi, chưa đọc" in words_of(page)


def test_several_communes_are_shown_first_then_reminded(
    log_in, leader, plan, commune, other_commune
):
    client = log_in(leader)
    typed = {
        "communes": [commune.pk, other_commune.pk],
        "matter": "REVIEW",
        "body": "Rà soát ngay.",
        "with_facts": "on",
    }
    sent = sent_form(client.get(REMIND), **typed, step="preview")

    preview = client.post(REMIND, sent)

    assert [each.name for each in preview.context["preview"]] == ["Xã Ia Chia", "Xã Ia O"]
    assert not Thread.objects.exists()
    assert "Rà soát ngay." in text_of(client.post(REMIND, {**sent, "step": "edit"}))
    client.post(REMIND, {**sent, "step": "send"})
    assert Thread.objects.count() == 2


def test_a_further_reminder_is_sent_only_when_confirmed(log_in, leader, plan, commune, reminder):
    client, address = log_in(leader), f"{REMIND}?commune={commune.pk}"
    factories.ThreadFactory(plan=plan, commune=commune, matter="RESULT")
    sent = sent_form(client.get(address), matter="REVIEW", body="Lần hai.", step="send")

    refused = client.post(address, sent)

    assert "đã đôn đốc 15/11, chưa đọc" in words_of(refused)
    assert 'name="again"' in text_of(refused)
    client.post(address, {**sent, "again": "on"})
    assert Thread.objects.filter(matter="REVIEW").count() == 2


def test_an_earlier_reminder_is_named_when_the_form_opens(log_in, leader, plan, commune):
    listed(commune, reviewed=False)
    client, address = log_in(leader), f"{REMIND}?commune={commune.pk}"
    matter = client.get(address).context["form"]["matter"].value()
    factories.ThreadFactory(plan=plan, commune=commune, matter=matter)

    assert "Đã có đôn đốc đang chờ" in text_of(client.get(address))


def test_a_comment_shows_the_figure_then_and_now(log_in, leader, labour_office, plan, commune):
    goal = plan.goals.get(code="poor_fall")
    client, address = log_in(leader), f"{COMMENT}?goal={goal.pk}"
    page = client.get(address)
    assert "0 hộ, chỉ tiêu từ 4 hộ trở lên" in words_of(page)
    client.post(address, sent_form(page, body="Vì sao thấp?"))
    listed(commune, exited=True)

    page = log_in(labour_office).get(f"/trao-doi/{Thread.objects.get().pk}/")

    assert "0 hộ, chỉ tiêu từ 4 hộ trở lên" in words_of(page)
    assert "1 hộ, chỉ tiêu từ 4 hộ trở lên" in words_of(page)


def test_the_goals_are_offered_where_no_figure_is_chosen(log_in, leader, plan):
    page = log_in(leader).get(COMMENT)

    assert len(page.context["goals"]) == plan.goals.count()


def test_a_department_answers_a_question_on_its_page(log_in, leader, finance, plan):
    client = log_in(leader)
    typed = {"office": "FINANCE", "subject": "Kinh phí", "body": "Đủ chưa?", "due_on": "20/11/2021"}
    client.post(ASK, sent_form(client.get(ASK), **typed))
    thread = Thread.objects.get()
    client = log_in(finance)
    page = client.get(f"/trao-doi/{thread.pk}/")

    client.post(f"/trao-doi/{thread.pk}/tra-loi/", sent_form(page, body="Đã đủ."))

    assert "Đã trả lời" in words_of(client.get("/trao-doi/"))


def test_opening_the_page_counts_as_reading_for_the_addressee(log_in, officer, reminder):
    log_in(officer).get(f"/trao-doi/{reminder.pk}/")

    reading = ThreadReading.objects.get()
    assert (reading.user, reading.is_addressee) == (officer, True)


def test_the_thread_of_another_commune_is_not_found(log_in, plan, other_commune, officer):
    thread = factories.ThreadFactory(plan=plan, commune=other_commune)
    message = thread.messages.get()
    client = log_in(officer)

    answers = [
        client.get(f"/trao-doi/{thread.pk}/"),
        client.post(f"/trao-doi/{thread.pk}/tra-loi/", {"body": "?", "client_id": uuid.uuid4()}),
        client.get(f"/trao-doi/tin/{message.pk}/rut/"),
    ]

    assert {each.status_code for each in answers} == {404}
    assert not ThreadReading.objects.exists()


def test_who_may_not_reply_sees_no_form(log_in, plan, commune, finance):
    thread = factories.ThreadFactory(comment=True, plan=plan, commune=commune)

    assert "Gửi trả lời" not in text_of(log_in(finance).get(f"/trao-doi/{thread.pk}/"))


def test_the_sender_ends_a_thread_on_its_page(log_in, leader, labour_office, officer, reminder):
    answer(reminder, officer)
    reminder.refresh_from_db()
    address = f"/trao-doi/{reminder.pk}/ket-thuc/"

    told = log_in(labour_office).post(address, {"version": reminder.version}, follow=True)
    assert "Chỉ người mở trao đổi" in words_of(told)
    ended = log_in(leader).post(address, {"version": reminder.version}, follow=True)
    assert "Đã kết thúc" in words_of(ended)


def test_a_text_is_withdrawn_on_its_page_until_it_is_read(log_in, leader, officer, reminder):
    message = reminder.messages.get()
    client, address = log_in(leader), f"/trao-doi/tin/{message.pk}/rut/"
    assert "Rút tin" in text_of(client.get(f"/trao-doi/{reminder.pk}/"))
    read(reminder, officer)

    assert "Rút tin" not in text_of(client.get(f"/trao-doi/{reminder.pk}/"))
    assert "đã có người đọc" in words_of(client.post(address, {"reason": "Nhầm"}))


def test_a_withdrawn_text_is_hidden_from_all_but_its_author(log_in, leader, officer, reminder):
    message = answer(reminder, officer, body="Viết nhầm nội dung.")
    client = log_in(officer)
    client.post(f"/trao-doi/tin/{message.pk}/rut/", {"reason": "Nhầm"})

    assert "Viết nhầm nội dung." in text_of(client.get(f"/trao-doi/{reminder.pk}/"))
    page = text_of(log_in(leader).get(f"/trao-doi/{reminder.pk}/"))
    assert "Viết nhầm nội dung." not in page
    assert "Tin đã rút" in page


def test_the_telephone_of_the_commune_is_beside_its_reminder(log_in, leader, reminder, commune):
    factories.UserFactory(
        officer=True, commune=commune, full_name="Rơ Lan H'A", phone="0905 111 222"
    )

    page = log_in(leader).get(f"/trao-doi/{reminder.pk}/")

    assert page.context["page"].people == ["Rơ Lan H'A (0905 111 222)"]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"kind": "REMINDER"}, 1),
        ({"state": "ANSWERED"}, 1),
        ({"state": "SENT"}, 1),
        ({"year": "2020"}, 0),
        ({}, 2),
    ],
)
def test_the_list_is_filtered(log_in, leader, officer, plan, reminder, query, number):
    factories.ThreadFactory(on_a_goal=True, plan=plan)
    answer(reminder, officer)

    assert len(log_in(leader).get("/trao-doi/", query).context["lines"]) == number


def test_the_list_is_filtered_by_commune(log_in, leader, plan, reminder, commune, other_commune):
    client = log_in(leader)

    assert len(client.get("/trao-doi/", {"commune": commune.pk}).context["lines"]) == 1
    assert not client.get("/trao-doi/", {"commune": other_commune.pk}).context["lines"]


def test_the_list_of_a_commune_offers_the_acts_about_it(log_in, leader, plan, commune):
    acts = log_in(leader).get("/trao-doi/", {"commune": commune.pk}).context["acts"]

    assert acts.remind_url == f"/trao-doi/don-doc/?year=2021&commune={commune.pk}"
    assert acts.direct_url == f"/nhiem-vu/nam/2021/giao/?commune={commune.pk}"


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "address", ["/trao-doi/", "/trao-doi/{pk}/", "/bang-dieu-hanh/", "/tien-do/du-bao/", "/"]
)
def test_the_number_of_queries_does_not_grow(log_in, leader, officer, plan, reminder, address):
    client, url = log_in(leader), address.format(pk=reminder.pk)
    few = queries_of(client, url)
    for number in range(12):
        factories.ThreadFactory(plan=plan, commune=reminder.commune, opened_by=leader)
        factories.ThreadFactory(on_a_goal=True, plan=plan)
        answer(reminder, officer, body=f"Lần {number}")

    assert queries_of(client, url) == few


PLACES = ["/bang-dieu-hanh/", "/tien-do/du-bao/", "/tien-do/xa/{pk}/", "/quy-trinh/"]


@pytest.mark.parametrize("place", PLACES)
def test_a_leader_acts_from_where_a_commune_is_late(log_in, leader, plan, commune, place):
    listed(commune, reviewed=False)
    factories.RoundFactory(year=2021, follows_procedure=True)

    page = text_of(log_in(leader).get(place.format(pk=commune.pk)))

    for act in (
        f"/trao-doi/don-doc/?year=2021&amp;commune={commune.pk}",
        f"/nhiem-vu/nam/2021/giao/?commune={commune.pk}",
        f"/trao-doi/y-kien/?year=2021&amp;commune={commune.pk}",
        f"/trao-doi/hoi/?year=2021&amp;commune={commune.pk}",
    ):
        assert act in page


@pytest.mark.parametrize("place", PLACES[:3])
def test_the_state_of_the_latest_reminder_is_beside_the_commune(
    log_in, leader, officer, plan, commune, reminder, place
):
    listed(commune, reviewed=False)
    client, address = log_in(leader), place.format(pk=commune.pk)
    assert "Đã đôn đốc 15/11, chưa đọc" in words_of(client.get(address))

    read(reminder, officer)
    assert "Đã đôn đốc 15/11, đã đọc 15/11" in words_of(client.get(address))

    answer(reminder, officer)
    assert "Đã đôn đốc 15/11, đã trả lời 15/11" in words_of(client.get(address))


def test_an_overdue_reminder_says_for_how_long(log_in, leader, plan, commune):
    factories.ThreadFactory(plan=plan, commune=commune, due_on=TODAY.replace(day=10))

    page = log_in(leader).get(f"/tien-do/xa/{commune.pk}/")

    assert "quá hạn trả lời 5 ngày" in words_of(page)


@pytest.mark.parametrize("role", ["finance", "bank"])
def test_other_offices_are_offered_no_act(log_in, plan, commune, reminder, role):
    page = text_of(log_in(factories.UserFactory(**{role: True})).get("/bang-dieu-hanh/"))

    assert "/trao-doi/don-doc/" not in page
    assert "Đã đôn đốc" not in page


def test_everyone_opens_the_comments_on_a_goal_from_its_tile(log_in, officer, plan, leader):
    factories.ThreadFactory(on_a_goal=True, plan=plan, opened_by=leader)

    assert "1 ý kiến" in words_of(log_in(officer).get("/bang-dieu-hanh/"))


def test_a_task_is_proposed_for_a_late_commune(log_in, leader, plan, commune, other_commune):
    listed(commune, reviewed=False)

    page = log_in(leader).get(f"/nhiem-vu/nam/2021/giao/?commune={commune.pk}")

    form = page.context["form"]
    assert form["communes"].value() == [commune.pk]
    assert "xã Ia O" in form["title"].value()
    assert form["content"].value()
