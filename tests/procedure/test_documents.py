"""The documents of the procedure: their text, and the layout of NĐ 30/2020/NĐ-CP."""

import datetime as dt

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from areas.models import Installation
from common.word import filename_of, placeholders
from papers.rules import paper_kind
from procedure.documents.applications import answer_paper, recognised_as
from procedure.documents.decisions import certificates_paper, decision_paper, submission_paper
from procedure.documents.frame import TEMPLATES, numbered
from procedure.documents.meetings import minutes_paper
from procedure.models import DistrictOpinion, VillageMeeting
from procedure.words.grounds import bases, laws
from tests import factories
from tests.papers.data import differences
from tests.procedure.application_data import accept, refuse, surveyed
from tests.procedure.document_data import read, village_with_papers, words_of

NAMES = sorted(path.stem for path in TEMPLATES.glob("*.docx"))


@pytest.fixture
def papers(village, standard, this_round):
    return village_with_papers(village, standard, this_round)


@pytest.fixture
def in_year(standard, papers):
    return factories.RoundFactory(
        kind="IN_YEAR",
        starts_on=dt.date(2021, 1, 1),
        due_on=dt.date(2021, 12, 31),
        with_standards=[standard],
    )


@pytest.fixture
def every_paper(papers, in_year, village, officer, chair):
    """Return one document of each kind."""
    added, refused = (factories.HouseholdFactory(village=village) for _ in range(2))
    made = [
        answer_paper(accept(surveyed(added, in_year, officer), chair)),
        answer_paper(refuse(surveyed(refused, in_year, officer, points=160), chair)),
        minutes_paper(papers.meeting),
        decision_paper(papers.decision),
        certificates_paper(papers.decision, papers.certificates),
        submission_paper(papers.submission),
    ]
    return {paper.template: paper for paper in made}


def test_every_template_asks_for_what_its_builder_gives(every_paper):
    asked = {name: placeholders(TEMPLATES / f"{name}.docx") for name in NAMES}

    assert {name: asked[name] - set(every_paper[name].values) for name in NAMES} == {
        name: set() for name in NAMES
    }


def test_every_builder_gives_what_the_sample_of_its_paper_has(every_paper):
    found = {
        name: differences(paper.values, paper_kind(name).sample)
        for name, paper in every_paper.items()
    }

    assert found == {name: [] for name in NAMES}


def test_every_paper_is_a4_with_the_margins_and_type_of_the_decree(every_paper):
    for paper in every_paper.values():
        document = read(paper.content())
        section, style = document.sections[0], document.styles["Normal"]

        sides = ("page_width", "page_height", "left_margin", "right_margin")
        width, height, left, right = (round(getattr(section, side).mm) for side in sides)
        assert (width, height) == (210, 297)
        assert (30 <= left <= 35) and (15 <= right <= 20)
        assert 20 <= round(section.top_margin.mm) <= 25
        assert 20 <= round(section.bottom_margin.mm) <= 25
        assert style.font.name == "Times New Roman"
        assert Pt(13) <= style.font.size <= Pt(14)


def test_every_paper_begins_with_the_two_blocks_and_ends_with_a_signature(every_paper):
    for paper in every_paper.values():
        text = words_of(paper.content())

        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in text
        assert "XÃ IA O" in text
        assert "Nơi nhận:" in text or "(Ký, ghi rõ họ tên)" in text
        assert "{{" not in text


def test_the_page_number_stands_in_the_middle_of_the_top_but_not_on_the_first_page(every_paper):
    section = read(every_paper["recognition_decision"].content()).sections[0]

    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    assert section.header.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_recipients_and_place_are_set_as_the_decree_says(every_paper):
    document = read(every_paper["refusal"].content())
    runs = {
        run.text: run
        for table in document.tables
        for cell in table.rows[0].cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    }

    recipients, first = runs["Nơi nhận:"], runs["- Như trên;"]
    assert (recipients.bold, recipients.italic, recipients.font.size) == (True, True, Pt(12))
    assert first.font.size == Pt(11)
    assert runs["Ia O, ngày 15 tháng 11 năm 2021"].italic


def test_invented_data_say_so_on_every_page(papers, commune):
    Installation.objects.create(pk=1, district=commune.district, is_demo=True)

    section = read(minutes_paper(papers.meeting).content()).sections[0]

    assert section.first_page_header.paragraphs[0].text == "DỮ LIỆU MẪU"
    assert "DỮ LIỆU MẪU" in section.header.paragraphs[0].text


def test_real_data_bear_no_mark(papers):
    section = read(minutes_paper(papers.meeting).content()).sections[0]

    assert section.first_page_header.paragraphs[0].text == ""


def test_no_paper_shows_a_citizen_number(papers, every_paper):
    for row in papers.review.listed_households.all():
        row.household.members.update(citizen_number=f"0640{row.pk:08d}")

    texts = [words_of(paper.content()) for paper in every_paper.values()]

    assert [text for text in texts if "0640" in text] == []


# --- The minutes ---------------------------------------------------------------------------------


def test_the_minutes_name_who_was_there_and_how_they_voted(papers):
    text = words_of(minutes_paper(papers.meeting).content())

    assert "ngày 05 tháng 10 năm 2021, tại Nhà văn hóa làng" in text
    assert "Chủ trì: ông (bà) Rơ Mah Hyun." in text
    assert "Thư ký: ông (bà) Siu Thảo." in text
    assert "được mời: 40; số người dự họp: 36" in text
    assert "6/7 hộ (85,71 %)" in text
    assert "tán thành 30 người (83,33 % số người dự họp); không tán thành 4 người" in text
    assert "không biểu quyết 2 người" in text
    assert "Đề nghị xem lại hộ thứ ba." in text
    assert "Cuộc họp thống nhất" in text
    assert "02 bản" in text


def test_the_minutes_list_the_results_by_class(papers):
    text = words_of(minutes_paper(papers.meeting).content())

    assert "Hộ nghèo theo chuẩn nghèo 2016–2020: 3 hộ" in text
    assert "Hộ cận nghèo theo chuẩn nghèo 2016–2020: 1 hộ" in text
    assert "Hộ thoát nghèo theo chuẩn nghèo 2016–2020: 2 hộ" in text
    assert "Hộ thoát cận nghèo theo chuẩn nghèo 2016–2020: 1 hộ" in text
    assert "Hộ không thuộc diện hộ nghèo, hộ cận nghèo theo chuẩn nghèo 2016–2020: 1 hộ" in text


def test_beside_each_name_stands_what_changed(papers):
    rows = [row for part in minutes_paper(papers.meeting).values["parts"] for row in part["rows"]]

    assert [row["note"] for row in rows] == [
        *("", "từ hộ cận nghèo", "mới"),
        "từ hộ nghèo",
        *("trở thành hộ cận nghèo", "vượt chuẩn cận nghèo"),
        "vượt chuẩn cận nghèo",
        "",
    ]


def test_minutes_of_a_meeting_that_did_not_agree_say_so(papers):
    VillageMeeting.objects.update(votes_for=17, votes_against=19, agreed=False)
    papers.meeting.refresh_from_db()

    text = words_of(minutes_paper(papers.meeting).content())

    assert "không thống nhất" in text
    assert "47,22 % số người dự họp tán thành (quy định: ít nhất 50 %)" in text


def test_what_was_said_at_a_meeting_is_no_markup(papers):
    VillageMeeting.objects.update(opinions="{{7*7}} <b>&</b>")
    papers.meeting.refresh_from_db()

    assert "{{7*7}} <b>&</b>" in words_of(minutes_paper(papers.meeting).content())


# --- Decision, certificates, letter to the district -----------------------------------------------


def test_the_decision_counts_and_lists_what_it_recognises(papers):
    text = words_of(decision_paper(papers.decision).content())

    assert "Số: 105/QĐ-UBND" in text
    assert "3 hộ nghèo; 1 hộ cận nghèo; 2 hộ thoát nghèo; 1 hộ thoát cận nghèo." in text
    assert "DANH SÁCH HỘ THOÁT NGHÈO NĂM 2021 (CHUẨN NGHÈO 2016–2020)" in text
    assert "trở thành hộ cận nghèo" in text
    assert "Nguyễn Văn Bình" in text
    assert "không có ý kiến khác" in text


def test_the_decision_rests_on_the_districts_opinion(papers):
    DistrictOpinion.objects.create(
        submission=papers.submission,
        commune=papers.review.commune,
        document_number="77/UBND-LĐTBXH",
        answered_on=dt.date(2021, 10, 27),
        agrees=True,
    )

    text = words_of(decision_paper(papers.decision).content())

    assert "tại văn bản số 77/UBND-LĐTBXH ngày 27/10/2021" in text


def test_each_certificate_has_a_page_of_its_own(papers):
    content = certificates_paper(papers.decision, papers.certificates).content()

    text = words_of(content)
    assert text.count("GIẤY CHỨNG NHẬN HỘ NGHÈO") == 3
    assert text.count("GIẤY CHỨNG NHẬN HỘ CẬN NGHÈO") == 1
    assert read(content).element.body.xml.count('w:br w:type="page"') == 3


def test_one_household_gets_its_own_certificate(papers):
    paper = certificates_paper(papers.decision, papers.certificates[:1])

    household = papers.certificates[0].household
    assert paper.filename == f"giay-chung-nhan-{household.code}-2021-11-09.docx"
    assert household.head_name in words_of(paper.content())


def test_the_letter_to_the_district_counts_by_village(papers):
    text = words_of(submission_paper(papers.submission).content())

    assert "Kính gửi: Chủ tịch Ủy ban nhân dân huyện Ia Grai." in text
    assert "Số:          /BC-UBND" in text
    assert "Cộng\n7\n3\n1\n2\n1" in text


# --- Answers to applications ---------------------------------------------------------------------


def test_a_refusal_gives_its_reasons(every_paper):
    text = words_of(every_paper["refusal"].content())

    assert "Số: 46/UBND-LĐTBXH" in text
    assert "V/v trả lời đơn đề nghị xét bổ sung hộ nghèo, hộ cận nghèo" in text
    assert "Lý do: Thu nhập của hộ trên chuẩn cận nghèo." in text
    assert "B1 = 160" in text
    assert "Quyết định số 24/2021/QĐ-TTg" in text


def test_a_decision_within_the_year_names_the_class(every_paper):
    text = words_of(every_paper["application_decision"].content())

    assert "Số: 45/QĐ-UBND" in text
    assert "là hộ nghèo năm 2021 theo chuẩn nghèo 2016–2020" in text


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("", "POOR", "là hộ nghèo"),
        ("", "NEAR_POOR", "là hộ cận nghèo"),
        ("POOR", "NEAR_POOR", "là hộ thoát nghèo, trở thành hộ cận nghèo"),
        ("POOR", "NOT_POOR", "là hộ thoát nghèo, vượt chuẩn cận nghèo"),
        ("NEAR_POOR", "NOT_POOR", "là hộ thoát cận nghèo"),
        ("", "NOT_POOR", "không thuộc diện hộ nghèo, hộ cận nghèo"),
    ],
)
def test_as_what_a_household_is_recognised(before, after, words):
    assert recognised_as(before, after) == words


# --- Small words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "written"),
    [("45", "45/QĐ-UBND"), ("45/QĐ-CT", "45/QĐ-CT"), ("", "         /QĐ-UBND")],
)
def test_a_number_is_written_with_its_signs(number, written):
    assert numbered(number, "QĐ-UBND") == written


def test_laws_are_cited_by_their_full_names_once():
    cited = laws(
        "QĐ 59/2015/QĐ-TTg; NĐ 07/2021/NĐ-CP Điều 2", "TT 17/2016/TT-BLĐTBXH, QĐ 59/2015/QĐ-TTg"
    )

    assert cited == [
        "Quyết định số 59/2015/QĐ-TTg",
        "Nghị định số 07/2021/NĐ-CP",
        "Thông tư số 17/2016/TT-BLĐTBXH",
    ]


def test_a_decision_rests_on_the_law_on_local_government_of_its_day():
    assert "2015" in bases(dt.date(2021, 11, 9))[0]
    assert "2015" not in bases(dt.date(2026, 1, 9))[0]


def test_a_decision_cites_no_text_of_a_later_year():
    cited = bases(dt.date(2021, 10, 29), "TT 07/2021/TT-BLĐTBXH; TT 02/2022/TT-BLĐTBXH")[1:]

    assert [text.partition(" ngày ")[0] for text in cited] == ["Thông tư số 07/2021/TT-BLĐTBXH"]


def test_a_file_name_holds_nothing_a_file_system_minds():
    assert filename_of("Đơn", "Rơ Châm ../../x\r\n", "a" * 300) == f"don-ro-cham-x-{'a' * 60}.docx"
