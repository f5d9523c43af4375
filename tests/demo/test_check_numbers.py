# ruff: noqa: S608  (rows are spoilt on purpose, by statements put together here)
"""`check_numbers`: silent on sound data, and each of its checks able to fail."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from common import triggers
from povertyapp.number_checks.registry import ALL_CHECKS

IA_O = "(SELECT id FROM areas_commune WHERE code = '23782')"
IA_CHIA = "(SELECT id FROM areas_commune WHERE code = '23788')"
HOUSEHOLD = f"(SELECT MIN(id) FROM households_household WHERE commune_id = {IA_O})"
RECORDS = f"FROM households_povertyrecord WHERE commune_id = {IA_O} AND year = 2021"
OLD_RECORDS = RECORDS.replace("2021", "2020")
FORMS = (
    "FROM households_assessmentresult x JOIN households_assessment a ON a.id = x.assessment_id"
    " JOIN households_round o ON o.id = a.round_id"
    f" WHERE a.commune_id = {IA_O} AND o.year = 2021"
)
APPROVED_FORM = f"(SELECT MIN(x.id) {FORMS} AND a.state = 'APPROVED')"
ANY_TABLE = "(SELECT MIN(id) FROM households_scoringtable)"
LISTED_RESULT = f"(SELECT MIN(result_id) {RECORDS} AND status = 'POOR' AND opening_status = 'POOR')"
LIFT_CONSTRAINT = {
    "sqlite": "PRAGMA ignore_check_constraints = ON",
    "postgresql": (
        "ALTER TABLE households_assessment DROP CONSTRAINT assessment_approver_did_not_enter_it;"
        " ALTER TABLE households_povertyrecord"
        " DROP CONSTRAINT poverty_record_movement_fits_statuses,"
        " DROP CONSTRAINT poverty_record_near_poor_movement_fits_statuses"
    ),
}
PUT_BACK = {"sqlite": "PRAGMA ignore_check_constraints = OFF", "postgresql": "SELECT 1"}


@dataclass(frozen=True)
class Spoil:
    """A statement that corrupts rows of Ia O (or other rows), and the check that must find it."""

    title: str
    statement: str
    named: str = "Xã Ia O"
    year: int = 2021


ROWS_AND_HISTORY = "Mỗi dòng khớp lịch sử của nó"
ANALYSES = f"FROM support_reasonanalysis WHERE commune_id = {IA_O}"
SPOILS = (
    Spoil(
        "Mục tiêu về thiếu hụt theo chuẩn nghèo của kế hoạch",
        'INSERT INTO targets_goal (code, "group", comparison, position, plan_id, indicator_id)'
        " SELECT 'deprivation_rate', 'EVERYWHERE', 'AT_MOST', 8, p.id, (SELECT MIN(i.id)"
        "  FROM households_indicator i WHERE i.standard_id <> p.standard_id)"
        " FROM targets_yearplan p WHERE p.year = 2021",
        "Chỉ số",
    ),
    Spoil(
        "Mục tiêu DTTS nằm trong mục tiêu chung",
        "UPDATE targets_goal SET value = 9999 WHERE code = 'em_poor_fall'",
        "EVERYWHERE",
    ),
    Spoil(
        "Lộ trình trong năm tăng dần đến 100 %",
        "UPDATE targets_pathpoint SET share = 0 WHERE month = 11",
        "Tháng 11",
    ),
    Spoil(
        "Hộ được phân tích nguyên nhân có trong danh sách năm",
        "UPDATE support_reasonanalysis SET household_id ="
        f" (SELECT MIN(h.id) FROM households_household h WHERE h.commune_id = {IA_O}"
        "   AND NOT EXISTS (SELECT 1 FROM households_povertyrecord r"
        "    WHERE r.household_id = h.id AND r.year = 2021))"
        f" WHERE id = (SELECT MIN(id) {ANALYSES})",
    ),
    Spoil(
        "Mỗi phân tích có ít nhất một nguyên nhân",
        f"DELETE FROM support_reasonfinding WHERE analysis_id IN (SELECT id {ANALYSES})",
    ),
    Spoil(
        "Ngày phân tích nằm trong năm",
        f"UPDATE support_reasonanalysis SET analysed_on = '2020-12-31' WHERE commune_id = {IA_O}",
    ),
    Spoil(
        "Nhu cầu hỗ trợ là của người trong hộ",
        "UPDATE support_needfinding SET person_name = 'Người lạ' WHERE person IS NOT NULL"
        f" AND analysis_id IN (SELECT id {ANALYSES})",
    ),
    Spoil(
        "Mỗi nhiệm vụ trọng tâm có nơi thực hiện",
        "UPDATE targets_directionbearer SET direction_id ="
        " (SELECT id FROM targets_direction WHERE number = 6) WHERE office = 'POLICY_BANK'",
        "Nhiệm vụ 7",
    ),
    Spoil(
        "Tình trạng nhiệm vụ theo báo cáo gần nhất",
        "UPDATE targets_directionbearer SET state ="
        " CASE state WHEN 'DONE' THEN 'IN_PROGRESS' ELSE 'DONE' END"
        f" WHERE commune_id = {IA_O}",
    ),
    Spoil(
        "Trả lời của xã đúng chỉ tiêu đã giao",
        "UPDATE targets_allocationanswer SET given_fall = given_fall + 1, fall = fall + 1"
        f" WHERE commune_id = {IA_O}",
    ),
    Spoil(
        "Đề nghị được đồng ý có trong chỉ tiêu giao lại",
        "INSERT INTO targets_adjustmentdecision (client_id, role, at, verdict, reason,"
        " decision_number, decided_on, commune_id, answer_id, allocation_id)"
        " SELECT '00000000-0000-0000-0000-00000000000a', 'LABOUR_OFFICE', a.at, 'ACCEPTED', 'x',"
        " 'x', a.answered_on, a.commune_id, a.id,"
        " (SELECT MIN(id) FROM targets_allocation WHERE state = 'DRAFT')"
        f" FROM targets_allocationanswer a WHERE a.commune_id = {IA_O}",
    ),
    Spoil(
        "Cuộc họp thôn tán thành đúng theo số phiếu",
        "UPDATE procedure_villagemeeting SET votes_for = 0, votes_against = present"
        f" WHERE agreed AND commune_id = {IA_O}",
    ),
    Spoil(
        "Phiếu được duyệt theo một quyết định công nhận",
        "UPDATE households_assessment SET cleared_on = NULL WHERE state = 'APPROVED'"
        f" AND commune_id = {IA_O}",
    ),
    Spoil(
        "Giấy chứng nhận đúng kết quả đã duyệt",
        "UPDATE procedure_certificate SET status ="
        " CASE status WHEN 'POOR' THEN 'NEAR_POOR' ELSE 'POOR' END"
        f" WHERE commune_id = {IA_O}",
    ),
    Spoil(
        "Kế hoạch năm có đủ các mục tiêu",
        "DELETE FROM targets_goal WHERE code = 'relapse'",
        "relapse",
    ),
    Spoil(
        "Mỗi xã có đầu kỳ và chỉ tiêu",
        f"DELETE FROM targets_communetarget WHERE commune_id = {IA_O}",
    ),
    Spoil(
        "Chỉ tiêu của xã đúng phương án đang áp dụng",
        "UPDATE targets_allocationline SET fall = fall + 1"
        f" WHERE commune_id = {IA_O} AND allocation_id ="
        " (SELECT id FROM targets_allocation WHERE state = 'ADOPTED')",
    ),
    Spoil(
        "Phương án đang áp dụng cộng lại bằng mục tiêu, hoặc có lý do",
        "UPDATE targets_goal SET value = value + 1 WHERE code = 'poor_fall'"
        " AND (SELECT override_reason FROM targets_allocation WHERE state = 'ADOPTED') = ''",
        "poor_fall cộng lại",
    ),
    Spoil(
        "Đầu kỳ các xã cộng lại bằng đầu kỳ của huyện",
        f"UPDATE targets_communetarget SET poor = poor + 1 WHERE commune_id = {IA_O}",
        "hộ nghèo: các xã cộng lại 61, huyện 60",
    ),
    Spoil(
        "Chỉ tiêu các xã cộng lại bằng mục tiêu của huyện",
        f"UPDATE targets_communetarget SET fall = fall + 1 WHERE commune_id = {IA_O}",
        "poor_fall",
    ),
    Spoil(
        "Xã trên bình quân được giao giảm hơn mức chung",
        f"UPDATE targets_communetarget SET fall = 0, em_fall = 0 WHERE commune_id = {IA_CHIA}",
        "Xã Ia Chia",
    ),
    Spoil(
        "Hộ đăng ký thoát nghèo có trong danh sách hộ nghèo đầu năm",
        "UPDATE targets_exitregistration SET household_id = (SELECT MIN(h.id)"
        f" FROM households_household h WHERE h.commune_id = {IA_O} AND h.id NOT IN"
        f" (SELECT household_id {RECORDS})) WHERE id ="
        f" (SELECT MIN(x.id) FROM targets_exitregistration x WHERE x.commune_id = {IA_O})",
    ),
    Spoil(
        "Hộ đăng ký đã thoát nghèo của từng xã khớp danh sách hộ nghèo",
        f"UPDATE targets_exitregistration SET commune_id = {IA_CHIA} WHERE commune_id = {IA_O}",
    ),
    Spoil(
        "Sổ hộ cuối năm trước khớp đầu kỳ của từng xã",
        "UPDATE households_household SET arrival = 'MOVED_IN', arrived_on = '2021-05-05'"
        f" WHERE id = {HOUSEHOLD}",
    ),
    Spoil(
        "Số hộ khóa cuối năm trước bằng đầu kỳ của từng xã",
        "UPDATE households_frozenpopulation SET em_households = em_households - 1"
        f" WHERE commune_id = {IA_O}",
    ),
    Spoil(
        "Số khẩu của hộ bằng số dòng nhân khẩu",
        f"UPDATE households_household SET member_count = member_count + 1 WHERE id = {HOUSEHOLD}",
    ),
    Spoil(
        "Chủ hộ là một nhân khẩu của hộ, đúng tên và dân tộc",
        f"UPDATE households_household SET head_name = 'Ai Khác' WHERE id = {HOUSEHOLD}",
    ),
    Spoil(
        "Hộ, nhân khẩu và thôn cùng một xã",
        f"UPDATE households_member SET commune_id = {IA_CHIA} WHERE household_id = {HOUSEHOLD}",
    ),
    Spoil(
        "Số khẩu đang cư trú bằng số nhân khẩu ở từng xã",
        f"UPDATE households_household SET member_count = member_count + 1 WHERE id = {HOUSEHOLD}",
    ),
    Spoil(
        "Hộ không còn ai đều có biến động giải thích",
        f"UPDATE households_lifeevent SET kind = 'SPLIT' WHERE commune_id = {IA_O}",
    ),
    Spoil(
        "Hộ tách, hộ chuyển đến có biến động và hộ gốc",
        f"UPDATE households_lifeevent SET kind = 'DEATH' WHERE commune_id = {IA_O}",
    ),
    Spoil(
        "Hộ nghèo đầu năm trong danh sách khớp đầu kỳ của từng xã",
        "DELETE FROM households_povertyrecord"
        f" WHERE id = (SELECT MIN(id) {RECORDS} AND opening_status = 'POOR')",
    ),
    Spoil(
        "Đầu kỳ − giảm + tăng = cuối kỳ ở từng xã",
        "UPDATE households_povertyrecord SET has_left = TRUE"
        f" WHERE id = (SELECT MIN(id) {RECORDS} AND movement = 'STAYED_POOR')",
    ),
    Spoil(
        "Hết mỗi tháng, hộ nghèo bằng đầu kỳ trừ giảm cộng tăng",
        "UPDATE households_povertyrecord SET movement = 'NONE'"
        f" WHERE id = (SELECT MIN(id) {RECORDS} AND movement = 'RELAPSED')",
    ),
    Spoil(
        "Biến động của hộ nghèo đều có ngày",
        "UPDATE households_povertyrecord SET moved_on = NULL"
        f" WHERE id = (SELECT MIN(id) {RECORDS} AND movement = 'EXITED_ABOVE')",
    ),
    Spoil(
        "Đầu năm của từng hộ bằng cuối năm trước",
        "UPDATE households_povertyrecord SET status = 'NOT_POOR' WHERE id ="
        f" (SELECT MIN(id) {OLD_RECORDS} AND movement = 'NONE' AND status = 'NEAR_POOR')",
    ),
    Spoil(
        "B1 tạm tính không có trên phiếu đã nộp",
        "UPDATE households_assessmentresult SET is_provisional = TRUE, scoring_table_id ="
        f" (SELECT MIN(id) FROM households_scoringtable) WHERE id = {APPROVED_FORM}",
    ),
    Spoil(
        "Diện tích bình quân suy lại được từ nhà và người",
        "UPDATE households_assessment SET house_area = 1 WHERE id = (SELECT MIN(a.id)"
        f" {FORMS} AND a.state = 'APPROVED'"
        " AND CAST(x.answers AS text) LIKE '%\"housing_area\": false%')",
    ),
    Spoil(
        "Hai biểu khớp nhau ở những hộ chuyển giữa hai danh sách",
        "UPDATE households_povertyrecord SET near_poor_movement = 'NONE'"
        f" WHERE id = (SELECT MIN(id) {OLD_RECORDS} AND movement = 'EXITED_TO_NEAR_POOR')",
        year=2020,
    ),
    Spoil(
        "Biến động cận nghèo của từng hộ suy lại được",
        "UPDATE households_povertyrecord SET near_poor_movement = 'EXITED'"
        f" WHERE id = (SELECT MIN(id) {RECORDS} AND near_poor_movement = 'STAYED_NEAR_POOR')",
    ),
    Spoil(
        "Số khẩu, dân tộc trong danh sách khớp sổ hộ",
        "UPDATE households_povertyrecord SET members = members + 1"
        f" WHERE id = (SELECT MIN(id) {RECORDS} AND NOT has_left)",
    ),
    Spoil(
        "Số khẩu đầu năm của từng hộ bằng cuối năm trước",
        "UPDATE households_povertyrecord SET opening_members = opening_members + 1"
        f" WHERE id = (SELECT MIN(id) {RECORDS} AND opening_status = 'POOR')",
    ),
    Spoil(
        "Hộ DTTS đầu năm trong danh sách là hộ DTTS cuối năm trước",
        "UPDATE households_povertyrecord SET opened_as_minority = NOT opened_as_minority"
        f" WHERE id = (SELECT MIN(id) {RECORDS} AND opening_status = 'POOR')",
    ),
    Spoil(
        "Không ai cư trú ở hai hộ theo số định danh",
        f"UPDATE households_member SET released_number = '064080001234' WHERE commune_id = {IA_O}",
    ),
    Spoil(
        "Hộ chuyển xã mang theo phân loại",
        "UPDATE households_povertyrecord SET inherited_status = ''"
        f" WHERE commune_id = {IA_CHIA} AND inherited_status <> ''",
        "Xã Ia Chia",
    ),
    Spoil(
        "Biến động tính vào năm xảy ra hoặc năm sau",
        f"UPDATE households_lifeevent SET counts_in = 2019 WHERE commune_id = {IA_O}",
    ),
    Spoil(
        "Biến động của từng hộ suy lại được",
        "UPDATE households_povertyrecord SET movement = 'FIRST_POOR'"
        f" WHERE id = (SELECT MIN(id) {RECORDS} AND movement = 'RELAPSED')",
    ),
    Spoil(
        "Hiện trạng từng hộ theo phiếu được duyệt mới nhất",
        "UPDATE households_assessmentresult SET status = 'NOT_POOR', basis = ''"
        f" WHERE id = {LISTED_RESULT}",
    ),
    Spoil(
        "Danh sách hộ nghèo khớp sổ hộ về xã và việc rời địa bàn",
        "UPDATE households_household SET state = 'MOVED', left_on = '2021-10-01'"
        f" WHERE id = (SELECT MIN(household_id) {RECORDS} AND movement = 'STAYED_POOR')",
    ),
    Spoil(
        "Mỗi phiếu có một kết quả theo từng chuẩn của đợt",
        "DELETE FROM households_assessmentresult"
        f" WHERE id = (SELECT MIN(x.id) {FORMS} AND a.state = 'SUBMITTED')",
    ),
    Spoil(
        "Phiếu đã nộp trả lời đủ các chỉ số",
        f"UPDATE households_assessmentresult SET answers = '{{}}' WHERE id = {APPROVED_FORM}",
    ),
    Spoil(
        "B2 bằng điểm mỗi chỉ số × số chỉ số thiếu hụt",
        "UPDATE households_assessmentresult SET b2_points = b2_points + 10"
        f" WHERE id = {APPROVED_FORM}",
    ),
    Spoil(
        "Kết quả suy lại được từ B1, B2 và mức chuẩn",
        f"UPDATE households_assessmentresult SET b1_points = 499 WHERE id = {LISTED_RESULT}",
    ),
    Spoil(
        "B1 tính theo bảng điểm bằng tổng điểm các mục",
        "UPDATE households_assessmentresult SET b1_explanation = 'Số người: 1 = 75 điểm (x)',"
        f" scoring_table_id = {ANY_TABLE} WHERE id = {APPROVED_FORM}",
    ),
    Spoil(
        "Không phiếu nào được duyệt với B1 tạm tính",
        f"UPDATE households_assessmentresult SET scoring_table_id = {ANY_TABLE},"
        f" is_provisional = true WHERE id = {APPROVED_FORM}",
    ),
    Spoil(
        "Người duyệt không phải người nhập",
        "UPDATE households_assessment SET approved_by_id = entered_by_id WHERE id ="
        f" (SELECT MIN(a.id) {FORMS} AND a.state = 'APPROVED')",
    ),
    Spoil(
        "Phiếu đính chính thay đúng một phiếu",
        "UPDATE households_assessment SET corrects_id = NULL, correction_reason = ''"
        f" WHERE commune_id = {IA_O}",
    ),
    Spoil(
        "Kết quả đã khóa khớp danh sách của năm, từng hộ",
        "UPDATE households_frozenrecord SET members = members + 1"
        f" WHERE id = (SELECT MIN(id) FROM households_frozenrecord WHERE commune_id = {IA_O})",
    ),
    Spoil(
        ROWS_AND_HISTORY,
        f"DELETE FROM households_historicalhousehold WHERE id = {HOUSEHOLD}",
    ),
    Spoil(
        ROWS_AND_HISTORY,
        f"DELETE FROM households_historicalmember WHERE household_id = {HOUSEHOLD}",
    ),
    Spoil(
        ROWS_AND_HISTORY,
        f"DELETE FROM households_historicalassessment WHERE commune_id = {IA_O}",
    ),
    Spoil(
        ROWS_AND_HISTORY,
        f"UPDATE households_assessmentresult SET b1_points = 1 WHERE id = {LISTED_RESULT}",
    ),
    Spoil(
        ROWS_AND_HISTORY,
        f"DELETE FROM households_historicalpovertyrecord WHERE commune_id = {IA_O}",
    ),
    Spoil(
        "Các mục tiêu về giảm hộ nghèo khớp nhau",
        "UPDATE targets_goal SET value = value - 0.0033 WHERE code = 'poor_rate'",
        "Toàn huyện: hộ nghèo giảm",
    ),
    Spoil(
        "Phiếu được khảo sát trong thời gian của đợt",
        "UPDATE households_assessment SET surveyed_on = '2020-05-05' WHERE state = 'APPROVED'"
        f" AND commune_id = {IA_O}",
    ),
    Spoil(
        "Ngày biến động là ngày duyệt phiếu hoặc ngày có biến động",
        "UPDATE households_povertyrecord SET moved_on = '2021-07-19'"
        f" WHERE id = (SELECT MIN(id) {RECORDS} AND movement = 'EXITED_ABOVE')",
    ),
    Spoil(
        "Hộ rời địa bàn có biến động vào ngày đó",
        "UPDATE households_household SET state = 'MOVED', left_on = '2021-10-01' WHERE id ="
        f" (SELECT MIN(h.id) FROM households_household h WHERE h.commune_id = {IA_O} AND NOT EXISTS"
        "  (SELECT 1 FROM households_povertyrecord r WHERE r.household_id = h.id AND r.year = 2021))",
    ),
    Spoil(
        "Không dòng nào mất mà không có lịch sử",
        "DELETE FROM households_member WHERE id = (SELECT MAX(m.id) FROM households_member m"
        " JOIN households_household h ON h.id = m.household_id AND h.head_id <> m.id"
        f" WHERE h.commune_id = {IA_O})",
        "nhân khẩu không còn",
    ),
    Spoil(
        "Đơn được công nhận khớp với kết quả của phiếu đã duyệt",
        "UPDATE procedure_application SET status_after = 'POOR'"
        f" WHERE commune_id = {IA_O} AND kind = 'EXIT' AND state = 'ACCEPTED'",
    ),
    Spoil(
        ROWS_AND_HISTORY,
        f"DELETE FROM procedure_historicalapplication WHERE commune_id = {IA_O}",
    ),
    Spoil(
        ROWS_AND_HISTORY,
        f"UPDATE targets_communetarget SET em_fall = em_fall - 1 WHERE commune_id = {IA_O}",
    ),
    Spoil(
        "Không còn hộ, tài khoản ở xã đã sáp nhập vào xã khác",
        f"UPDATE areas_commune SET merged_into_id = {IA_CHIA} WHERE code = '23782'",
    ),
    Spoil(
        "Số hộ, số khẩu trước và sau sắp xếp đơn vị bằng nhau",
        "UPDATE areas_unitchange SET state = 'APPLIED', applied_at = '2025-07-01 00:00:00',"
        ' apply_reason = \'NQ\', figures = \'{"before": {"persons": 9}, "after": {"persons": 8}}\'',
        "trước {'persons': 9}, sau {'persons': 8}",
    ),
)


@pytest.fixture
def unguarded(small_demo) -> Iterator[None]:
    """The demo without the database's own rules; restored after the test."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(LIFT_CONSTRAINT[connection.vendor])
        yield
        cursor.execute(PUT_BACK[connection.vendor])


def findings(year: int) -> dict[str, str]:
    """Run the command on corrupted data; return the lines below each failed check."""
    output = StringIO()
    with pytest.raises(CommandError, match="không khớp"):
        call_command("check_numbers", year=year, stdout=output)
    parts = output.getvalue().replace("✔", "✘").split("✘ ")
    return dict(part.split("\n", 1) for part in parts[1:])


def test_sound_numbers_pass(small_demo):
    output = StringIO()

    call_command("check_numbers", year=2021, stdout=output)

    assert "✘" not in output.getvalue()
    assert output.getvalue().count("✔") == len(ALL_CHECKS)


@pytest.mark.parametrize("spoil", SPOILS, ids=[spoil.title for spoil in SPOILS])
def test_a_spoilt_row_is_found_and_named(unguarded, spoil):
    with connection.cursor() as cursor:
        cursor.execute(spoil.statement)

        changed = cursor.rowcount

    assert changed
    assert spoil.named in findings(spoil.year)[spoil.title]


def test_every_check_is_shown_able_to_fail():
    spoilt = {spoil.title for spoil in SPOILS}

    assert spoilt == {check.title for check in ALL_CHECKS}


def test_a_year_without_a_plan_does_not_pass(small_demo):
    assert "Chưa có kế hoạch năm 2019" in findings(2019)["Kế hoạch năm có đủ các mục tiêu"]
