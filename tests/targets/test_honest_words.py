"""What a page or file says of its figures: the denominator, the rounding, columns that do not add up."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from households.queries.poor_list import Flow
from reports.exports.district_summary import district_summary
from targets.queries.progress import progress
from targets.queries.rows import ProgressLine
from targets.words.overview import overview
from targets.words.progress import EXACT_CHANGE, table_notes
from tests import factories
from tests.targets.data import TODAY, listed, live_in, plan_of_a_small_district


def line(target: int, fall: int) -> ProgressLine:
    return ProgressLine(target_fall=target, flow=Flow(opening=100, closing=100 - fall))


def test_communes_that_do_not_add_up_say_why():
    communes = [line(20, 0), line(10, 14)]

    notes = table_notes(line(30, 14), communes, is_minority=False)

    assert notes == [
        EXACT_CHANGE,
        "Còn phải giảm: xã đã vượt chỉ tiêu ghi 0, nên các xã cộng lại là 20 hộ, toàn huyện là 16 "
        "hộ.",
    ]


def test_communes_that_add_up_say_nothing_of_it():
    assert table_notes(line(30, 9), [line(20, 5), line(10, 4)], is_minority=True) == [
        "Bảng chỉ gồm hộ dân tộc thiểu số: tỷ lệ tính trên số hộ dân tộc thiểu số.",
        EXACT_CHANGE,
    ]


@pytest.fixture
def found(commune, other_commune):
    plan = plan_of_a_small_district(above=commune, below=other_commune)
    listed(commune)
    live_in(commune)
    return progress(plan, as_of=TODAY, computed_at=factories.NOON)


def test_the_rate_of_a_goal_names_its_denominator(found):
    said = {view.goal.code: " ".join(view.notes) for view in overview(found).goals}

    assert "số hộ DTTS đầu kỳ" in said["em_poor_rate_fall"]
    assert "số hộ đầu kỳ" not in said["em_poor_rate_fall"]


def test_the_rate_at_the_start_is_over_the_households_of_the_start(found):
    """3 poor of 8 minority households in the plan, a goal of 2 fewer; 2 households live there."""
    notes = {view.goal.code: view.notes for view in overview(found).goals}

    assert notes["em_poor_rate_fall"][-1] == (
        "Còn 1 hộ DTTS là 12,50 % số hộ DTTS đầu kỳ, 50,00 % số hộ DTTS hiện nay"
    )


def test_the_workbook_says_the_same_as_the_page(found):
    book = load_workbook(BytesIO(district_summary(found, is_demo=False)), data_only=True)
    texts = {
        sheet.title: [str(cell) for row in sheet.values for cell in row if cell is not None]
        for sheet in book
    }

    every, minority = texts["Theo xã"], texts["Theo xã - DTTS"]
    assert "Còn phải giảm (không âm)" in every
    assert EXACT_CHANGE in every
    assert "Tổng số hộ DTTS" in minority
    assert "Tổng số hộ" not in minority
