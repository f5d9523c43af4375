"""The parts Vietnamese administrative documents are made of (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

CENTER, LEFT, RIGHT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
)
JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY
TYPEFACE = "Times New Roman"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
# Text width on A4 with margins of 30 and 20 mm, and how the heading shares it.
WIDTH, LEFT_BLOCK = 160, 66
MOTTO_LINE, BODY_LINE = 58, 26


class Paper:
    """A4 with the margins, typeface and page number of an official paper."""

    def __init__(self, *, size: int = 14, number_pages: bool = True) -> None:
        self.document = Document()
        self.size = size
        self._body = self.document
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
        section.left_margin, section.header_distance = Mm(30), Mm(9)
        self._style(size)
        self._headers(section, number_pages=number_pages)

    def save(self, path: Path) -> None:
        self.document.core_properties.author = ""
        self.document.core_properties.comments = ""
        self.document.save(str(path))

    # --- Set-up ----------------------------------------------------------------------------------

    def _style(self, size: int) -> None:
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = TYPEFACE, Pt(size)
        fonts = style.element.rPr.rFonts
        for name in ("w:eastAsia", "w:cs", "w:hAnsi", "w:ascii"):
            fonts.set(qn(name), TYPEFACE)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "vi-VN")
        style.element.rPr.append(language)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)

    def _headers(self, section: Any, *, number_pages: bool) -> None:
        """The page number in the middle of the top margin, not on the first page; demo data say so."""
        section.different_first_page_header_footer = True
        first = section.first_page_header.paragraphs[0]
        self._runs(first, "{{ mark }}", bold=True, size=13)
        other = section.header.paragraphs[0]
        for paragraph in (first, other):
            paragraph.alignment = CENTER
        if number_pages:
            self._field(other, "PAGE")
        self._runs(other, "{% if mark %}  {{ mark }}{% endif %}", bold=True, size=13)

    def _field(self, paragraph: Any, code: str) -> None:
        for kind, text in (("begin", ""), ("", code), ("end", "")):
            run = paragraph.add_run()
            run.font.size = Pt(13)
            if kind:
                element = OxmlElement("w:fldChar")
                element.set(qn("w:fldCharType"), kind)
            else:
                element = OxmlElement("w:instrText")
                element.set(qn("xml:space"), "preserve")
                element.text = text
            run._r.append(element)

    # --- Lines -----------------------------------------------------------------------------------

    def line(
        self,
        text: str,
        *,
        on: Any = None,
        align: Any = JUSTIFY,
        bold: bool = False,
        italic: bool = False,
        size: int = 0,
        before: float = 0,
        after: float = 4,
        indent: float = 0,
        keep: bool = False,
    ) -> Any:
        """Add a line; `**…**` in it is bold. Indent of the first line in millimetres."""
        paragraph = (on or self.document).add_paragraph()
        paragraph.alignment = align
        form = paragraph.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.first_line_indent, form.keep_with_next = Mm(indent), keep
        self._runs(paragraph, text, bold=bold, italic=italic, size=size or self.size)
        return paragraph

    def tag(self, text: str) -> None:
        """A paragraph that only steers the template; nothing of it stays."""
        self.document.add_paragraph(text)

    def text(self, text: str, **kwargs: Any) -> Any:
        """A paragraph of the body: justified, its first line indented."""
        kwargs.setdefault("indent", 10)
        kwargs.setdefault("after", 6)
        return self.line(text, **kwargs)

    def _runs(
        self, paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, size: int
    ) -> None:
        for number, part in enumerate(text.split("**")):
            if part:
                run = paragraph.add_run(part)
                run.bold, run.italic, run.font.size = bold or number % 2 == 1, italic, Pt(size)

    def rule(self, on: Any, *, length: float, width: float) -> None:
        """A thin line of a length in the middle of a block, both in millimetres."""
        paragraph = on.add_paragraph()
        form = paragraph.paragraph_format
        form.left_indent = form.right_indent = Mm((width - length) / 2)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(4)
        borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            top.set(qn(f"w:{name}"), value)
        borders.append(top)
        paragraph._p.get_or_add_pPr().append(borders)

    # --- Blocks ----------------------------------------------------------------------------------

    def heading(
        self,
        *,
        above: str,
        body: str,
        number: str = "",
        subject: str = "",
        is_parent: bool = False,
    ) -> None:
        """Who issues it on the left; the nation, its motto, place and date on the right.

        `above` is the first line of the body's own name, or its parent, which is not bold.
        """
        left, right = self.columns([LEFT_BLOCK, WIDTH - LEFT_BLOCK])
        self._cell_line(left, above, size=13, bold=not is_parent)
        self._cell_line(left, body, size=13, bold=True)
        self.rule(left, length=BODY_LINE, width=LEFT_BLOCK - 4)
        if number:
            self._cell_line(left, number, size=13, before=6)
        if subject:
            self._cell_line(left, subject, size=12)
        self._cell_line(right, NATION, size=12, bold=True)
        self._cell_line(right, MOTTO, size=13, bold=True)
        self.rule(right, length=MOTTO_LINE, width=WIDTH - LEFT_BLOCK - 4)
        self._cell_line(right, "{{ place_and_date }}", size=13, italic=True, before=6)

    def title(self, kind: str, about: str, *, rule: bool = True, size: int = 14) -> None:
        """The kind of paper in bold capitals and what it is about, with a line under it."""
        self.line(kind, align=CENTER, bold=True, size=size, before=14, after=0, keep=True)
        self.line(about, align=CENTER, bold=True, after=0, keep=True)
        if rule:
            self.rule(self.document, length=50, width=WIDTH)
        self.line("", after=2, size=6)

    def signatures(self, left: Sequence[str], right: Sequence[str], name: str) -> None:
        """Recipients on the left; authority, office and full name on the right."""
        self.line("", size=6, keep=True)
        first, second = self.columns([WIDTH // 2, WIDTH // 2], keep=True)
        self._cell_line(first, "Nơi nhận:", size=12, bold=True, italic=True, align=LEFT)
        for each in left:
            self._cell_line(first, f"- {each}", size=11, align=LEFT)
        for each in right:
            self._cell_line(second, each, size=14, bold=True)
        for _blank in range(3):
            self._cell_line(second, "", size=14)
        self._cell_line(second, name, size=14, bold=True)

    def sign_in_columns(self, blocks: Sequence[tuple[str, str, str]]) -> None:
        """Several people sign side by side: office, hint, name."""
        self.line("", size=6, keep=True)
        cells = self.columns([WIDTH // len(blocks)] * len(blocks), keep=True)
        for cell, (office, hint, name) in zip(cells, blocks, strict=True):
            self._cell_line(cell, office, size=13, bold=True)
            self._cell_line(cell, hint, size=12, italic=True)
            for _blank in range(4):
                self._cell_line(cell, "", size=13)
            self._cell_line(cell, name, size=13, bold=True)

    def columns(self, widths: Sequence[float], *, keep: bool = False) -> list[Any]:
        """Cells side by side without borders; on one page where `keep`."""
        table = self.document.add_table(rows=1, cols=len(widths))
        table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
        if keep:
            self._cannot_split(table.rows[0])
        for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
            column.width = cell.width = Mm(width)
            first = cell.paragraphs[0]._p
            first.getparent().remove(first)
        return list(table.rows[0].cells)

    def table(
        self,
        columns: Sequence[tuple[str, str, float, Any]],
        *,
        rows: str,
        item: str = "row",
        total: Sequence[str] = (),
        size: int = 12,
    ) -> None:
        """A table with borders: title, placeholder, width in mm, alignment of each column."""
        table = self.document.add_table(rows=4, cols=len(columns))
        table.style, table.autofit = "Table Grid", False
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        head, start, body, end = table.rows
        self._repeat(head)
        for number, (title, placeholder, width, align) in enumerate(columns):
            table.columns[number].width = Mm(width)
            for row in table.rows:
                row.cells[number].width = Mm(width)
            self._set(head.cells[number], title, align=CENTER, bold=True, size=size)
            self._set(body.cells[number], placeholder, align=align, size=size)
        start.cells[0].paragraphs[0].add_run(f"{{%tr for {item} in {rows} %}}")
        end.cells[0].paragraphs[0].add_run("{%tr endfor %}")
        self._cannot_split(body)
        if total:
            last = table.add_row()
            for number, (text, column) in enumerate(zip(total, columns, strict=True)):
                last.cells[number].width = Mm(column[2])
                self._set(last.cells[number], text, align=column[3], bold=True, size=size)
        self.line("", size=6)

    def page_break(self) -> None:
        self.document.add_page_break()

    def _cell_line(self, cell: Any, text: str, **kwargs: Any) -> None:
        kwargs = {"align": CENTER, "after": 0, **kwargs}
        self.line(text, on=cell, **kwargs)

    def _set(self, cell: Any, text: str, *, align: Any, size: int, bold: bool = False) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.alignment = align
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        self._runs(paragraph, text, bold=bold, size=size)

    def _repeat(self, row: Any) -> None:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        self._cannot_split(row)

    def _cannot_split(self, row: Any) -> None:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
