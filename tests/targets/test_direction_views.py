"""Pages, file and API of the year's tasks."""

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from areas.queries import today
from targets.models import Attachment, Direction, DirectionReport
from targets.pages.direction_board import signs_of
from targets.queries.progress import progress
from targets.services.directions import load_programme_directions
from tests import factories
from tests.targets.data import listed

PAST = dt.date(2021, 6, 30)


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def direction(plan, commune):
    direction = factories.DirectionFactory(plan=plan, due_on=PAST, evidence="REASONS")
    factories.DirectionBearerFactory(direction=direction, commune=commune)
    return direction


@pytest.fixture
def bearer(direction):
    return direction.bearers.get()


def text_of(page):
    return page.content.decode()


def test_a_commune_sees_its_own_tasks_and_a_button_to_report(
    log_in, officer, direction, other_commune
):
    factories.DirectionBearerFactory(direction=direction, commune=other_commune)

    page = log_in(officer).get("/nhiem-vu/")

    assert [line.row.name for line in page.context["board"].own] == ["Xã Ia O"]
    assert f"/nhiem-vu/{direction.pk}/bao-cao/" in text_of(page)
    assert "Ia Chia" not in text_of(page)


def test_the_district_sees_communes_with_the_most_overdue_first(
    log_in, leader, direction, plan, other_commune
):
    factories.DirectionBearerFactory(direction=direction, commune=other_commune, state="DONE")

    board = log_in(leader).get("/nhiem-vu/").context["board"]

    assert [(line.name, line.overdue) for line in board.communes] == [
        ("Xã Ia O", 1),
        ("Xã Ia Chia", 0),
    ]


def test_a_department_sees_its_own_task_first(log_in, plan, direction):
    factories.DirectionBearerFactory(direction=direction, commune=None, office="FINANCE")

    page = log_in(factories.UserFactory(finance=True)).get("/nhiem-vu/")

    assert [line.row.office for line in page.context["board"].own] == ["FINANCE"]


def test_the_programme_is_offered_only_while_the_year_has_no_task(log_in, labour_office, plan):
    client = log_in(labour_office)
    before = text_of(client.get("/nhiem-vu/"))

    answer = client.post("/nhiem-vu/nam/2021/nap/", follow=True)

    assert "Nạp nhiệm vụ trọng tâm năm 2021" in before
    assert "Đã nạp 7 nhiệm vụ" in text_of(answer)
    assert "Nạp nhiệm vụ trọng tâm năm 2021" not in text_of(answer)


def test_a_year_without_a_plan_has_no_tasks(log_in, leader):
    assert "Năm 2019 chưa có kế hoạch" in text_of(log_in(leader).get("/nhiem-vu/?year=2019"))


def test_a_task_is_given_with_its_bearers(log_in, labour_office, plan, commune):
    log_in(labour_office).post(
        "/nhiem-vu/nam/2021/giao/",
        {
            "title": "Rà soát nhà ở",
            "due_on": "30/09/2021",
            "evidence": "NONE",
            "communes": [commune.pk],
            "offices": ["INFRASTRUCTURE"],
        },
    )

    given = Direction.objects.get()
    assert (given.title, given.due_on) == ("Rà soát nhà ở", dt.date(2021, 9, 30))
    assert given.bearers.count() == 2


def test_a_task_without_bearers_is_refused_beside_the_field(log_in, labour_office, plan):
    page = log_in(labour_office).post(
        "/nhiem-vu/nam/2021/giao/", {"title": "Rà soát nhà ở", "evidence": "NONE"}
    )

    assert page.context["form"].errors == {"communes": ["Hãy chọn nơi thực hiện."]}


def test_the_due_date_is_entered_on_the_form_of_the_task(log_in, labour_office, direction, commune):
    log_in(labour_office).post(
        f"/nhiem-vu/{direction.pk}/sua/",
        {
            "version": 1,
            "title": direction.title,
            "due_on": "31/12/2021",
            "evidence": "REASONS",
            "communes": [commune.pk],
        },
    )

    direction.refresh_from_db()
    assert (direction.due_on, direction.version) == (dt.date(2021, 12, 31), 2)


def test_a_stale_form_is_told_who_was_first(log_in, labour_office, direction, commune):
    direction.version = 5
    direction.save()

    page = log_in(labour_office).post(
        f"/nhiem-vu/{direction.pk}/sua/",
        {"version": 1, "title": "Khác", "evidence": "NONE", "communes": [commune.pk]},
    )

    assert "đã sửa bản ghi này" in text_of(page)


def test_a_task_is_taken_back_with_a_reason(log_in, labour_office, direction):
    log_in(labour_office).post(
        f"/nhiem-vu/{direction.pk}/bo/", {"version": 1, "reason": "Trùng nhiệm vụ khác"}
    )

    direction.refresh_from_db()
    assert direction.is_withdrawn


def test_a_bearer_gets_a_date_of_its_own(log_in, labour_office, bearer):
    log_in(labour_office).post(
        f"/nhiem-vu/noi-thuc-hien/{bearer.pk}/han/", {"version": 1, "due_on": "31/12/2021"}
    )

    bearer.refresh_from_db()
    assert bearer.due_on == dt.date(2021, 12, 31)


def sent(bearer, **said):
    return {
        "client_id": str(uuid.uuid4()),
        "bearer": bearer.pk,
        "state": "DONE",
        "words": "Đã khảo sát xong.",
        **said,
    }


def test_a_report_is_sent_and_stands_on_the_page_with_the_evidence(
    log_in, officer, direction, bearer, commune
):
    listed(commune)

    page = text_of(
        log_in(officer).post(f"/nhiem-vu/{direction.pk}/bao-cao/", sent(bearer), follow=True)
    )

    assert "Đã khảo sát xong." in page
    assert "Đã báo cáo hoàn thành, số liệu chưa đủ" in page
    assert "Đã phân tích nguyên nhân 0/1 hộ nghèo đầu năm" in page


PDF = b"%PDF-1.4 so lieu"


def test_a_file_goes_with_a_report_and_is_only_ever_saved(log_in, officer, direction, bearer):
    client = log_in(officer)
    file = SimpleUploadedFile("bien-ban.pdf", PDF)

    client.post(f"/nhiem-vu/{direction.pk}/bao-cao/", sent(bearer, attachments=[file]))

    kept = Attachment.objects.get()
    answer = client.get(f"/nhiem-vu/tep/{kept.pk}/")
    assert (kept.commune, answer.getvalue()) == (bearer.commune, PDF)
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_not_what_its_name_says_is_refused(log_in, officer, direction, bearer):
    file = SimpleUploadedFile("bien-ban.pdf", b"<script>")

    page = log_in(officer).post(
        f"/nhiem-vu/{direction.pk}/bao-cao/", sent(bearer, attachments=[file])
    )

    assert "attachments" in page.context["form"].errors
    assert not DirectionReport.objects.exists()


def test_nobody_reports_for_another_commune(log_in, officer, direction, bearer, other_commune):
    other = factories.DirectionBearerFactory(direction=direction, commune=other_commune)

    page = log_in(officer).post(f"/nhiem-vu/{direction.pk}/bao-cao/", sent(other))

    assert "bearer" in page.context["form"].errors
    assert not DirectionReport.objects.exists()


def test_a_commune_does_not_read_the_reports_of_another(log_in, officer, direction, other_commune):
    other = factories.DirectionBearerFactory(direction=direction, commune=other_commune)
    factories.DirectionReportFactory(bearer=other, words="Việc riêng của Ia Chia.")

    page = text_of(log_in(officer).get(f"/nhiem-vu/{direction.pk}/"))

    assert "Việc riêng của Ia Chia." not in page
    assert "Xã Ia Chia" not in page


def test_words_with_marks_are_shown_literally(log_in, officer, bearer):
    factories.DirectionReportFactory(bearer=bearer, words="<script>alert(1)</script>")

    page = text_of(log_in(officer).get(f"/nhiem-vu/{bearer.direction_id}/"))

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    "address", ["/nhiem-vu/xuat-excel/?year=2021", "/api/v1/directions/export/"]
)
def test_the_file_holds_communes_by_task_and_every_bearer(
    log_in, leader, direction, address, tmp_path
):
    factories.DirectionBearerFactory(direction=direction, commune=None, office="FINANCE")
    file = tmp_path / "nhiem-vu.xlsx"

    file.write_bytes(log_in(leader).get(address).getvalue())

    book = load_workbook(file)
    matrix = list(book["Theo xã"].values)
    details = list(book["Chi tiết"].values)
    assert matrix[6] == (1, "Xã Ia O", "Quá hạn 138 ngày", 0, 1)
    assert [row[2] for row in details[6:]] == ["Phòng Tài chính – Kế hoạch", "Xã Ia O"]


def test_the_pages_take_as_many_queries_for_all_communes(
    log_in, leader, plan, django_assert_max_num_queries
):
    load_programme_directions(plan_id=plan.pk, by=leader)
    client = log_in(leader)
    pk = plan.directions.first().pk

    with django_assert_max_num_queries(25):
        client.get("/nhiem-vu/")
    with django_assert_max_num_queries(15):
        client.get(f"/nhiem-vu/{pk}/")


def test_the_api_gives_lists_changes_and_withdraws(api_as, labour_office, plan, commune):
    api = api_as(labour_office)
    facts = {"title": "Rà soát nhà ở", "communes": [commune.pk]}

    given = api.post("/api/v1/directions/", {"year": 2021, **facts}, format="json")
    address = f"/api/v1/directions/{given.data['id']}/"
    changed = api.put(address, {"version": 1, **facts, "due_on": "2021-06-30"}, format="json")
    stale = api.put(address, {"version": 1, **facts}, format="json")
    shown = api.get("/api/v1/directions/?year=2021")
    gone = api.post(f"{address}withdraw/", {"version": 2, "reason": "Trùng"}, format="json")

    assert (given.status_code, changed.status_code, stale.status_code) == (201, 200, 409)
    assert shown.data[0]["bearers"][0]["standing"] == "OVERDUE"
    assert gone.data["is_withdrawn"] is True


def test_the_api_loads_the_programme_once(api_as, labour_office, plan):
    api = api_as(labour_office)

    first = api.post("/api/v1/directions/programme/", {"year": 2021}, format="json")
    again = api.post("/api/v1/directions/programme/", {"year": 2021}, format="json")

    assert len(first.data) == len(again.data) == 7


def test_the_api_reports_once_for_the_only_bearer(api_as, officer, direction):
    api = api_as(officer)
    said = {"client_id": str(uuid.uuid4()), "state": "IN_PROGRESS", "words": "Đang làm."}

    first = api.post(f"/api/v1/directions/{direction.pk}/reports/", said, format="json")
    again = api.post(f"/api/v1/directions/{direction.pk}/reports/", said, format="json")

    with_file = api.post(
        f"/api/v1/directions/{direction.pk}/reports/",
        {**said, "client_id": uuid.uuid4(), "attachments": [SimpleUploadedFile("a.pdf", PDF)]},
        format="multipart",
    )

    assert first.data["id"] == again.data["id"]
    assert with_file.data["attachments"][0]["name"] == "a.pdf"
    assert api.get(f"/api/v1/directions/{direction.pk}/").data["reports"][1]["words"] == "Đang làm."


def test_the_api_refuses_a_bearer_of_another_commune(api_as, officer, direction, other_commune):
    other = factories.DirectionBearerFactory(direction=direction, commune=other_commune)
    said = {
        "client_id": str(uuid.uuid4()),
        "bearer": other.pk,
        "state": "DONE",
        "words": "Xong.",
    }

    answer = api_as(officer).post(
        f"/api/v1/directions/{direction.pk}/reports/", said, format="json"
    )

    assert answer.status_code == 400
    assert "bearer" in answer.data


def test_the_api_sets_a_date_of_its_own(api_as, labour_office, bearer):
    answer = api_as(labour_office).put(
        f"/api/v1/direction-bearers/{bearer.pk}/due/",
        {"version": 1, "due_on": "2021-12-31"},
        format="json",
    )

    assert answer.data["bearers"][0]["due_on"] == "2021-12-31"


def test_the_table_of_communes_gives_the_verdict_of_the_progress_page(log_in, leader, plan):
    load_programme_directions(plan_id=plan.pk, by=leader)
    signs = signs_of(progress(plan, as_of=today(), reader=leader))

    page = log_in(leader).get("/nhiem-vu/")

    shown = {line.commune: line.sign for line in page.context["board"].communes}
    assert shown
    assert shown == {pk: signs[pk] for pk in shown}
    assert all(sign.word in text_of(page) for sign in shown.values())
