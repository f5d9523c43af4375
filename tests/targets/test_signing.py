"""Another allocation is shown, submitted, signed and withdrawn; answers are not lost silently."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from common.errors import Conflict
from targets.models import Allocation, CommuneTarget
from targets.pages.reminders import signature_reminders
from targets.queries.adoption import adoption_preview
from targets.queries.allocations import DraftLine, allocation_table
from targets.queries.answers import answers_by_commune
from targets.queries.direction_evidence import facts_by_commune
from targets.queries.waiting import current_plan, open_targets
from targets.services.allocations import Decision, adopt_allocation
from targets.services.answer_withdrawal import withdraw_answer
from targets.services.answers import accept_target, propose_adjustment, report_to_party
from targets.services.drafts import (
    CannotAllocate,
    WouldOverwrite,
    create_draft,
    fill_draft,
    restore_draft,
    save_draft,
)
from targets.services.signing import (
    return_allocation,
    submit_allocation,
    withdraw_allocation,
)
from tests import factories
from tests.targets.data import adopted_as_planned

AT = dt.datetime(2021, 3, 24, 2, tzinfo=dt.UTC)
LATER = dt.datetime(2021, 11, 15, 2, tzinfo=dt.UTC)
DAY = dt.date(2021, 4, 1)


@pytest.fixture
def given(plan):
    return adopted_as_planned(plan, decided_on=dt.date(2021, 3, 24), adopted_at=AT)


@pytest.fixture
def office(db):
    return factories.UserFactory()


def drafted(plan, office, figures):
    """Return a draft with figures by commune, the others as in force."""
    draft = create_draft(
        plan_id=plan.pk, name="Bản mới", client_id=uuid.uuid4(), by=office, at=LATER
    )
    lines = {key: DraftLine(fall=fall, em_fall=em) for key, (fall, em) in figures.items()}
    return save_draft(allocation_id=draft.pk, version=1, lines=lines, name="", by=office)


def submitted(draft, office, **given):
    said = {"change_reason": "Xã tách làng", "override_reason": "Theo hội nghị", **given}
    return submit_allocation(
        allocation_id=draft.pk, version=draft.version, by=office, at=LATER, **said
    )


def signed(draft, leader, number="60/QĐ-UBND"):
    draft.refresh_from_db()
    draft.plan.refresh_from_db()
    return adopt_allocation(
        allocation_id=draft.pk,
        version=draft.version,
        plan_version=draft.plan.version,
        decision=Decision(decision_number=number, decided_on=dt.date(2021, 11, 15)),
        by=leader,
        at=LATER,
    )


def accepts(given, commune):
    who = factories.UserFactory(chair=True, commune=commune)
    said = {"allocation_id": given.pk, "commune_id": commune.pk, "by": who, "at": AT, "on": DAY}
    report_to_party(client_id=uuid.uuid4(), reported_on=DAY, **said)
    return accept_target(client_id=uuid.uuid4(), **said)


def proposes(given, commune, fall, em_fall):
    return propose_adjustment(
        client_id=uuid.uuid4(),
        allocation_id=given.pk,
        commune_id=commune.pk,
        fall=fall,
        em_fall=em_fall,
        reason="Nhiều hộ già yếu",
        by=factories.UserFactory(chair=True, commune=commune),
        at=AT,
        on=DAY,
    )


def effects(draft):
    preview = adoption_preview(allocation_table(draft))
    return {each.row.commune_id: str(each.effect) for each in preview.rows}


def test_a_draft_is_signed_only_once_submitted(plan, given, office, leader, commune):
    draft = drafted(plan, office, {commune.pk: (2, 1)})

    with pytest.raises(CannotAllocate, match="chưa trình"):
        signed(draft, leader)
    submitted(draft, office)

    assert signed(draft, leader).change_reason == "Xã tách làng"


def test_a_change_needs_its_reason(plan, given, office, commune):
    draft = drafted(plan, office, {commune.pk: (2, 1)})

    with pytest.raises(CannotAllocate, match="lý do giao lại"):
        submitted(draft, office, change_reason="")


def test_a_submitted_draft_is_not_edited_until_it_is_returned(plan, given, office, commune):
    draft = submitted(drafted(plan, office, {commune.pk: (2, 1)}), office)

    with pytest.raises(CannotAllocate, match="không còn là dự thảo"):
        save_draft(allocation_id=draft.pk, version=draft.version, lines={}, name="x", by=office)
    back = return_allocation(allocation_id=draft.pk, version=draft.version, by=office)

    assert back.is_draft
    assert (
        save_draft(allocation_id=draft.pk, version=back.version, lines={}, name="x", by=office).name
        == "x"
    )


@pytest.mark.parametrize(
    ("figures", "effect"),
    [
        ((3, 1), "KEEPS_ANSWER"),
        ((2, 1), "KEEPS_ANSWER"),
        ((2, 0), "KEEPS_ANSWER"),
        ((3, 2), "ANSWERS_AGAIN"),
    ],
)
def test_figures_that_do_not_rise_keep_the_answer(
    plan, given, office, leader, commune, other_commune, figures, effect
):
    accepts(given, commune)
    draft = drafted(plan, office, {commune.pk: figures})
    assert effects(draft) == {commune.pk: effect, other_commune.pk: "NOT_ANSWERED"}
    submitted(draft, office)

    signed(draft, leader)

    standing = answers_by_commune(plan)[commune.pk]
    kept = effect == "KEEPS_ANSWER"
    assert (standing.answer is not None, standing.report is not None) == (kept, kept)


def test_a_kept_answer_says_to_which_figures_it_was(
    plan, given, office, leader, commune, log_in, chair
):
    accepts(given, commune)
    address = reverse("targets:answer_commune", args=[commune.pk])
    before = log_in(chair).get(address).content.decode()
    signed(submitted(drafted(plan, office, {commune.pk: (2, 1)}), office), leader)

    after = log_in(chair).get(address).content.decode()

    assert "vẫn tính là đã nhận" not in before
    assert "đã nhận chỉ tiêu giảm 3 hộ nghèo (DTTS 1); số giao nay không cao hơn" in after


def test_the_home_page_counts_answers_as_the_table_does(
    plan, given, office, leader, commune, other_commune
):
    accepts(given, commune)
    accepts(given, other_commune)
    submitted_one = drafted(plan, office, {commune.pk: (2, 1), other_commune.pk: (1, 0)})
    submitted(submitted_one, office)

    signed(submitted_one, leader)

    officer = factories.UserFactory(chair=True, commune=commune)
    assert not [each for each in open_targets(plan, officer) if not each.is_answered]


def test_a_pending_proposal_is_decided_before_its_figures_change(
    plan, given, office, commune, other_commune
):
    proposes(given, commune, 2, 1)
    draft = drafted(plan, office, {commune.pk: (2, 1)})

    assert effects(draft)[commune.pk] == "DECIDE_FIRST"
    with pytest.raises(CannotAllocate, match="đề nghị điều chỉnh chưa quyết định"):
        submitted(draft, office)


def test_a_pending_proposal_stays_where_its_figures_do(
    plan, given, office, leader, commune, other_commune
):
    proposes(given, commune, 2, 1)
    draft = drafted(plan, office, {other_commune.pk: (1, 0)})
    assert effects(draft)[commune.pk] == "STAYS_PENDING"
    submitted(draft, office)

    signed(draft, leader)

    assert answers_by_commune(plan)[commune.pk].is_pending


def test_a_proposal_made_after_the_submission_stops_the_signature(
    plan, given, office, leader, commune
):
    draft = submitted(drafted(plan, office, {commune.pk: (2, 1)}), office)
    proposes(given, commune, 2, 1)

    with pytest.raises(CannotAllocate, match="chưa quyết định"):
        signed(draft, leader)


@pytest.mark.parametrize(("day", "done"), [(dt.date(2021, 4, 30), True), (None, False)])
def test_a_task_is_judged_by_the_targets_of_its_date(
    plan, given, office, leader, commune, day, done
):
    accepts(given, commune)
    draft = submitted(drafted(plan, office, {commune.pk: (3, 2)}), office)
    signed(draft, leader)

    facts = facts_by_commune(plan, [("ANSWER", day), ("PARTY_REPORT", day)])

    assert [commune.pk in known for known, _ in facts.values()] == [done, done]


def test_what_was_signed_is_withdrawn_until_a_commune_answers(
    plan, given, office, leader, commune, other_commune
):
    draft = submitted(drafted(plan, office, {commune.pk: (2, 1)}), office)
    new = signed(draft, leader)
    answer = accepts_again(new, commune)
    with pytest.raises(CannotAllocate, match="không thu hồi được"):
        withdraw_allocation(allocation_id=new.pk, version=new.version, reason="Sai", by=leader)
    withdraw_answer(answer_id=answer.pk, by=answer.by, at=LATER, on=DAY)

    withdraw_allocation(allocation_id=new.pk, version=new.version, reason="Sai", by=leader)
    withdraw_allocation(allocation_id=new.pk, version=new.version, reason="Sai", by=leader)

    given.refresh_from_db()
    assert given.is_adopted
    assert Allocation.objects.get(pk=new.pk).state == "WITHDRAWN"
    assert CommuneTarget.objects.get(commune=commune).fall == 3


def accepts_again(allocation, commune):
    who = factories.UserFactory(chair=True, commune=commune)
    return accept_target(
        client_id=uuid.uuid4(),
        allocation_id=allocation.pk,
        commune_id=commune.pk,
        by=who,
        at=LATER,
        on=DAY,
    )


def test_the_first_allocation_withdrawn_leaves_no_targets(plan, given, leader):
    withdraw_allocation(allocation_id=given.pk, version=given.version, reason="Nhầm năm", by=leader)

    assert set(CommuneTarget.objects.values_list("fall", flat=True)) == {0}
    assert answers_by_commune(plan) == {}


def test_the_page_shows_old_and_new_and_who_answers_again(
    plan, given, office, commune, other_commune, log_in
):
    accepts(given, commune)
    draft = drafted(plan, office, {commune.pk: (3, 2)})

    page = log_in(office).get(reverse("targets:allocation_submit", args=[draft.pk]))

    text = page.content.decode()
    assert "1 xã phải trả lời lại" in text
    assert "1 xã phải báo cáo lại Đảng ủy" in text
    assert "Phải trả lời lại" in text


def test_no_reason_is_asked_while_a_proposal_must_be_decided_first(
    plan, given, office, commune, log_in
):
    proposes(given, commune, 2, 1)
    draft = drafted(plan, office, {commune.pk: (2, 1)})

    page = log_in(office).get(reverse("targets:allocation_submit", args=[draft.pk]))

    text = page.content.decode()
    assert "1 đề nghị chưa quyết định" in text
    assert "change_reason" not in text
    assert "Quay lại phương án" in text


def test_the_preview_takes_the_same_queries_for_more_communes(
    plan, given, office, commune, django_assert_num_queries
):
    table = allocation_table(drafted(plan, office, {commune.pk: (2, 1)}))

    with django_assert_num_queries(3):
        adoption_preview(table)


def test_the_leader_is_reminded_of_what_waits_for_a_signature(
    plan, given, office, leader, commune, this_round
):
    factories.GoalProposalFactory(plan=plan)
    draft = submitted(drafted(plan, office, {commune.pk: (2, 1)}), office)
    this_round.closing_proposed_by, this_round.closing_proposed_at = office, LATER
    this_round.save()

    current = current_plan(DAY)

    assert [each.url for each in signature_reminders(leader, current)] == [
        reverse("targets:allocation_adopt", args=[draft.pk]),
        reverse("households:round_close", args=[this_round.pk]),
        f"{reverse('targets:plan')}?year=2021",
    ]
    assert signature_reminders(office, current) == []


# --- Proposing again -------------------------------------------------------------------------


def test_a_proposal_asks_before_it_replaces_hand_figures_and_is_undone(
    plan, office, commune, other_commune
):
    draft = drafted(plan, office, {commune.pk: (1, 0), other_commune.pk: (1, 1)})
    with pytest.raises(WouldOverwrite) as refusal:
        fill_draft(allocation_id=draft.pk, version=draft.version, rule="BY_POOR", by=office)
    assert "kể cả số đã nhập tay" in refusal.value.message

    filled = fill_draft(
        allocation_id=draft.pk, version=draft.version, rule="BY_POOR", by=office, overwrites=True
    )
    assert draft.lines.get(commune=commune).fall == 3
    with pytest.raises(Conflict):
        restore_draft(allocation_id=draft.pk, version=draft.version, by=office)
    restored = restore_draft(allocation_id=draft.pk, version=filled.version, by=office)

    assert (draft.lines.get(commune=commune).fall, restored.rule) == (1, "BY_HAND")
    assert (
        restore_draft(allocation_id=draft.pk, version=restored.version, by=office).version
        == restored.version
    )


def test_figures_typed_but_not_saved_are_asked_about_too(plan, office, commune):
    draft = create_draft(
        plan_id=plan.pk, name="Bản mới", client_id=uuid.uuid4(), by=office, at=LATER
    )
    typed = {commune.pk: DraftLine(fall=1, em_fall=0)}

    with pytest.raises(WouldOverwrite):
        fill_draft(allocation_id=draft.pk, version=1, rule="BY_POOR", by=office, lines=typed)


def test_the_page_asks_and_the_api_refuses(plan, office, commune, log_in, api_as):
    draft = drafted(plan, office, {commune.pk: (1, 0)})
    api = api_as(office)
    url = f"/api/v1/allocations/{draft.pk}/propose/"
    sent = {"version": draft.version, "rule": "BY_POOR"}

    refused = api.post(url, sent, format="json")
    filled = api.post(url, {**sent, "overwrites": True}, format="json")

    assert (refused.status_code, filled.status_code) == (400, 200)
    assert filled.json()["may_restore"]
