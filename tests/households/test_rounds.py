import datetime as dt

import pytest
from django.urls import reverse

from common.errors import Conflict
from households.choices import RoundKind, RoundState
from households.models import Round
from households.services import rounds
from households.services.rounds import CannotChangeRound
from tests import factories
from tests.households.review_data import new_standard, start

YEAR_END = {"starts_on": dt.date(2021, 9, 1), "due_on": dt.date(2021, 12, 14)}


@pytest.fixture(autouse=True)
def _working_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def household(village):
    return factories.HouseholdFactory(village=village)


def create(*standards, by, **given):
    facts = {"year": 2021, "kind": RoundKind.YEAR_END, **YEAR_END, **given}
    return rounds.create_round(standards=standards, by=by, **facts)


def change(round_, *standards, by, **given):
    facts = {"version": round_.version, **YEAR_END, **given}
    return rounds.change_round(round_id=round_.pk, standards=standards, by=by, **facts)


def codes(round_):
    return [row.standard.code for row in round_.round_standards.all()]


def sent(standard, **given):
    return {
        "year": "2021",
        "kind": "YEAR_END",
        "starts_on": "01/09/2021",
        "due_on": "14/12/2021",
        "first_standard": standard.pk,
        **given,
    }


def test_a_round_keeps_the_order_of_its_standards(standard, labour_office):
    round_ = create(standard, new_standard(), by=labour_office)

    assert (round_.state, codes(round_)) == (RoundState.OPEN, ["VN-2016-2020", "VN-2022-2025"])


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"due_on": dt.date(2021, 8, 31)}, "due_on"),
        ({"due_on": dt.date(2022, 1, 1)}, "due_on"),
        ({"starts_on": dt.date(2020, 12, 31)}, "starts_on"),
    ],
)
def test_a_round_lies_within_its_year(standard, labour_office, given, field):
    with pytest.raises(CannotChangeRound) as refusal:
        create(standard, by=labour_office, **given)

    assert refusal.value.field == field


def test_a_standard_without_published_indicators_cannot_judge(labour_office):
    future = factories.StandardFactory(code="VN-2027-2030", name="Chuẩn nghèo 2027–2030")
    future.indicators.all().delete()

    with pytest.raises(CannotChangeRound, match="chưa có bộ chỉ số"):
        create(future, by=labour_office)


def test_a_round_has_one_or_two_different_standards(standard, labour_office):
    with pytest.raises(CannotChangeRound, match="ít nhất một"):
        create(by=labour_office)
    with pytest.raises(CannotChangeRound, match="khác nhau"):
        create(standard, standard, by=labour_office)


def test_a_year_has_one_round_of_a_kind(standard, labour_office):
    create(standard, by=labour_office)

    with pytest.raises(CannotChangeRound, match="đã có"):
        create(standard, by=labour_office)


def test_standards_change_only_while_there_is_no_form(standard, household, officer, labour_office):
    round_ = create(standard, by=labour_office)
    round_ = change(round_, standard, new_standard(), by=labour_office)
    assert codes(round_) == ["VN-2016-2020", "VN-2022-2025"]
    start(household, round_, officer)

    with pytest.raises(CannotChangeRound, match="đã có phiếu"):
        change(round_, standard, by=labour_office)


def test_dates_change_also_when_there_are_forms(standard, household, officer, labour_office):
    round_ = create(standard, by=labour_office)
    start(household, round_, officer)

    round_ = change(round_, standard, by=labour_office, due_on=dt.date(2021, 12, 31))

    assert round_.due_on == dt.date(2021, 12, 31)


def test_two_people_cannot_overwrite_each_other(standard, labour_office):
    round_ = create(standard, by=labour_office)
    change(round_, standard, by=labour_office, due_on=dt.date(2021, 12, 20))

    with pytest.raises(Conflict):
        change(round_, standard, by=labour_office, due_on=dt.date(2021, 12, 25), version=1)


# --- Pages ----------------------------------------------------------------------------------


def test_everyone_reads_the_rounds_with_their_work(
    this_round, household, officer, log_in, django_assert_max_num_queries
):
    start(household, this_round, officer)
    client = log_in(factories.UserFactory(leader=True))

    with django_assert_max_num_queries(10):
        page = client.get(reverse("households:round_list"))

    [shown] = page.context["rounds"]
    assert (shown.drafts, shown.submitted, shown.approved) == (1, 0, 0)
    assert "Mở đợt mới" not in page.content.decode()


def test_the_labour_office_opens_a_round(standard, labour_office, log_in):
    answer = log_in(labour_office).post(
        reverse("households:round_create"), sent(standard, second_standard=new_standard().pk)
    )

    assert answer.status_code == 302
    assert codes(Round.objects.get()) == ["VN-2016-2020", "VN-2022-2025"]


def test_a_refused_round_says_why_beside_the_field(standard, labour_office, log_in):
    page = log_in(labour_office).post(
        reverse("households:round_create"), sent(standard, due_on="01/02/2022")
    )

    assert "trong năm rà soát" in page.context["form"].errors["due_on"][0]


def test_the_labour_office_changes_a_round(this_round, standard, labour_office, log_in):
    address = reverse("households:round_edit", args=[this_round.pk])

    log_in(labour_office).post(address, sent(standard, due_on="31/12/2021", version=1))

    this_round.refresh_from_db()
    assert this_round.due_on == dt.date(2021, 12, 31)


def test_the_standards_are_there_to_be_read(standard, log_in):
    client = log_in(factories.UserFactory(administrator=True))

    listed = client.get(reverse("households:standard_list")).content.decode()
    page = client.get(reverse("households:standard_detail", args=[standard.pk])).content.decode()

    assert "Chuẩn nghèo 2016–2020" in listed
    assert "QĐ 59/2015/QĐ-TTg" in page
    assert "700.000 đ" in page


def test_points_that_are_not_published_are_said_to_be_so(log_in, labour_office):
    standard = factories.StandardFactory(code="VN-2027-2030", name="Chuẩn nghèo 2027–2030")
    standard.lines.update(score_low=None, score_high=None)
    standard.indicators.all().delete()

    page = log_in(labour_office).get(reverse("households:standard_detail", args=[standard.pk]))

    assert "chưa công bố" in page.content.decode()
