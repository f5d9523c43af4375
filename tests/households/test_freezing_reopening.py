"""A closed round is opened again for one commune, with a reason, until a moment."""

import datetime as dt

import pytest

from common.clock import now
from common.errors import Refused
from households.models import Assessment, FrozenRecord, RoundReopening, Snapshot
from households.queries.freezing import current_lines
from households.queries.rounds import is_open_for
from households.services.opening import open_year
from households.services.reopening import CannotReopen, relock_run_out
from tests import factories
from tests.households.freezing_data import DAY, close, listed, relock, reopen, review_again
from tests.households.review_data import start


@pytest.fixture
def administrator(db):
    return factories.UserFactory(administrator=True)


@pytest.fixture
def household(commune, standard):
    return listed(commune, standard)


@pytest.fixture
def closed(household, other_commune, standard, this_round, labour_office):
    listed(other_commune, standard)
    return close(this_round, labour_office)


def later(days):
    return now() + days * DAY


def counting(round_):
    """Return the lines that count, by commune name, as class."""
    snapshots = round_.snapshots.order_by("edition")
    lines = FrozenRecord.objects.filter(current_lines(snapshots)).order_by("commune_name")
    return [(line.commune_name, line.status) for line in lines]


def test_only_the_commune_asked_for_is_open_again(closed, commune, other_commune, administrator):
    opened = reopen(closed, commune, administrator)

    assert is_open_for(closed, commune.pk, now())
    assert not is_open_for(closed, other_commune.pk, now())
    assert opened.closes_at - opened.opened_at == dt.timedelta(days=7)
    closed.refresh_from_db()
    assert not closed.is_open


def test_it_locks_itself_without_anything_running(closed, commune, administrator):
    opened = reopen(closed, commune, administrator, closes_at=later(2))

    assert is_open_for(closed, commune.pk, opened.closes_at - dt.timedelta(seconds=1))
    assert not is_open_for(closed, commune.pk, opened.closes_at)
    assert opened.relocked_at is None


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"reason": ""}, "reason", "ghi lý do"),
        ({"closes_at": now() - DAY}, "closes_at", "sau lúc này"),
        ({"closes_at": now() + 31 * DAY}, "closes_at", "nhiều nhất 30 ngày"),
    ],
)
def test_a_reopening_has_a_reason_and_an_end(closed, commune, administrator, given, field, words):
    with pytest.raises(CannotReopen, match=words) as refusal:
        reopen(closed, commune, administrator, **given)

    assert refusal.value.field == field


def test_an_open_round_is_not_opened_again(this_round, commune, administrator):
    with pytest.raises(CannotReopen, match="đang mở"):
        reopen(this_round, commune, administrator)


def test_a_round_stays_closed_once_the_next_year_is_open(
    closed, household, other_commune, commune, standard, administrator
):
    open_year(year=2022, standard=standard, by=None)

    with pytest.raises(CannotReopen, match="Năm 2022 đã mở"):
        reopen(closed, commune, administrator)


def test_the_next_year_waits_until_every_commune_is_locked_again(
    closed, commune, standard, administrator
):
    opened = reopen(closed, commune, administrator)
    with pytest.raises(Refused, match="đang mở lại cho xã Ia O"):
        open_year(year=2022, standard=standard, by=None)

    relock(opened, administrator)

    assert open_year(year=2022, standard=standard, by=None) == 2


def test_asking_twice_for_the_same_reason_is_asking_once(closed, commune, administrator):
    first = reopen(closed, commune, administrator)

    assert reopen(closed, commune, administrator) == first
    with pytest.raises(CannotReopen, match="đang được mở lại"):
        reopen(closed, commune, administrator, reason="Việc khác")


def test_what_changes_meanwhile_becomes_a_new_edition_and_the_former_one_stays(
    closed, commune, household, officer, chair, administrator, labour_office
):
    opened = reopen(closed, commune, administrator)
    review_again(household, closed, officer, chair, points=160, at=now())

    relock(opened, labour_office)

    assert counting(closed) == [("Xã Ia Chia", "POOR"), ("Xã Ia O", "NOT_POOR")]
    editions = Snapshot.objects.order_by("edition").values_list("edition", "commune", "frozen_by")
    assert list(editions) == [
        (1, None, labour_office.pk),
        (2, commune.pk, labour_office.pk),
    ]
    first = FrozenRecord.objects.get(snapshot__edition=1, household=household)
    assert first.status == "POOR"


def test_a_commune_with_forms_in_progress_is_not_locked_early(
    closed, commune, household, officer, administrator
):
    opened = reopen(closed, commune, administrator)
    start(household, closed, officer, at=now())

    with pytest.raises(CannotReopen, match=f"còn 1 phiếu chưa duyệt \\({household.code}\\)"):
        relock(opened, administrator)


def test_forms_at_work_wait_when_the_time_has_run_out(
    closed, commune, household, officer, administrator
):
    opened = reopen(closed, commune, administrator)
    form = start(household, closed, officer, at=now())

    done = relock_run_out(at=opened.closes_at)

    opened.refresh_from_db()
    assert (done, opened.relocked_at, opened.relocked_by) == (1, opened.closes_at, None)
    assert Assessment.objects.get() == form
    assert Snapshot.objects.get(edition=2).frozen_by is None


def test_nothing_is_frozen_before_the_time_has_run_out(closed, commune, administrator):
    reopen(closed, commune, administrator)

    assert relock_run_out(at=now()) == 0
    assert Snapshot.objects.count() == 1


def test_locking_again_twice_is_locking_once(closed, commune, administrator):
    opened = reopen(closed, commune, administrator)
    first = relock(opened, administrator)

    assert relock(opened, administrator).relocked_at == first.relocked_at
    assert Snapshot.objects.count() == 2


def test_a_commune_can_be_opened_again_after_its_time_ran_out(closed, commune, administrator):
    first = reopen(closed, commune, administrator, at=now() - 8 * DAY)

    second = reopen(closed, commune, administrator, reason="Vẫn còn sót")

    first.refresh_from_db()
    assert first.relocked_at == first.closes_at
    assert RoundReopening.objects.in_force(now()).get() == second
    assert Snapshot.objects.filter(commune=commune).count() == 1


def test_a_reopening_is_told_in_the_rounds_history(closed, commune, administrator):
    opened = reopen(closed, commune, administrator)

    last = opened.history.get()
    assert (last.history_user, last.history_change_reason) == (administrator, "Sót hai hộ")
