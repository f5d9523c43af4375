"""What makes a table valid, how two editions differ, and a table through Excel and back."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from common.xlsx import write_workbook
from common.xlsx_read import WrongCells
from households.exports.scoring import table_sheet
from households.imports.scoring import items_from_workbook
from households.imports.scoring_columns import COLUMNS
from households.rules.scoring import Answer
from households.rules.scoring_tables import ItemContent, compare, problems_of
from tests.common.workbooks import workbook

SIZE = ItemContent(
    group_number=1,
    group_name="Quy mô hộ",
    key="size",
    label="Số người",
    source="HOUSEHOLD_SIZE",
    is_withheld_from_dependants=True,
    answers=(
        Answer(key="one", label="1 người", points=75, at_least=1, at_most=1),
        Answer(key="more", label="Từ 2 người", points=0, at_least=2),
    ),
)
WORK = ItemContent(
    group_number=4,
    group_name="Việc làm",
    key="work",
    label="Việc phi nông nghiệp",
    source="ASKED",
    answers=(Answer(key="state", label="Công chức", points=30),),
)
TITLES = [column.title for column in COLUMNS]
ROWS = [
    [1, "Quy mô hộ", "size", "Số người", "Sổ hộ: số khẩu", "x", "one", "1 người", 1, 1, 75],
    ["", "", "", "", "", "", "more", "Từ 2 người", 2, "", 0],
    [4, "Việc làm", "work", "Việc phi nông nghiệp", "ASKED", "", "state", "Công chức", "", "", 30],
]


def with_bands(*bands):
    answers = [
        Answer(key=f"a{place}", label="x", points=1, at_least=low, at_most=high)
        for place, (low, high) in enumerate(bands)
    ]
    return replace(SIZE, answers=tuple(answers))


@pytest.mark.parametrize(
    ("bands", "words"),
    [
        ([(1, 1), (2, None)], None),
        ([(2, None), (1, 1)], None),  # in any order
        ([(1, 1), (3, None)], "bắt đầu từ 2"),
        ([(1, 2), (2, None)], "bắt đầu từ 3"),
        ([(0, 1), (2, None)], "bắt đầu từ 1"),  # no household has 0 members
        ([(1, 1), (2, 3)], "từ 4 người trở lên"),
        ([(1, None), (5, None)], "không chồng"),
        ([(3, 2), (4, None)], "nhỏ hơn"),
        ([(None, None)], "Thiếu số người"),
    ],
)
def test_the_bands_of_a_count_meet_without_gap_or_overlap(bands, words):
    problems = [problem.message for problem in problems_of([with_bands(*bands)])]

    assert problems == [] if words is None else words in problems[0]


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (replace(WORK, key="việc làm"), "chữ cái không dấu"),
        (replace(WORK, key="size"), "có hai lần"),
        (replace(WORK, answers=()), "chưa có câu trả lời"),
        (replace(WORK, answers=WORK.answers * 2), "có hai lần trong mục"),
        (replace(WORK, answers=(replace(WORK.answers[0], at_least=1),)), "Chỉ mục đếm người"),
        (replace(WORK, source="HIGHEST_SCHOOLING"), "mã trình độ"),
        (replace(WORK, answers=(replace(WORK.answers[0], points=426),)), "vượt 500"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(item, words):
    assert any(words in problem.message for problem in problems_of([SIZE, item]))


def test_a_sound_table_has_no_problems():
    assert list(problems_of([SIZE, WORK])) == []


def test_two_editions_differ_by_what_was_added_dropped_and_changed():
    dearer = replace(SIZE, answers=(replace(SIZE.answers[0], points=80), SIZE.answers[1]))

    found = compare([SIZE, WORK], [dearer, replace(WORK, key="job", label="Nghề")])

    assert [
        (one.kind, one.item, one.answer, one.points_before, one.points_after) for one in found
    ] == [
        ("CHANGED", "Số người", "1 người", 75, 80),
        ("ADDED", "Nghề", "Công chức", None, 30),
        ("REMOVED", "Việc phi nông nghiệp", "Công chức", 30, None),
    ]


def test_changed_words_sources_and_bands_are_told():
    changed = replace(
        SIZE,
        label="Số khẩu",
        is_withheld_from_dependants=False,
        answers=(
            replace(SIZE.answers[0], at_most=2),
            replace(SIZE.answers[1], at_least=3, label="Từ 3 người"),
        ),
    )

    words = [one.words for one in compare([SIZE], [changed])]

    assert words == [
        "trước là “Số người”; nay tính cho hộ chỉ gồm người phụ thuộc",
        "khoảng 1–1 thành 1–2",
        "trước là “Từ 2 người”; khoảng 2–… thành 3–…",
    ]


def test_equal_editions_do_not_differ():
    assert compare([SIZE, WORK], [SIZE, WORK]) == []


def test_a_table_is_read_from_its_rows():
    assert items_from_workbook(workbook(TITLES, *ROWS)) == [SIZE, WORK]


def test_what_is_downloaded_can_be_uploaded_again_unchanged():
    stream = BytesIO()
    write_workbook(stream, [table_sheet([SIZE, WORK])])

    assert items_from_workbook(stream.getvalue()) == [SIZE, WORK]
    assert load_workbook(BytesIO(stream.getvalue())).active["K2"].value == 75


def test_groups_come_in_order_of_their_number():
    assert items_from_workbook(workbook(TITLES, ROWS[2], *ROWS[:2])) == [SIZE, WORK]


def wrong(*rows):
    with pytest.raises(WrongCells) as refused:
        items_from_workbook(workbook(TITLES, *rows))
    return [str(error) for error in refused.value.errors]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        (0, "một", "A2: “một” không phải số nguyên"),
        (1, "", "B2: Ô này phải có nội dung."),
        (2, "số", "C2: Mã “số” phải gồm"),
        (4, "Hỏi ai đó", "E2: Phải là một trong"),
        (5, "có lẽ", "F2: Ghi “x” hoặc để trống."),
        (7, "a" * 201, "H2: Tối đa 200 ký tự."),
        (8, 2, "J2: “Đến” nhỏ hơn “Từ”."),
        (8, 0, "I2: Các khoảng phải nối nhau"),
        (10, 7.5, "K2: “7.5” không phải số nguyên"),
        (10, 501, "K2: 501 lớn hơn 500."),
        (10, "", "K2: “” không phải số nguyên"),
    ],
)
def test_an_error_is_named_by_its_cell(column, value, message):
    row = ROWS[0].copy()
    row[column] = value

    assert wrong(row, *ROWS[1:])[0].startswith(message)


def test_all_errors_are_named_in_the_order_of_the_sheet():
    first, third = ROWS[0].copy(), ROWS[2].copy()
    first[10], third[0], third[4] = "?", "?", "?"

    assert [message.split(":")[0] for message in wrong(first, ROWS[1], third)] == [
        "K2",
        "A4",
        "E4",
    ]


def test_a_row_that_is_neither_an_item_nor_a_further_answer_is_an_error():
    assert wrong(ROWS[1])[0].startswith("C2: Dòng đầu phải có mã mục")
    stray = ROWS[1].copy()
    stray[3] = "Xe máy"

    assert wrong(ROWS[0], stray, ROWS[2])[0].startswith("D3: Dòng thêm câu trả lời")
