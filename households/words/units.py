"""Warnings about a change of units, for the page, the API and the command."""

from collections.abc import Iterator

from areas.choices import AreaType
from households.queries.units import NewUnitRow


def unit_warnings(row: NewUnitRow) -> Iterator[str]:
    """Yield what to check about a new unit."""
    unit = row.unit
    if unit.outside:
        yield (
            f"Nhận thêm {unit.outside}, ngoài huyện: phần mềm không có số liệu nơi đó, nên số của "
            "xã mới chưa phải của toàn xã."
        )
    after = AreaType(unit.area_type).label.lower()
    for commune in row.with_another_area_type:
        before = AreaType(commune.area_type).label.lower()
        yield f"{commune.full_name} từ {before} thành {after}: xét theo mức của khu vực {after}."
    if row.same_names:
        yield f"Trùng tên: {', '.join(row.same_names)}. Tên mới kèm tên xã cũ, sửa được sau."
    if row.chairs > 1:
        yield f"Có {row.chairs} tài khoản chủ tịch UBND xã: khóa tài khoản không còn đương chức."
