"""The pages of the plan and its progress."""

import pytest
from django.urls import reverse

from targets.models import CommuneTarget, Goal, YearPlan
from tests import factories
from tests.targets.data import fill, listed

PROGRESS = "/tien-do/"


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


def text_of(response):
    return response.content.decode()


def test_the_progress_page_answers_first(log_in, leader, plan, commune):
    listed(commune, exited=True)
    listed(commune)

    page = log_in(leader).get(PROGRESS, {"year": 2021})

    assert page.status_code == 200
    assert "6 mục tiêu: 6 có nguy cơ không đạt" in text_of(page)
    assert "Số liệu đến ngày 15/11/2021" in text_of(page)


def test_the_page_says_when_numbers_do_not_agree(log_in, leader, plan, commune):
    listed(commune)

    page = text_of(log_in(leader).get(PROGRESS))

    assert "Số liệu chưa khớp" in page
    assert "Xã Ia O: danh sách đầu năm có 1 hộ nghèo, số liệu đầu kỳ là 3." in page


def test_the_page_says_when_they_do(log_in, leader, plan, commune, other_commune):
    CommuneTarget.objects.all().delete()
    Goal.objects.all().delete()
    YearPlan.objects.update(households=2, poor=2, em_households=2, em_poor=2)
    listed(commune)
    listed(other_commune, exited=True)

    page = text_of(log_in(leader).get(PROGRESS))

    assert "Số liệu khớp" in page
    assert "đúng ở toàn huyện và cả 2 xã, thị trấn" in page


def test_figures_are_links_for_those_who_may_open_the_list(log_in, labour_office, plan, commune):
    listed(commune, exited=True)

    page = text_of(log_in(labour_office).get(PROGRESS))

    link = (
        f"{reverse('households:record_list')}?year=2021&amp;standard=VN-2016-2020&amp;figure=exits"
    )
    assert link in page


def test_a_leader_is_shown_no_link_to_households(log_in, leader, plan, commune):
    listed(commune, exited=True)

    assert reverse("households:record_list") not in text_of(log_in(leader).get(PROGRESS))


def test_the_minority_table_is_one_click_away(log_in, leader, plan):
    page = log_in(leader).get(PROGRESS, {"year": 2021, "minority": "true", "order": "-remaining"})

    assert page.context["table"].tabs[1].is_current
    assert 'aria-sort="descending"' in text_of(page)


@pytest.mark.parametrize(
    "asked", [{"commune": "999999"}, {"minority": "x"}, {"order": "__class__"}, {"commune": "a'b"}]
)
def test_an_address_that_makes_no_sense_is_refused(log_in, leader, plan, asked):
    page = log_in(leader).get(PROGRESS, asked)

    assert page.status_code == 400
    assert f"{next(iter(asked))}: " in text_of(page)


@pytest.mark.parametrize("year", ["abc", "20211", "-1", "２０２１"])
def test_a_year_that_is_none_is_refused(log_in, leader, plan, year):
    assert log_in(leader).get(PROGRESS, {"year": year}).status_code == 400


def test_a_year_without_a_plan_offers_to_open_it(log_in, labour_office, plan):
    page = text_of(log_in(labour_office).get(PROGRESS, {"year": 2030}))

    assert "Năm 2030 chưa có kế hoạch" in page
    assert reverse("targets:plan_create") in page


def test_people_who_may_not_open_a_year_are_told_who_does(log_in, leader):
    page = text_of(log_in(leader).get(reverse("targets:plan")))

    assert "Phòng Lao động – Thương binh và Xã hội lập kế hoạch năm" in page
    assert reverse("targets:plan_create") not in page


def test_the_page_takes_as_many_queries_for_many_households(
    log_in, labour_office, plan, commune, django_assert_max_num_queries
):
    client = log_in(labour_office)
    fill(commune, listed_households=3, others=3)

    with django_assert_max_num_queries(13):
        client.get(PROGRESS)


def test_the_plan_page_shows_figures_goals_and_history(log_in, leader, plan):
    page = text_of(log_in(leader).get(reverse("targets:plan"), {"year": 2021}))

    assert "Báo Gia Lai 18/10/2021" in page
    assert "20,00 %" in page
    assert reverse("targets:goals_edit", args=[2021]) in page
    assert reverse("targets:baseline_edit", args=[2021]) not in page


def test_a_year_is_opened_on_the_page(log_in, labour_office, standard):
    sent = {
        "year": "2021",
        "standard": standard.pk,
        "households": "27.771",
        "poor": "897",
        "em_households": "11.840",
        "em_poor": "693",
        "source": "Quyết định 12/QĐ-UBND",
    }

    answer = log_in(labour_office).post(reverse("targets:plan_create"), sent)

    assert answer.url == reverse("targets:baseline_edit", args=[2021])
    assert YearPlan.objects.get(year=2021).households == 27_771


def test_figures_that_can_be_read_two_ways_are_asked_again(log_in, labour_office, standard):
    sent = {"year": "2021", "standard": standard.pk, "households": "27,771", "poor": "897"}

    page = log_in(labour_office).post(reverse("targets:plan_create"), sent)

    assert "Hãy nhập số nguyên, ví dụ 27.771." in text_of(page)
    assert not YearPlan.objects.exists()


def baseline_sent(plan, commune, other_commune, **wanted):
    return {
        "version": plan.version,
        "source": "Nguồn mới",
        "households": "20",
        "poor": "4",
        "em_households": "8",
        "em_poor": "3",
        f"c{commune.pk}_households": "8",
        f"c{commune.pk}_poor": "3",
        f"c{commune.pk}_em_households": "5",
        f"c{commune.pk}_em_poor": "2",
        f"c{other_commune.pk}_households": "12",
        f"c{other_commune.pk}_poor": "1",
        f"c{other_commune.pk}_em_households": "3",
        f"c{other_commune.pk}_em_poor": "1",
    } | wanted


def test_the_baseline_is_saved_for_all_communes(
    log_in, labour_office, plan, commune, other_commune
):
    url = reverse("targets:baseline_edit", args=[2021])

    answer = log_in(labour_office).post(url, baseline_sent(plan, commune, other_commune))

    assert answer.url == "/ke-hoach/?year=2021"
    assert YearPlan.objects.get().baseline_source == "Nguồn mới"


def test_a_sum_that_is_out_is_said_and_what_was_typed_stays(
    log_in, labour_office, plan, commune, other_commune
):
    sent = baseline_sent(plan, commune, other_commune, poor="5")

    page = log_in(labour_office).post(reverse("targets:baseline_edit", args=[2021]), sent)

    assert "các xã cộng lại 4, ít hơn toàn huyện (5) 1 hộ" in text_of(page)
    assert 'name="poor" class="form-control num" value="5"' in text_of(page)


def test_a_plan_changed_meanwhile_is_said(log_in, labour_office, plan, commune, other_commune):
    sent = baseline_sent(plan, commune, other_commune, version=0)

    page = log_in(labour_office).post(reverse("targets:baseline_edit", args=[2021]), sent)

    assert "đã sửa bản ghi này sau khi bạn mở" in text_of(page)


def test_a_new_years_baseline_is_proposed_from_the_last_closing(
    log_in, labour_office, commune, standard
):
    factories.YearPlanFactory(year=2022, standard=standard)
    listed(commune, kinh=True)

    page = log_in(labour_office).get(reverse("targets:baseline_edit", args=[2022]))

    cells = page.context["form"].grid[0].cells
    assert [cell.value() for cell in cells] == ["1", "1", "0", "0"]


def goals_sent(plan, **wanted):
    return {
        "version": plan.version,
        "poor_rate": "0,00",
        "poor_rate_fall": "20,00",
        "poor_fall": "4",
        "em_poor_rate_fall": "25,00 %",
        "em_poor_fall": "2",
        "above_average_fall": "1,2",
        "relapse": "",
        "decision_number": "45/KH-UBND",
        "decided_on": "24/03/2021",
        "goal-TOTAL_FORMS": "1",
        "goal-INITIAL_FORMS": "0",
        "goal-0-group": "EVERYWHERE",
    } | wanted


def test_goals_are_typed_in_per_cent(log_in, leader, plan):
    answer = log_in(leader).post(reverse("targets:goals_edit", args=[2021]), goals_sent(plan))

    assert answer.url == "/ke-hoach/?year=2021"
    assert str(Goal.objects.get(code="em_poor_rate_fall").value) == "0.250000"
    assert YearPlan.objects.get().decided_on.isoformat() == "2021-03-24"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"poor_rate": "2.33"}, "Hãy viết tỷ lệ bằng dấu phẩy"),
        ({"poor_fall": "5"}, "không được quá 4 hộ"),
        ({"poor_fall": "1,5"}, "Hãy nhập số nguyên"),
    ],
)
def test_a_goal_that_makes_no_sense_is_said_beside_its_field(log_in, leader, plan, wrong, words):
    sent = goals_sent(plan, **wrong)

    page = log_in(leader).post(reverse("targets:goals_edit", args=[2021]), sent)

    assert words in text_of(page)
    assert YearPlan.objects.get().version == 1


def test_a_plan_that_is_not_there_is_not_found(log_in, labour_office):
    client = log_in(labour_office)

    assert client.get(reverse("targets:baseline_edit", args=[2021])).status_code == 404
    assert client.get(f"/ke-hoach/{10**30}/muc-tieu/").status_code == 404
