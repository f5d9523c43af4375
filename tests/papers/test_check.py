"""The check of a template: what it refuses, and in which words."""

import time

import pytest

from common.word import render_word
from common.word_guard import BadTemplate, TemplateLimits, require_safe_template
from common.word_template import check_template, sample_values
from tests.papers.data import SAMPLE, docx, with_part

LOOP = [
    ["{%tr for row in rows %}", ""],
    ["{{ row.name }}", "{{ row.fall }}"],
    ["{%tr endfor %}", ""],
]
RELATIONSHIP = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'relationships"><Relationship Id="r9" Type="http://x/%s" Target="http://x/" '
    b'TargetMode="External"/></Relationships>'
)


def problems(*paragraphs, rows=None, required=()):
    return check_template(docx(*paragraphs, rows=rows), SAMPLE, required=required).problems


def test_a_good_template_is_taken_with_the_names_it_uses():
    found = check_template(docx("Năm {{ year }}", rows=LOOP), SAMPLE, required=("rows.name",))

    assert found.problems == found.warnings == ()
    assert found.names == ("rows", "rows.fall", "rows.name", "year")


def test_the_names_to_choose_from():
    assert sample_values(SAMPLE) == [
        *(("year", "2021"), ("commune", "xã Ia O"), ("rows", "")),
        *(("rows.name", "Xã Ia O"), ("rows.fall", "14"), ("rows.facts", "")),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "{{ ten_xa }}",
            "{{ten_xa}} không có trong văn bản này. Các tên dùng được: year, commune, rows.",
        ),
        ("{% if ten_xa %}x{% endif %}", "{{ten_xa}} không có trong văn bản này"),
        ("{% if year == '1' %}{{ khac }}{% endif %}", "{{khac}} không có trong văn bản này"),
        (
            "{% for row in rows %}{{ row.ten }}{% endfor %}",
            "{{rows.ten}} không có trong văn bản này. Các tên dùng được: name, fall, facts.",
        ),
        ("{% for row in rows %}{{ loop.cycle }}{% endfor %}", "{{loop.cycle}} không có"),
        ("{{ loop.index }}", "{{loop}} không có"),
        ("{{ rows.name }}", "Tên của từng dòng chỉ dùng được giữa {% for %} và {% endfor %}."),
        ("{{ year.__class__ }}", "{{year.__class__}} không có trong văn bản này"),
        ("{{ year.upper() }}", "không tính toán, không gọi hàm"),
        ("{{ year * 999999999 }}", "không tính toán, không gọi hàm"),
        ("{% set x = year %}", "không tính toán, không gọi hàm"),
        ("{% include 'x' %}", "không tính toán, không gọi hàm"),
        ("{{ range }}", "{{range}} không có"),
        ("{{ year|attr('x') }}", "Mẫu không có phép “|attr”"),
        ("{{ year|center(99) }}", "Mẫu không có phép “|center”"),
        ("{% for row in rows %}{{ row.name }}", "Thiếu lệnh đóng"),
        ("{% endfor %}", "Không có lệnh “endfor” ở chỗ này. Ở gần: “{% endfor %}”."),
        ("{% lap %}", "Không có lệnh “lap” ở chỗ này"),
        ("{{ tên_xã }}", "{{tên_xã}} không có"),
        ("{{ te\u0302n }}", "{{tên}} không có"),
        ("{{ year }", "thiếu dấu ngoặc. Ở gần: “{{ year }”."),
        ("year }}", "thiếu dấu ngoặc. Ở gần: “year }}”."),
        ("{% if year }}x{% endif %}", "thiếu dấu ngoặc"),
        (
            "{% for a in rows %}{% for b in rows %}{% for c in rows %}{% for d in rows %}{% endfor %}"
            "{% endfor %}{% endfor %}{% endfor %}",
            "chỉ lồng được 3 lệnh",
        ),
    ],
)
def test_what_does_not_fit_is_said_in_words(text, words):
    (said,) = problems(text)

    assert words in said


def test_thousands_of_open_tags_are_refused_at_once():
    started = time.monotonic()

    assert "thiếu dấu ngoặc" in problems("{{r x } " * 50_000)[0]
    assert "hơn 2000 chỗ điền" in problems("{{ year }}" * 2001)[0]
    assert time.monotonic() - started < 20


def test_what_is_missing_is_named():
    assert problems("Năm {{ year }}", required=("year", "commune", "rows.name")) == (
        "Mẫu thiếu chỗ điền bắt buộc: {{commune}}, {{rows.name}}.",
    )


def test_names_in_heads_and_feet_are_checked_too():
    from io import BytesIO

    from docx import Document

    document = Document(BytesIO(docx("x")))
    document.sections[0].footer.paragraphs[0].text = "{{ la }}"
    stream = BytesIO()
    document.save(stream)

    assert "{{la}}" in check_template(stream.getvalue(), SAMPLE).problems[0]


def test_text_beside_a_row_command_is_a_warning():
    rows = [["{%tr for row in rows %}", "Ghi chú"], ["{{ row.name }}", ""], ["{%tr endfor %}", ""]]

    found = check_template(docx(rows=rows), SAMPLE)

    assert found.problems == ()
    assert "Chữ “Ghi chú” đứng cùng hàng với {%tr for row in rows %} sẽ mất" in found.warnings[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Tệp rỗng"),
        (b"%PDF-1.4", "không phải tệp Word"),
        (b"PK\x03\x04 broken", "bị hỏng"),
        (with_part(docx("x"), "word/vbaProject.bin", b"x"), "macro"),
        (with_part(docx("x"), "word/embeddings/a.bin", b"x"), "đối tượng nhúng"),
        (
            with_part(docx("x"), "word/styles.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
            "không an toàn",
        ),
        (
            with_part(
                docx("x"), "word/_rels/settings.xml.rels", RELATIONSHIP % b"attachedTemplate"
            ),
            "liên kết tới tệp khác",
        ),
        (with_part(docx("x"), "word/document.xml", b"<a"), "Không đọc được"),
    ],
)
def test_an_unsafe_file_is_refused(content, words):
    with pytest.raises(BadTemplate, match=words):
        check_template(content, SAMPLE)


def test_a_link_to_a_web_page_is_no_danger():
    linked = with_part(docx("x"), "word/_rels/footer9.xml.rels", RELATIONSHIP % b"hyperlink")

    require_safe_template(linked)


@pytest.mark.parametrize(
    "limits", [{"file_size": 100}, {"parts": 3}, {"inflated": 5000}, {"xml_part": 1000}]
)
def test_each_limit_is_held(limits):
    with pytest.raises(BadTemplate):
        require_safe_template(docx("x"), limits=TemplateLimits(**limits))


def test_broken_lines_of_justified_text_are_not_stretched():
    from io import BytesIO

    from docx import Document

    made = Document(BytesIO(render_word(docx("{{ year }}"), SAMPLE)))

    assert "doNotExpandShiftReturn" in made.settings.element.xml
