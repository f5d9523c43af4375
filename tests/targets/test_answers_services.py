"""What a commune says to its target, and the refusals."""

import datetime as dt
import uuid

import pytest

from common.errors import Conflict
from common.uploads import Upload
from targets.models import AllocationAnswer, Attachment, PartyReport
from targets.queries.answers import answers_by_commune
from targets.services.answer_withdrawal import withdraw_answer
from targets.services.answers import (
    CannotAnswer,
    accept_target,
    propose_adjustment,
    report_to_party,
)
from tests import factories
from tests.targets.answers_data import give
from tests.targets.data import adopted_as_planned

pytestmark = pytest.mark.django_db

ON = dt.date(2021, 4, 5)
AT = dt.datetime(2021, 4, 5, 9, tzinfo=dt.UTC)
LATE = dt.date(2022, 1, 3)


@pytest.fixture
def line(commune):
    return give(commune)


def ask(line, by, **given):
    return {
        "client_id": uuid.uuid4(),
        "allocation_id": line.allocation_id,
        "commune_id": line.commune_id,
        "by": by,
        "at": AT,
        "on": ON,
        **given,
    }


def report(line, by, **given):
    return report_to_party(**ask(line, by, **{"reported_on": dt.date(2021, 3, 30), **given}))


def propose(line, by, **given):
    said = {"fall": 12, "em_fall": 10, "reason": "Nhiều hộ không có lao động.", **given}
    return propose_adjustment(**ask(line, by, **said))


# --- Reported to the Party committee -------------------------------------------------------------


def test_a_report_keeps_the_figures_of_the_day(line, officer):
    made = report(line, officer, document_number="12/BC-UBND")

    assert (made.fall, made.em_fall) == (14, 11)
    assert (made.by, made.role, made.at) == (officer, "COMMUNE_OFFICER", AT)
    assert made.history.get().history_user == officer


def test_a_later_report_is_a_new_row_and_counts(line, officer):
    report(line, officer)
    report(line, officer, reported_on=dt.date(2021, 4, 2), at=AT + dt.timedelta(hours=1))

    standing = answers_by_commune(line.allocation.plan)[line.commune_id]
    assert PartyReport.objects.count() == 2
    assert standing.reported_on == dt.date(2021, 4, 2)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2021, 3, 23), "trước ngày giao chỉ tiêu"),
        (dt.date(2021, 4, 6), "tương lai"),
    ],
)
def test_a_report_before_the_decision_or_in_the_future_is_refused(line, officer, day, words):
    with pytest.raises(CannotAnswer, match=words):
        report(line, officer, reported_on=day)

    assert not PartyReport.objects.exists()


def test_nothing_is_reported_while_no_allocation_is_adopted(commune, officer):
    draft = factories.AllocationLineFactory(commune=commune)

    with pytest.raises(CannotAnswer, match="chưa giao chỉ tiêu"):
        report(draft, officer)


def test_the_same_report_sent_twice_is_one(line, officer):
    key = uuid.uuid4()
    first = report(line, officer, client_id=key)

    assert report(line, officer, client_id=key) == first
    assert PartyReport.objects.count() == 1


def test_a_key_used_for_something_else_is_refused(line, officer):
    key = uuid.uuid4()
    report(line, officer, client_id=key)

    with pytest.raises(CannotAnswer, match="đã dùng"):
        report(line, officer, client_id=key, note="Khác")


# --- Answered ------------------------------------------------------------------------------------


def test_a_target_is_taken_as_given(line, chair):
    made = accept_target(**ask(line, chair))

    assert (made.kind, made.given_fall, made.fall, made.em_fall) == ("ACCEPT", 14, 14, 11)
    assert (made.role, made.answered_on) == ("COMMUNE_CHAIR", ON)


def test_taken_after_the_deadline_it_is_late(line, chair):
    accept_target(**ask(line, chair, on=LATE))

    assert answers_by_commune(line.allocation.plan)[line.commune_id].is_late


def test_a_proposal_keeps_its_reason_and_files(line, officer):
    file = Upload(name="Danh sách.pdf", content_type="application/pdf", content=b"%PDF-1.4")

    made = propose(line, officer, attachments=[file])

    kept = Attachment.objects.get(answer=made)
    assert (made.fall, made.em_fall, made.given_fall) == (12, 10, 14)
    assert (kept.name, kept.size, bytes(kept.content)) == ("Danh sách.pdf", 8, b"%PDF-1.4")
    assert (kept.commune_id, kept.added_by) == (line.commune_id, officer)


def test_a_proposal_after_the_deadline_is_refused_with_the_day(line, officer):
    with pytest.raises(CannotAnswer, match="31/12/2021"):
        propose(line, officer, on=LATE)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"fall": 51}, "từ 0 đến 50"),
        ({"fall": -1}, "từ 0 đến 50"),
        ({"fall": 45, "em_fall": 41}, "từ 0 đến 40"),
        ({"fall": 12, "em_fall": 13}, "không được lớn hơn"),
        ({"fall": 14, "em_fall": 11}, "giống chỉ tiêu đã giao"),
        ({"reason": ""}, "lý do"),
    ],
)
def test_a_proposal_out_of_bounds_is_refused(line, officer, asked, words):
    with pytest.raises(CannotAnswer, match=words):
        propose(line, officer, **asked)

    assert not AllocationAnswer.objects.exists()


def test_the_second_of_two_officers_is_told_who_answered(line, officer, chair):
    accept_target(**ask(line, chair))

    with pytest.raises(Conflict, match=chair.full_name):
        propose(line, officer)


def test_the_same_answer_sent_twice_is_one(line, officer):
    key = uuid.uuid4()
    first = propose(line, officer, client_id=key)

    assert propose(line, officer, client_id=key) == first
    assert AllocationAnswer.objects.count() == 1


def test_an_answer_to_a_replaced_allocation_is_a_conflict(line, officer):
    former = line.allocation
    former.state = "REPLACED"
    former.save()
    adopted_as_planned(former.plan, number=2, decision_number="78/QĐ-UBND")

    with pytest.raises(Conflict, match="78/QĐ-UBND"):
        accept_target(**ask(line, officer))


# --- Taken back ----------------------------------------------------------------------------------


def test_after_a_withdrawal_the_commune_answers_anew(line, officer):
    made = withdraw_answer(answer_id=propose(line, officer).pk, by=officer, at=AT, on=ON)

    accept_target(**ask(line, officer))

    standing = answers_by_commune(line.allocation.plan)[line.commune_id]
    assert (made.withdrawn_by, made.withdrawn_on) == (officer, ON)
    assert standing.kind == "ACCEPT"


def test_withdrawn_twice_by_one_person_it_stays_as_it_was(line, officer):
    made = propose(line, officer)
    first = withdraw_answer(answer_id=made.pk, by=officer, at=AT, on=ON)

    again = withdraw_answer(answer_id=made.pk, by=officer, at=AT + dt.timedelta(hours=1), on=ON)

    assert again.withdrawn_at == first.withdrawn_at


def test_the_loser_of_two_withdrawals_is_told_who_was_first(line, officer, chair):
    made = propose(line, officer)
    withdraw_answer(answer_id=made.pk, by=chair, at=AT, on=ON)

    with pytest.raises(Conflict, match=chair.full_name):
        withdraw_answer(answer_id=made.pk, by=officer, at=AT, on=ON)


def test_a_decided_proposal_is_not_withdrawn(line, officer, labour_office):
    made = propose(line, officer)
    factories.AdjustmentDecisionFactory(answer=made, by=labour_office)

    with pytest.raises(Conflict, match=labour_office.full_name):
        withdraw_answer(answer_id=made.pk, by=officer, at=AT, on=ON)
