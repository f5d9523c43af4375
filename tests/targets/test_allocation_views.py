"""Pages and API of allocations: visibility, the grid, its check, the adoption, the annex."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from targets.models import Allocation, CommuneTarget
from tests import factories
from tests.targets.data import adopted_as_planned
from tests.targets.test_views import text_of


@pytest.fixture
def office(db):
    return factories.UserFactory()


@pytest.fixture
def draft(plan, commune, other_commune):
    return drawn_up(plan, commune, other_commune)


def drawn_up(plan, commune, other_commune, **state):
    allocation = factories.AllocationFactory(plan=plan, **state)
    for each, fall in ((commune, 3), (other_commune, 1)):
        factories.AllocationLineFactory(allocation=allocation, commune=each, fall=fall, em_fall=1)
    return allocation


def typed(draft, commune, other_commune, **cells):
    sent = {"version": draft.version, "name": draft.name, "rule": "BY_POOR"}
    for each, fall in ((commune, "3"), (other_commune, "1")):
        line = {"fall": fall, "em_fall": "1", "weight": "1", "least_fall": "", "least_em_fall": ""}
        sent |= {f"c{each.pk}_{name}": value for name, value in line.items()}
    return sent | {f"c{commune.pk}_{name}": value for name, value in cells.items()}


def address(name, draft):
    return reverse(f"targets:allocation_{name}", args=[draft.pk])


def test_a_draft_is_seen_by_those_who_share_out_only(log_in, office, draft):
    chair = factories.UserFactory(chair=True)

    assert log_in(office).get(address("detail", draft)).status_code == 200
    assert log_in(chair).get(address("detail", draft)).status_code == 404


def test_what_was_adopted_is_seen_by_everybody_and_drafts_beside_it_are_not(
    log_in, plan, draft, commune, other_commune
):
    given = adopted_as_planned(plan, name="Đã giao")
    client = log_in(factories.UserFactory(chair=True))

    page = text_of(client.get(reverse("targets:allocation_list", args=[2021])))

    assert "Đã giao" in page
    assert "45/QĐ-UBND" in page
    assert draft.name not in page
    assert "Đã giao" in text_of(client.get(address("detail", given)))


def test_the_drafts_stand_side_by_side_with_what_they_break(
    log_in, office, plan, draft, commune, other_commune
):
    adopted_as_planned(plan, name="Đã giao")
    draft.lines.filter(commune=commune).update(fall=2)

    page = text_of(log_in(office).get(reverse("targets:allocation_list", args=[2021])))

    assert "Chưa đáp ứng 1 ràng buộc" in page
    assert "ít hơn chỉ tiêu đang áp dụng" in page


@pytest.mark.parametrize("number", [1, 6])
def test_the_list_asks_as_often_for_many_as_for_one(
    log_in, office, plan, commune, other_commune, number, django_assert_max_num_queries
):
    for _ in range(number):
        drawn_up(plan, commune, other_commune)
    client = log_in(office)

    with django_assert_max_num_queries(10):
        client.get(reverse("targets:allocation_list", args=[2021]))


def test_a_draft_is_drawn_up_by_a_rule(log_in, office, plan):
    client = log_in(office)
    sent = {
        "client_id": "8a1f3c9e-6a55-4a6e-9a38-0d3f0f2f6c11",
        "name": "Bản của Phòng",
        "rule": "BY_POOR",
    }

    answers = [client.post(reverse("targets:allocation_create", args=[2021]), sent) for _ in "12"]

    draft = Allocation.objects.get()
    assert {answer.url for answer in answers} == {address("detail", draft)}
    assert sum(line.fall for line in draft.lines.all()) == 4


def test_the_grid_is_saved(log_in, office, draft, commune, other_commune):
    sent = typed(draft, commune, other_commune, fall="2", weight="1,5", least_fall="1")

    answer = log_in(office).post(address("save", draft), sent)

    line = draft.lines.get(commune=commune)
    assert answer.url == address("detail", draft)
    assert (line.fall, str(line.weight), line.least_fall) == (2, "1.50", 1)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"fall": "1.5"}, "Hãy nhập số nguyên"),
        ({"weight": "1,555"}, "nhiều nhất 2 chữ số sau dấu phẩy"),
        ({"weight": "101"}, "Số này không quá 100"),
        ({"fall": "0"}, "1 lớn hơn chỉ tiêu chung 0 hộ"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_saved(
    log_in, office, draft, commune, other_commune, cells, words
):
    page = log_in(office).post(
        address("save", draft), typed(draft, commune, other_commune, **cells)
    )

    assert words in text_of(page)
    assert Allocation.objects.get().version == 1


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({}, "Đáp ứng các ràng buộc"),
        ({"fall": "2"}, "Tổng chỉ tiêu giảm hộ nghèo của các xã là 3, thiếu 1 hộ"),
        ({"fall": "4"}, "chỉ tiêu 4 lớn hơn 3 hộ nghèo đầu kỳ"),
        ({"least_fall": "4"}, "mức sàn đã đặt là 4 hộ (đang giao 3)"),
        ({"em_fall": "0"}, "phần giảm ngoài DTTS là 3 hộ, nhiều hơn 1"),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_broken_rule_shows_before_anything_is_saved(
    log_in, office, draft, commune, other_commune, cells, words, headers
):
    sent = typed(draft, commune, other_commune, **cells)

    page = log_in(office).post(address("preview", draft), sent, headers=headers)

    assert words in text_of(page)
    assert draft.lines.get(commune=commune).fall == 3


def test_a_proposal_keeps_to_the_floors_just_typed(log_in, office, draft, commune, other_commune):
    sent = typed(draft, commune, other_commune, fall="0", em_fall="0")
    sent |= {f"c{commune.pk}_least_em_fall": "1", "overwrites": "true"}

    log_in(office).post(address("propose", draft), sent)

    line = draft.lines.get(commune=commune)
    assert (line.fall, line.em_fall, line.least_em_fall) == (3, 1, 1)


def test_a_proposal_that_is_impossible_is_explained_in_full(
    log_in, office, draft, commune, other_commune
):
    sent = typed(draft, commune, other_commune, least_fall="4")

    page = text_of(log_in(office).post(address("propose", draft), sent))

    assert "mức sàn 4 hộ nhiều hơn 3 hộ nghèo đầu kỳ: vượt 1 hộ" in page
    assert "Chưa có tổng nào đạt được" in page


def decided(draft, plan, **given):
    return {
        "version": draft.version,
        "plan_version": plan.version,
        "decision_number": "45/QĐ-UBND",
        "decided_on": "24/03/2021",
        **given,
    }


def test_a_draft_is_submitted_and_signed(log_in, office, leader, draft, plan):
    CommuneTarget.objects.update(fall=0, em_fall=0)

    log_in(office).post(address("submit", draft), {"version": draft.version})
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_by) == ("SUBMITTED", office)
    answer = log_in(leader).post(address("adopt", draft), decided(draft, plan))

    draft.refresh_from_db()
    assert answer.url == address("detail", draft)
    assert (draft.state, draft.number) == ("ADOPTED", 1)
    assert sum(row.fall for row in CommuneTarget.objects.all()) == 4


def test_a_hand_edit_that_breaks_a_rule_is_not_adopted_without_a_reason(
    log_in, office, leader, draft, plan, commune
):
    draft.lines.filter(commune=commune).update(fall=2)
    client = log_in(office)

    shown = text_of(client.get(address("submit", draft)))
    refused = client.post(address("submit", draft), {"version": 1})
    client.post(address("submit", draft), {"version": 1, "override_reason": "Xã xin giảm"})
    draft.refresh_from_db()
    client = log_in(leader)
    given = client.post(
        address("adopt", draft), decided(draft, plan, override_reason="Xã xin giảm")
    )

    assert "thiếu 1 hộ so với mục tiêu huyện 4" in shown
    assert refused.status_code == 200
    assert given.url == address("detail", draft)
    assert "Xã xin giảm" in text_of(client.get(address("detail", draft)))


def test_a_copy_and_a_draft_put_aside(log_in, office, draft):
    client = log_in(office)

    client.post(address("copy", draft), {"client_id": "8a1f3c9e-6a55-4a6e-9a38-0d3f0f2f6c12"})
    client.post(address("discard", draft), {"version": draft.version})

    states = dict(Allocation.objects.values_list("name", "state"))
    assert states == {draft.name: "DISCARDED", f"{draft.name} (bản sao)": "DRAFT"}


def test_the_annex_holds_numbers_totals_and_its_source(
    log_in, office, plan, commune, other_commune
):
    given = adopted_as_planned(plan, override_reason="Theo đề nghị của xã")

    answer = log_in(office).get(address("export", given))

    page = load_workbook(BytesIO(answer.getvalue()), data_only=True).active
    rows = [[cell for cell in row if cell is not None] for row in page.values]
    words = " ".join(str(cell) for row in rows for cell in row)
    total = next(row for row in rows if row and row[0] == "Toàn huyện")
    assert "giao-chi-tieu-ia-grai-2021-lan-1.xlsx" in answer["Content-Disposition"]
    assert "PHỤ LỤC CHỈ TIÊU GIẢM HỘ NGHÈO NĂM 2021 GIAO CHO CÁC XÃ, THỊ TRẤN" in words
    assert "Kèm theo Quyết định số 45/QĐ-UBND ngày 24 tháng 3 năm 2021 của Ủy ban" in words
    assert "CỘNG HÒA" not in words
    assert "Nơi nhận" not in words
    assert "lý do: Theo đề nghị của xã" in words
    assert total[1:7] == [20, 4, 3, 0.2, 4, 2]


def test_the_annex_of_a_draft_says_that_it_is_one(log_in, office, draft):
    answer = log_in(office).get(address("export", draft))

    cells = [
        cell
        for row in load_workbook(BytesIO(answer.getvalue()), data_only=True).active.values
        for cell in row
    ]
    assert "DỰ THẢO, chưa giao" in cells


def test_the_api_draws_up_saves_submits_and_adopts(
    api_as, office, leader, plan, commune, other_commune
):
    api = api_as(office)
    drawn = api.post(
        "/api/v1/year-plans/2021/allocations/",
        {
            "client_id": "8a1f3c9e-6a55-4a6e-9a38-0d3f0f2f6c13",
            "name": "Bản của Phòng",
            "rule": "EQUAL_POINTS",
        },
        format="json",
    )
    url = f"/api/v1/allocations/{drawn.json()['id']}/"
    saved = api.put(
        url,
        {
            "version": drawn.json()["version"],
            "lines": [{"commune": commune.pk, "fall": 2, "em_fall": 1}],
        },
        format="json",
    ).json()
    sent = {"version": saved["version"]}
    refused = api.post(f"{url}submit/", sent, format="json")
    reason = {"override_reason": "Xã xin"}
    submitted = api.post(f"{url}submit/", sent | reason, format="json").json()
    preview = api.get(f"{url}preview/").json()
    decision = {
        "version": submitted["version"],
        "plan_version": saved["plan_version"],
        "decision_number": "45/QĐ-UBND",
        "decided_on": "2021-03-24",
    }

    given = api_as(leader).post(f"{url}adopt/", decision, format="json")

    assert drawn.status_code == 201
    assert "thiếu 1 hộ" in saved["violations"][0]
    assert (refused.status_code, given.status_code) == (400, 200)
    assert [row["effect"] for row in preview["rows"]] == ["FIRST", "FIRST"]
    assert (given.json()["state"], given.json()["override_reason"]) == ("ADOPTED", "Xã xin")
    assert api.get("/api/v1/year-plans/2021/allocations/").json()[0]["number"] == 1


def test_the_api_copies_proposes_and_puts_aside(api_as, office, draft):
    api, url = api_as(office), f"/api/v1/allocations/{draft.pk}/"

    proposed = api.post(f"{url}propose/", {"version": 1, "rule": "BY_POOR"}, format="json")
    copied = api.post(
        f"{url}copy/",
        {"client_id": "8a1f3c9e-6a55-4a6e-9a38-0d3f0f2f6c14", "name": "Bản hai"},
        format="json",
    )
    gone = api.post(f"{url}discard/", {"version": proposed.json()["version"]}, format="json")

    assert proposed.json()["rule"] == "BY_POOR"
    assert (copied.status_code, copied.json()["name"]) == (201, "Bản hai")
    assert (gone.status_code, api.get(url).status_code) == (204, 404)


def test_a_stale_draft_is_not_saved_by_the_api(api_as, office, draft, commune):
    sent = {"version": 9, "lines": [{"commune": commune.pk, "fall": 2, "em_fall": 1}]}

    answer = api_as(office).put(f"/api/v1/allocations/{draft.pk}/", sent, format="json")

    assert answer.status_code == 409


def test_the_plan_says_by_which_decision_the_targets_were_given_and_why_they_depart(
    log_in, office, plan, commune, other_commune
):
    adopted_as_planned(plan, override_reason="Theo đề nghị của xã")

    page = text_of(log_in(office).get(f"{reverse('targets:plan')}?year=2021"))

    assert "Giao lần 1 theo 45/QĐ-UBND ngày 24/03/2021" in page
    assert "Giao khi chưa đáp ứng ràng buộc: Theo đề nghị của xã" in page
