"""Drafts of an allocation and their adoption: what is written, refused and kept."""

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest

from common.errors import Conflict
from targets.models import Allocation, CommuneTarget, Goal, YearPlan
from targets.queries.allocations import DraftLine, adopted_allocation
from targets.services.allocations import (
    Decision,
    NeedsReason,
    adopt_allocation,
    adopt_changes,
    adopt_figures,
)
from targets.services.drafts import (
    CannotAllocate,
    CannotSplit,
    copy_draft,
    create_draft,
    discard_draft,
    fill_draft,
    save_draft,
)
from targets.services.signing import submit_allocation
from tests import factories

AT = dt.datetime(2021, 3, 24, 2, tzinfo=dt.UTC)
DAY = dt.date(2021, 3, 24)


@pytest.fixture
def office(db):
    return factories.UserFactory()


@pytest.fixture
def draft(plan, office):
    return begun(plan, office)


def begun(plan, office, name="Phương án 1", client_id=None):
    return create_draft(
        plan_id=plan.pk, name=name, client_id=client_id or uuid4(), by=office, at=AT
    )


def saved(draft, office, lines, version=1, name=""):
    typed = {
        commune.pk: DraftLine(fall=fall, em_fall=em_fall)
        for commune, (fall, em_fall) in lines.items()
    }
    return save_draft(allocation_id=draft.pk, version=version, lines=typed, name=name, by=office)


def adopted(draft, office, *, version=1, plan_version=1, **given):
    decision = {
        "decision_number": "45/QĐ-UBND",
        "decided_on": DAY,
        "answers_due_on": None,
        "override_reason": "",
        **given,
    }
    submitted = submit_allocation(
        allocation_id=draft.pk,
        version=version,
        change_reason="Xã Ia O có làng mới",
        override_reason=decision["override_reason"],
        by=office,
        at=AT,
    )
    return adopt_allocation(
        allocation_id=draft.pk,
        version=submitted.version,
        plan_version=plan_version,
        by=office,
        at=AT,
        decision=Decision(**decision),
    )


def changed(plan, changes, office, *, plan_version=2, reason=""):
    return adopt_changes(
        plan_id=plan.pk,
        plan_version=plan_version,
        changes={commune.pk: figures for commune, figures in changes.items()},
        decision=Decision(decision_number="52/QĐ-UBND", decided_on=DAY, override_reason=reason),
        name="Điều chỉnh lần 1",
        by=office,
        at=AT,
    )


def figures_of(allocation):
    return {line.commune_id: (line.fall, line.em_fall) for line in allocation.lines.all()}


def targets():
    return {row.commune_id: (row.fall, row.em_fall) for row in CommuneTarget.objects.all()}


def test_a_draft_begins_from_the_targets_of_today(draft, commune, other_commune, office):
    assert figures_of(draft) == {commune.pk: (3, 1), other_commune.pk: (1, 1)}
    assert (draft.state, draft.history.latest().history_user) == ("DRAFT", office)


def test_a_draft_sent_twice_is_made_once(plan, office):
    client_id = uuid4()

    first, second = (begun(plan, office, client_id=client_id) for _ in range(2))

    assert first == second
    assert Allocation.objects.count() == 1


def test_without_the_communes_figures_there_is_nothing_to_share(plan, office):
    CommuneTarget.objects.all().delete()

    with pytest.raises(CannotAllocate, match="Hãy nhập số liệu đầu kỳ"):
        begun(plan, office)


def test_a_draft_is_filled_by_a_rule_and_keeps_to_its_weights(draft, commune, other_commune):
    draft.lines.filter(commune=commune).update(weight=0)

    filled = fill_draft(allocation_id=draft.pk, version=1, rule="BY_POOR", by=None)

    assert figures_of(filled) == {commune.pk: (3, 1), other_commune.pk: (1, 1)}
    assert (filled.rule, filled.version) == ("BY_POOR", 2)


def test_filling_again_changes_nothing(draft):
    fill_draft(allocation_id=draft.pk, version=1, rule="BY_POOR", by=None)

    again = fill_draft(allocation_id=draft.pk, version=1, rule="BY_POOR", by=None)

    assert again.version == 2


def test_a_split_that_is_impossible_is_explained_and_nothing_written(draft, plan, commune):
    draft.lines.filter(commune=commune).update(least_fall=4)

    with pytest.raises(CannotSplit) as refusal:
        fill_draft(allocation_id=draft.pk, version=1, rule="BY_POOR", by=None)

    assert "mức sàn 4 hộ nhiều hơn 3 hộ nghèo đầu kỳ: vượt 1 hộ" in refusal.value.sentences[0]
    assert Allocation.objects.get().version == 1


def test_without_goals_there_is_nothing_to_propose(draft):
    Goal.objects.update(value=None)

    with pytest.raises(CannotAllocate, match="Hãy đặt mục tiêu số hộ nghèo giảm"):
        fill_draft(allocation_id=draft.pk, version=1, rule="BY_POOR", by=None)


def test_a_draft_may_break_rules_and_is_then_by_hand(draft, commune, office):
    fill_draft(allocation_id=draft.pk, version=1, rule="BY_POOR", by=None)

    kept = saved(draft, office, {commune: (0, 0)}, version=2, name="Bản của Phòng")

    assert figures_of(kept)[commune.pk] == (0, 0)
    assert (kept.rule, kept.name, kept.version) == ("BY_HAND", "Bản của Phòng", 3)
    assert kept.lines.get(commune=commune).history.latest().history_user == office


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (DraftLine(fall=1, em_fall=2), "DTTS 2 lớn hơn chỉ tiêu chung 1"),
        (DraftLine(fall=-1, em_fall=-1), "không được là số âm"),
        (DraftLine(fall=1, em_fall=1, weight=Decimal(101)), "hệ số phải từ 0 đến 100"),
    ],
)
def test_what_can_never_be_a_share_is_not_saved(draft, commune, office, line, words):
    with pytest.raises(CannotAllocate, match=words):
        save_draft(allocation_id=draft.pk, version=1, lines={commune.pk: line}, name="", by=office)

    assert Allocation.objects.get().version == 1


def test_the_second_who_saves_a_draft_is_told(draft, commune, office):
    saved(draft, office, {commune: (2, 1)})

    with pytest.raises(Conflict):
        saved(draft, office, {commune: (1, 1)})

    assert figures_of(draft)[commune.pk] == (2, 1)


def test_saving_the_same_again_changes_nothing(draft, commune, office):
    saved(draft, office, {commune: (2, 1)})

    assert saved(draft, office, {commune: (2, 1)}).version == 2


def test_a_copy_stands_beside_its_source(draft, commune, office):
    draft.lines.filter(commune=commune).update(weight=2, least_fall=1)

    copy = copy_draft(
        allocation_id=draft.pk, name="Phương án 2", client_id=uuid4(), by=office, at=AT
    )

    line = copy.lines.get(commune=commune)
    assert (copy.pk != draft.pk, line.weight, line.least_fall) == (True, 2, 1)


def test_a_draft_is_put_aside_once(draft, office):
    gone = discard_draft(allocation_id=draft.pk, version=1, by=office)

    assert gone.state == "DISCARDED"
    assert discard_draft(allocation_id=draft.pk, version=1, by=office).version == 2


def test_an_adopted_draft_is_the_communes_targets(draft, plan, commune, other_commune, office):
    CommuneTarget.objects.update(fall=0, em_fall=0)
    Goal.objects.filter(code="em_poor_fall").update(value=3)
    saved(draft, office, {commune: (3, 2)})

    given = adopted(draft, office, version=2, answers_due_on=dt.date(2021, 4, 15))

    assert targets() == {commune.pk: (3, 2), other_commune.pk: (1, 1)}
    assert (given.number, given.state, adopted_allocation(plan)) == (1, "ADOPTED", given)
    assert YearPlan.objects.get().version == 2
    assert CommuneTarget.objects.get(commune=commune).history.latest().history_user == office


def test_a_second_adoption_replaces_the_first(draft, plan, office):
    second = begun(plan, office, name="Phương án 2")
    adopted(draft, office)

    given = adopted(second, office, plan_version=2, decision_number="46/QĐ-UBND")

    draft.refresh_from_db()
    assert (draft.state, given.number) == ("REPLACED", 2)


def test_adopting_twice_by_the_same_decision_is_once(draft, office):
    first = adopted(draft, office)
    again = adopt_allocation(
        allocation_id=draft.pk,
        version=1,
        plan_version=1,
        decision=Decision(decision_number="45/QĐ-UBND", decided_on=DAY),
        by=office,
        at=AT,
    )

    assert again.version == first.version
    assert YearPlan.objects.get().version == 2


def test_a_broken_rule_needs_a_written_reason(draft, commune, office):
    saved(draft, office, {commune: (2, 1)})

    with pytest.raises(NeedsReason) as refusal:
        adopted(draft, office, version=2)
    given = adopted(draft, office, version=2, override_reason="Xã Ia O xin giảm")

    assert "thiếu 1 hộ so với mục tiêu huyện 4" in refusal.value.sentences[0]
    assert given.override_reason == "Xã Ia O xin giảm"


def test_a_commune_above_the_average_owes_more_than_the_floor(draft, commune, office):
    Goal.objects.filter(code="above_average_fall").update(value=Decimal("0.25"))  # 2 of 8
    Goal.objects.filter(code="poor_fall").update(value=3)
    saved(draft, office, {commune: (2, 1)})

    with pytest.raises(NeedsReason, match=r"Xã Ia O: .* phải giảm ít nhất 3 hộ"):
        adopted(draft, office, version=2)


def test_a_reason_without_a_broken_rule_is_not_kept(draft, office):
    assert adopted(draft, office, override_reason="Không cần").override_reason == ""


@pytest.mark.parametrize(
    ("figures", "words"),
    [((4, 1), "lớn hơn 3 hộ nghèo đầu kỳ"), ((3, 3), "lớn hơn 2 hộ nghèo DTTS đầu kỳ")],
)
def test_no_reason_helps_against_what_is_not_there(draft, commune, office, figures, words):
    saved(draft, office, {commune: figures})

    with pytest.raises(CannotAllocate, match=words):
        adopted(draft, office, version=2, override_reason="Vẫn giao")

    assert adopted_allocation(draft.plan) is None


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"decision_number": ""}, "Hãy ghi số quyết định"),
        ({"decided_on": dt.date(2019, 12, 31)}, "từ năm 2020 đến năm 2022"),
        ({"answers_due_on": dt.date(2021, 3, 23)}, "không được trước ngày quyết định"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(draft, office, given, words):
    with pytest.raises(CannotAllocate, match=words):
        adopted(draft, office, **given)


def test_a_draft_changed_meanwhile_is_not_adopted(draft, commune, office):
    saved(draft, office, {commune: (3, 2)})

    with pytest.raises(Conflict):
        adopted(draft, office, version=1)


def test_a_plan_changed_meanwhile_stops_the_adoption(draft, plan, office):
    second = begun(plan, office, name="Phương án 2")
    adopted(draft, office)

    with pytest.raises(Conflict):
        adopted(second, office, plan_version=1, decision_number="46/QĐ-UBND")


def test_what_was_put_aside_is_not_adopted(draft, office):
    discard_draft(allocation_id=draft.pk, version=1, by=office)

    with pytest.raises(CannotAllocate, match="không còn là dự thảo"):
        adopted(draft, office, version=2)


def test_changes_to_the_targets_make_a_new_allocation(draft, plan, commune, other_commune, office):
    first = adopted(draft, office)

    given = changed(plan, {commune: (2, 1)}, office, reason="Đồng ý đề nghị của xã Ia O")

    first.refresh_from_db()
    assert targets() == {commune.pk: (2, 1), other_commune.pk: (1, 1)}
    assert (given.follows, given.number, first.state) == (first, 2, "REPLACED")
    assert given.override_reason == "Đồng ý đề nghị của xã Ia O"


def test_changes_that_do_not_add_up_need_a_reason_too(draft, plan, commune, office):
    adopted(draft, office)

    with pytest.raises(NeedsReason):
        changed(plan, {commune: (2, 1)}, office)

    assert targets()[commune.pk] == (3, 1)


def test_there_is_nothing_to_change_before_targets_are_given(plan, commune, office):
    with pytest.raises(CannotAllocate, match="chưa giao chỉ tiêu"):
        changed(plan, {commune: (2, 1)}, office, plan_version=1)


def given_at_once(plan, figures, office, plan_version=1):
    return adopt_figures(
        plan_id=plan.pk,
        plan_version=plan_version,
        figures={commune.pk: each for commune, each in figures.items()},
        decision=Decision(decision_number="45/QĐ-UBND", decided_on=DAY),
        by=office,
        at=AT,
    )


def test_targets_given_at_once_are_an_allocation(plan, commune, other_commune, office):
    Goal.objects.filter(code="em_poor_fall").update(value=3)
    figures = {commune: (3, 2), other_commune: (1, 1)}

    first = given_at_once(plan, figures, office)
    again = given_at_once(plan, figures, office, plan_version=1)

    assert (first.version, again.version) == (2, 2)
    assert figures_of(adopted_allocation(plan))[commune.pk] == (3, 2)


def test_every_commune_is_given_its_target_at_once(plan, commune, office):
    with pytest.raises(CannotAllocate, match="từng xã"):
        given_at_once(plan, {commune: (4, 2)}, office)


def test_of_two_who_give_targets_the_second_is_told(plan, commune, other_commune, office):
    given_at_once(plan, {commune: (3, 1), other_commune: (1, 1)}, office)
    Goal.objects.filter(code="em_poor_fall").update(value=3)

    with pytest.raises(Conflict):
        given_at_once(plan, {commune: (3, 2), other_commune: (1, 1)}, office)
