"""Legal texts in full; what no source gives is left open."""

import pytest

from procedure.words.grounds import in_full

OPEN = "…" * 12


@pytest.mark.parametrize(
    ("named", "written"),
    [
        (
            "Quyết định số 59/2015/QĐ-TTg",
            "Quyết định số 59/2015/QĐ-TTg ngày 19 tháng 11 năm 2015 của Thủ tướng Chính phủ về "
            + OPEN,
        ),
        (
            "Nghị định số 07/2021/NĐ-CP",
            f"Nghị định số 07/2021/NĐ-CP ngày 27 tháng 01 năm 2021 của Chính phủ về {OPEN}",
        ),
        (
            "Quyết định số 99/2030/QĐ-TTg",
            "Quyết định số 99/2030/QĐ-TTg ngày … tháng … năm 2030 của Thủ tướng Chính phủ về "
            + OPEN,
        ),
        ("Luật Tổ chức chính quyền địa phương", "Luật Tổ chức chính quyền địa phương"),
    ],
)
def test_a_text_is_cited_with_date_issuer_and_subject(named, written):
    assert in_full(named) == written
