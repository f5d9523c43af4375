"""One verdict on every page: what is recognised, what is pending, what is missing."""

import datetime as dt
from fractions import Fraction

import pytest

from households.models import Assessment
from targets.choices import Chance
from targets.queries.own_year import own_year
from targets.queries.progress import progress
from targets.rules.strata import Pending
from targets.words.forecast import headline
from targets.words.overview import overview
from targets.words.verdict import line_sign
from tests import factories
from tests.targets.data import TODAY, listed, live_in

SEPTEMBER = dt.date(2021, 9, 10)
POOR, NOT_POOR = "POOR", "NOT_POOR"


def pending(household, round_, status, *, standard, **form):
    """A submitted form that leads to a class under the standard of the goals."""
    made = factories.AssessmentFactory(
        household=household, round=round_, submitted=True, **{"surveyed_on": TODAY} | form
    )
    basis = "BY_INCOME" if status == POOR else ""
    factories.ResultFactory(assessment=made, standard=standard, status=status, basis=basis)
    return made


@pytest.fixture
def waiting(plan, commune, this_round):
    """Ia O: 6 poor, 2 exited, 1 stays; of the 3 others one form waits that exits, one that stays."""
    for _ in range(2):
        listed(commune, exited=True, moved_on=SEPTEMBER)
    listed(commune)
    records = [listed(commune, reviewed=False) for _ in range(3)]
    for record, status in zip(records, (NOT_POOR, POOR), strict=False):
        pending(record.household, this_round, status, standard=plan.standard)
    return records


def line_of(plan, commune):
    return next(
        row for row in progress(plan, as_of=TODAY).communes if row.pk == commune.pk
    ).everyone


def test_forms_that_wait_count_as_known(plan, commune, waiting):
    line = line_of(plan, commune)

    assert line.year_end.area.pending == Pending(reviewed=2, falls=1, other_falls=1)
    assert (line.flow.net_fall, line.year_end.area.net_fall, line.year_end.area.left) == (2, 3, 1)
    assert line.forecast.point == 3 + Fraction(3, 5)


def test_the_headline_adds_up_what_is_recognised_and_what_waits(plan, commune, waiting):
    line = line_of(plan, commune)

    words = headline(line.year_end, 4)

    assert words == (
        "Có nguy cơ không đạt (khoảng 55 %): 2 đã công nhận + 1 chờ duyệt = 3/4; "
        "cần thêm 1 trong 1 hộ chưa nộp phiếu"
    )


def test_a_new_poor_household_that_waits_lowers_the_fall(plan, commune, waiting, this_round):
    pending(live_in(commune), this_round, POOR, standard=plan.standard)

    line = line_of(plan, commune)

    assert (line.year_end.area.pending.gains, line.year_end.area.net_fall) == (1, 2)
    assert "2 đã công nhận + 0 chờ duyệt = 2/4" in headline(line.year_end, 4)


def test_of_two_forms_that_wait_the_later_survey_counts(plan, commune, waiting):
    other = factories.RoundFactory(year=2021, kind="IN_YEAR")
    earlier = TODAY - dt.timedelta(days=30)
    household = waiting[0].household
    pending(household, other, POOR, standard=plan.standard, surveyed_on=earlier)

    assert line_of(plan, commune).year_end.area.pending == Pending(
        reviewed=2, falls=1, other_falls=1
    )


def test_a_form_of_a_household_that_left_does_not_wait(plan, commune, waiting):
    waiting[0].household.state = "MOVED"
    waiting[0].household.left_on = TODAY
    waiting[0].household.save()

    assert line_of(plan, commune).year_end.area.pending.falls == 0


def test_drafts_and_returned_forms_are_not_known(plan, commune, waiting):
    Assessment.objects.filter(household=waiting[0].household).update(
        state="DRAFT", submitted_by=None, submitted_at=None
    )

    assert line_of(plan, commune).year_end.area.pending == Pending(reviewed=1)


def test_the_home_page_of_the_commune_reads_the_same(plan, commune, waiting):
    own = own_year(plan, commune.pk, as_of=TODAY).figures.everyone
    line = line_of(plan, commune)

    assert own.year_end.area.pending == line.year_end.area.pending
    assert own.forecast == line.forecast
    assert (own.chance, line_sign(own)) == (line.chance, line_sign(line))


def test_the_same_sentence_on_every_page(client, plan, commune, waiting, leader):
    client.force_login(leader)
    said = overview(progress(plan, as_of=TODAY)).answer

    pages = [
        "/",
        "/tien-do/",
        "/tien-do/du-bao/",
        "/bang-dieu-hanh/",
        "/dang-ky-thoat-ngheo/cac-xa/",
    ]
    shown = {address: said in client.get(address).content.decode() for address in pages}
    forecast = client.get("/api/v1/progress/forecast/").json()["total"]["all"]

    assert shown == dict.fromkeys(pages, True)
    assert forecast["answer"] == said
    assert client.get("/api/v1/progress/").json()["answer"] == said
    assert client.get("/api/v1/dashboard/").json()["answer"] == said


def test_page_and_api_give_the_same_numbers(client, plan, commune, waiting, leader):
    client.force_login(leader)

    rows = client.get("/api/v1/progress/forecast/").json()["communes"]
    lines = client.get("/api/v1/progress/").json()["communes"]

    ahead = next(row for row in rows if row["commune"] == commune.pk)["all"]
    now = next(row for row in lines if row["code"] == commune.code)
    for name in ("expected_fall", "low", "high", "chance", "not_submitted"):
        assert ahead[name] == now[name]
    assert ahead["pending"] == {"reviewed": 2, "net_fall": 1}
    assert now["pending_net_fall"] == 1


def test_the_assumption_that_fails_is_named_and_lowers_the_verdict(plan, commune):
    """20 of 24 exited, 3 are left; the year before 9 fell back."""
    before = [
        listed(commune, year=2020, relapsed=number < 9, reviewed=False) for number in range(23)
    ]
    before.append(listed(commune, year=2020, reviewed=False))
    for number, record in enumerate(before):
        changes = {"exited": True, "moved_on": SEPTEMBER} if number < 20 else {}
        form = factories.AssessmentFactory(household=record.household, approved=True)
        result = None if number > 20 else factories.ResultFactory(assessment=form)
        factories.PovertyRecordFactory(household=record.household, result=result, **changes)

    line = line_of(plan, commune)

    assert line.year_end.verdict(11) == Chance.MET
    assert line.year_end.verdict(15) == Chance.LIKELY
    assert headline(line.year_end, 15).endswith("nếu tái nghèo như năm 2020 thì chỉ 14, không đạt")


def test_too_few_results_are_no_basis(plan, commune):
    for _ in range(3):
        listed(commune, exited=True, moved_on=SEPTEMBER)
    for _ in range(9):
        listed(commune, reviewed=False)

    line = line_of(plan, commune)

    assert (line.forecast, line.chance, line.is_at_risk) == (None, Chance.NO_BASIS, True)
    assert headline(line.year_end, 3, days_left=29) == (
        "Chưa có căn cứ dự báo: mới có kết quả 3/12 hộ, còn 29 ngày"
    )
