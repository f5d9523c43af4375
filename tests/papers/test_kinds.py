"""Every paper: its built-in template fits its names, and is laid out after NĐ 30/2020/NĐ-CP."""

from io import BytesIO

import pytest
from docx import Document
from docx.shared import Pt

from common.word import render_word
from common.word_template import check_template
from papers.rules import paper_kinds

KINDS = paper_kinds()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_built_in_template_could_be_uploaded(kind):
    found = check_template(kind.built_in.read_bytes(), kind.sample, required=kind.required)

    assert (found.problems, found.warnings) == ((), ())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_paper_is_a4_with_the_margins_and_type_of_the_decree(kind):
    made = Document(BytesIO(render_word(kind.built_in, kind.sample)))
    section, style = made.sections[0], made.styles["Normal"]
    text = "\n".join(cell.text for table in made.tables for row in table.rows for cell in row.cells)

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 30 <= round(section.left_margin.mm) <= 35 and 15 <= round(section.right_margin.mm) <= 20
    assert 20 <= round(section.top_margin.mm) <= 25 and 20 <= round(section.bottom_margin.mm) <= 25
    assert style.font.name == "Times New Roman" and Pt(13) <= style.font.size <= Pt(14)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in text
    if kind.code != "certificates":  # each page is a paper of its own
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
    assert kind.sample["mark"] in section.first_page_header.paragraphs[0].text


def test_every_file_of_the_templates_is_a_registered_paper():
    folders = {kind.folder for kind in KINDS}

    found = {path.stem for folder in folders for path in folder.glob("*.docx")}

    assert found == {kind.code for kind in KINDS}
    assert len({kind.title for kind in KINDS}) == len(KINDS) == 13
