"""What the labour office does to scoring tables."""

import datetime as dt

import pytest

from common.errors import Conflict
from households.choices import ScoringArea, TableState
from households.models import ScoringAnswer, ScoringTable
from households.queries.scoring import items_of, whole_tables
from households.rules.scoring import Answer
from households.rules.scoring_tables import ItemContent
from households.services.scoring_tables import (
    CannotChangeTable,
    TableHead,
    change_head,
    change_items,
    create_table,
    discard_table,
    new_edition,
    put_in_force,
    retire_table,
    verify_table,
)
from tests import factories
from tests.households.scoring_data import stored_table, verified

pytestmark = pytest.mark.django_db

HEAD = TableHead(legal_basis="TT 17/2016/TT-BLĐTBXH", valid_from=dt.date(2016, 8, 15))
TV = ItemContent(
    group_number=6,
    group_name="Đồ dùng",
    key="tv",
    label="Ti vi",
    source="ASKED",
    answers=(Answer(key="yes", label="Có", points=10), Answer(key="no", label="Không", points=0)),
)


def draft(standard, by, *, items=(TV,)):
    table = create_table(standard=standard, area=ScoringArea.CENTRAL_HIGHLANDS, head=HEAD, by=by)
    return change_items(table_id=table.pk, version=table.version, items=items, by=by)


def test_a_table_begins_as_an_empty_draft_of_the_first_edition(standard, labour_office):
    table = create_table(standard=standard, area=ScoringArea.URBAN, head=HEAD, by=labour_office)

    assert (table.edition, table.state, table.is_verified) == (1, TableState.DRAFT, False)
    assert table.history.get().history_user == labour_office


def test_begun_twice_it_is_one_draft(standard, labour_office):
    first = create_table(standard=standard, area="URBAN", head=HEAD, by=labour_office)

    assert create_table(standard=standard, area="URBAN", head=HEAD, by=labour_office) == first


def test_items_are_written_with_their_history_and_the_same_again_changes_nothing(
    standard, labour_office
):
    table = draft(standard, labour_office)

    again = change_items(table_id=table.pk, version=0, items=[TV], by=labour_office)

    assert items_of(again) == [TV]
    assert again.version == table.version
    assert ScoringAnswer.history.filter(history_type="+").count() == 2


def test_a_lost_race_is_told(standard, labour_office):
    table = draft(standard, labour_office)

    with pytest.raises(Conflict):
        change_items(table_id=table.pk, version=1, items=[], by=labour_office)


def test_a_table_in_force_is_never_edited(standard, labour_office):
    table = stored_table(standard)

    with pytest.raises(CannotChangeTable, match="lần ban hành mới"):
        change_items(table_id=table.pk, version=1, items=[TV], by=labour_office)
    with pytest.raises(CannotChangeTable, match="lần ban hành mới"):
        change_head(table_id=table.pk, version=1, head=HEAD, by=labour_office)
    with pytest.raises(CannotChangeTable, match="lần ban hành mới"):
        discard_table(table_id=table.pk, version=1, by=labour_office)


def test_the_next_edition_is_a_copy_that_nobody_has_verified(standard, labour_office):
    table = stored_table(standard, **verified(labour_office))

    copy = new_edition(table_id=table.pk, by=labour_office)

    assert (copy.edition, copy.state, copy.based_on) == (2, TableState.DRAFT, table)
    assert items_of(whole_tables().get(pk=copy.pk)) == items_of(whole_tables().get(pk=table.pk))
    assert (copy.is_verified, copy.is_complete) == (False, True)
    assert new_edition(table_id=table.pk, by=labour_office) == copy


def test_putting_a_table_in_force_retires_the_one_before(standard, labour_office):
    former, table = stored_table(standard), draft(standard, labour_office)

    put_in_force(table_id=table.pk, version=table.version, by=labour_office)

    former.refresh_from_db()
    table.refresh_from_db()
    assert (former.state, table.state) == (TableState.RETIRED, TableState.IN_FORCE)
    assert former.history.latest("history_id").state == TableState.RETIRED


def test_a_table_without_items_is_not_put_in_force(standard, labour_office):
    table = draft(standard, labour_office, items=())

    with pytest.raises(CannotChangeTable, match="chưa có mục nào"):
        put_in_force(table_id=table.pk, version=table.version, by=labour_office)


def test_a_standard_without_published_points_gets_no_table_in_force(standard, labour_office):
    table = draft(standard, labour_office)
    standard.lines.update(score_low=None, score_high=None)

    with pytest.raises(CannotChangeTable, match="chưa công bố ngưỡng điểm"):
        put_in_force(table_id=table.pk, version=table.version, by=labour_office)


def test_retired_a_table_stays_but_applies_no_more(standard, labour_office):
    table = stored_table(standard)

    retire_table(table_id=table.pk, version=1, by=labour_office)
    retire_table(table_id=table.pk, version=1, by=labour_office)

    table.refresh_from_db()
    assert (table.state, table.version) == (TableState.RETIRED, 2)


def test_a_draft_is_not_retired_but_discarded(standard, labour_office):
    table = draft(standard, labour_office)

    with pytest.raises(CannotChangeTable, match="xóa"):
        retire_table(table_id=table.pk, version=table.version, by=labour_office)
    discard_table(table_id=table.pk, version=table.version, by=labour_office)

    assert not ScoringTable.objects.exists()
    assert ScoringTable.history.latest("history_id").history_type == "-"


def test_verifying_says_who_when_and_against_what(standard, labour_office):
    table = stored_table(standard, is_complete=True)

    verify_table(
        table_id=table.pk, version=1, against="PL 3b.4", by=labour_office, at=factories.NOON
    )

    table.refresh_from_db()
    assert (table.verified_by, table.verified_at) == (labour_office, factories.NOON)
    assert (table.verified_against, table.is_provisional) == ("PL 3b.4", False)


def test_verifying_without_naming_the_text_is_refused(standard, labour_office):
    table = stored_table(standard)

    with pytest.raises(CannotChangeTable, match="văn bản đã đối chiếu"):
        verify_table(table_id=table.pk, version=1, against="", by=labour_office, at=factories.NOON)


@pytest.mark.parametrize("what", ["items", "head"])
def test_changing_a_verified_draft_takes_the_verification_away(standard, labour_office, what):
    table = draft(standard, labour_office)
    table = verify_table(
        table_id=table.pk, version=2, against="PL", by=labour_office, at=factories.NOON
    )
    said = {"table_id": table.pk, "version": table.version, "by": labour_office}

    if what == "items":
        change_items(items=[], **said)
    else:
        change_head(head=TableHead(legal_basis="Khác", valid_from=HEAD.valid_from), **said)

    table.refresh_from_db()
    assert not table.is_verified


def test_dates_out_of_order_are_refused(standard, labour_office):
    head = TableHead(legal_basis="TT", valid_from=dt.date(2021, 1, 2), valid_to=dt.date(2021, 1, 1))

    with pytest.raises(CannotChangeTable, match="sau ngày bắt đầu"):
        create_table(standard=standard, area="URBAN", head=head, by=labour_office)


def test_a_wrong_item_is_refused_with_its_name(standard, labour_office):
    with pytest.raises(CannotChangeTable, match="Ti vi: Mã trả lời “yes” có hai lần"):
        draft(
            standard,
            labour_office,
            items=[
                ItemContent(
                    group_number=1,
                    group_name="A",
                    key="tv",
                    label="Ti vi",
                    source="ASKED",
                    answers=(TV.answers[0], TV.answers[0]),
                )
            ],
        )
