"""What openpyxl cannot write into a workbook: stored results of formulas, and drawn lines.

A reader that does not calculate (a preview, a program) shows the stored results. A line is a
shape of its own, as NĐ 30/2020/NĐ-CP asks for beneath the issuer and the motto.
"""

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

_SHEET = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v\s*/?>(?:</v>)?</c>')
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNITS_PER_PIXEL = 9525


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledLine:
    """A horizontal line in a row, between two places: each a column from 0 and pixels in it."""

    row: int
    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(slots=True, kw_only=True)
class Finish:
    """What is added to one sheet: results by the cell of their formula, and lines."""

    stored: dict[str, float] = field(default_factory=dict)
    lines: list[RuledLine] = field(default_factory=list)


def finished(content: bytes, finishes: Sequence[Finish]) -> bytes:
    """Return the workbook with the finish of each sheet, in the order of the sheets."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as made,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for entry in made.namelist():
            out.writestr(entry, finished_part(entry, made.read(entry), finishes))
        for name, part in added_parts(finishes):
            out.writestr(name, part)
    return stream.getvalue()


def finished_part(entry: str, part: bytes, finishes: Sequence[Finish]) -> bytes:
    """Return a part of the workbook with what the finishes change in it."""
    if entry == "[Content_Types].xml":
        return _with_types(part, finishes)
    match = _SHEET.fullmatch(entry)
    if match is None:
        return part
    finish = finishes[int(match[1]) - 1]
    part = _with_results(part, finish.stored)
    if not finish.lines:
        return part
    tag = f'<drawing xmlns:r="{_OFFICE}" r:id="rId1"/></worksheet>'
    return part.replace(b"</worksheet>", tag.encode())


def added_parts(finishes: Sequence[Finish]) -> Iterable[tuple[str, str]]:
    """Return the new parts of the workbook: the drawings with their relations."""
    for number, finish in _drawn(finishes):
        yield f"xl/worksheets/_rels/sheet{number}.xml.rels", _relation(number)
        yield f"xl/drawings/drawing{number}.xml", _drawing(finish.lines)


def _drawn(finishes: Sequence[Finish]) -> list[tuple[int, Finish]]:
    return [(n, finish) for n, finish in enumerate(finishes, start=1) if finish.lines]


def _with_results(part: bytes, stored: Mapping[str, float]) -> bytes:
    def with_result(match: re.Match[bytes]) -> bytes:
        cell, rest, formula = match.groups()
        value = repr(stored[cell.decode()]).encode()
        return b'<c r="%b"%b><f>%b</f><v>%b</v></c>' % (cell, rest, formula, value)

    return _FORMULA.sub(with_result, part)


def _with_types(part: bytes, finishes: Sequence[Finish]) -> bytes:
    types = "".join(
        f'<Override PartName="/xl/drawings/drawing{number}.xml" ContentType="{_DRAWING_TYPE}"/>'
        for number, _ in _drawn(finishes)
    )
    return part.replace(b"</Types>", f"{types}</Types>".encode())


def _relation(number: int) -> str:
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/drawing" Target="/xl/drawings/drawing{number}.xml"/></Relationships>'
    )


def _drawing(lines: Sequence[RuledLine]) -> str:
    spaces = "http://schemas.openxmlformats.org/drawingml/2006"
    anchors = "".join(_anchor(number, line) for number, line in enumerate(lines, start=2))
    return (
        f'{_HEAD}<xdr:wsDr xmlns:xdr="{spaces}/spreadsheetDrawing" xmlns:a="{spaces}/main">'
        f"{anchors}</xdr:wsDr>"
    )


def _anchor(number: int, line: RuledLine) -> str:
    return (
        f"<xdr:twoCellAnchor>{_place('from', line.start, line.row)}{_place('to', line.end, line.row)}"
        '<xdr:cxnSp macro=""><xdr:nvCxnSpPr>'
        f'<xdr:cNvPr id="{number}" name="Đường kẻ {number - 1}"/><xdr:cNvCxnSpPr/></xdr:nvCxnSpPr>'
        '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></xdr:spPr>'
        "</xdr:cxnSp><xdr:clientData/></xdr:twoCellAnchor>"
    )


def _place(tag: str, at: tuple[int, int], row: int) -> str:
    column, offset = at
    return (
        f"<xdr:{tag}><xdr:col>{column}</xdr:col><xdr:colOff>{offset * _UNITS_PER_PIXEL}</xdr:colOff>"
        f"<xdr:row>{row - 1}</xdr:row><xdr:rowOff>{2 * _UNITS_PER_PIXEL}</xdr:rowOff></xdr:{tag}>"
    )
