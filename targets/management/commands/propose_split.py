"""`manage.py propose_split --year 2021 --poor 250 --em 193`: propose a split without saving it."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.formats import points
from targets.choices import SPLIT_METHODS, SplitRule
from targets.models import YearPlan
from targets.queries.allocations import demand_of, split_rows, targets_of, wanted_by
from targets.queries.registrations import registered_by_commune
from targets.rules.split import SplitResult, split
from targets.rules.split_conflict import Infeasible
from targets.rules.split_limits import NonsenseInput, SplitDemand, SplitRow
from targets.rules.standing import ratio

_METHODS = [value for value, _label in SPLIT_METHODS]
_PAIR = re.compile(r"\A([0-9]{1,10})=([0-9]{1,9}(?:\.[0-9]{1,2})?)\Z")


class Command(BaseCommand):
    help = (
        "Đề xuất phân bổ chỉ tiêu giảm hộ nghèo của huyện cho các xã; không ghi gì vào cơ sở dữ liệu. "
        "Với --format json, stdout chỉ có JSON: danh sách mỗi xã một dòng (fall_points là điểm "
        "phần trăm làm tròn bốn chữ số, ví dụ 1.2009; ràng buộc được xét bằng số đúng, không bằng số "
        'làm tròn), hoặc {"infeasible": [...]} với mã thoát 1.'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, required=True, help="năm kế hoạch")
        parser.add_argument("--poor", type=int, help="tổng giảm hộ nghèo (mặc định: mục tiêu năm)")
        parser.add_argument(
            "--em", type=int, help="trong đó giảm hộ nghèo DTTS (mặc định như trên)"
        )
        parser.add_argument(
            "--rule",
            type=str.upper,
            choices=_METHODS,
            default=SplitRule.BY_POOR,
            help="cách phân bổ",
        )
        parser.add_argument(
            "--points",
            type=_per_cent,
            help="mức giảm (điểm phần trăm) mà xã trên bình quân phải vượt, ví dụ 1.2",
        )
        for name, words in (
            ("--weight", "hệ số của xã, ví dụ 23782=1.5"),
            ("--floor", "ít nhất bao nhiêu hộ, ví dụ 23782=35"),
            ("--em-floor", "ít nhất bao nhiêu hộ DTTS"),
        ):
            parser.add_argument(
                name, type=_pair, action="append", default=[], metavar="MÃ=SỐ", help=words
            )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = YearPlan.objects.filter(year=options["year"]).first()
        if plan is None:
            raise CommandError(f"Năm {options['year']} chưa có kế hoạch.")
        rows = self._rows(plan, options)
        try:
            found = split(rows, self._demand(plan, options), options["rule"])
        except NonsenseInput as error:
            self._refuse([str(error)], as_json=options["format"] == "json")
            return
        if isinstance(found, Infeasible):
            self._refuse(found.sentences, as_json=options["format"] == "json")
        elif options["format"] == "json":
            self.stdout.write(json.dumps(_as_data(rows, found), ensure_ascii=False, indent=2))
        else:
            self._write_table(rows, found)

    def _rows(self, plan: YearPlan, options: Mapping[str, Any]) -> list[SplitRow]:
        targets = targets_of(plan)
        if not targets:
            raise CommandError(f"Kế hoạch năm {plan.year} chưa có số liệu đầu kỳ của xã.")
        rows = {row.code: row for row in split_rows(targets, {}, registered_by_commune(plan))}
        for option, field in (
            ("weight", "weight"),
            ("floor", "least_fall"),
            ("em_floor", "least_em_fall"),
        ):
            for code, value in options[option]:
                if code not in rows:
                    raise CommandError(f"Kế hoạch năm {plan.year} không có xã mã {code}.")
                wanted: Any = value if field == "weight" else int(value)
                rows[code] = replace(rows[code], **{field: wanted})
        return [rows[code] for code in sorted(rows)]

    def _demand(self, plan: YearPlan, options: Mapping[str, Any]) -> SplitDemand:
        wanted = wanted_by(plan)
        demand = demand_of(plan, wanted)
        fall, em_fall = options["poor"], options["em"]
        fall = wanted.fall if fall is None else fall
        em_fall = wanted.em_fall if em_fall is None else em_fall
        if fall is None or em_fall is None:
            raise CommandError("Kế hoạch chưa đặt mục tiêu giảm: hãy cho --poor và --em.")
        asked = demand.points if options["points"] is None else options["points"]
        return replace(demand, fall=fall, em_fall=em_fall, points=asked)

    def _refuse(self, sentences: Sequence[str], *, as_json: bool) -> None:
        if as_json:
            data = {"infeasible": list(sentences)}
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("Không phân bổ được:")
            for sentence in sentences:
                self.stdout.write(f"- {sentence}")
        raise SystemExit(1)

    def _write_table(self, rows: Sequence[SplitRow], found: SplitResult) -> None:
        head = ("Mã", "Xã, thị trấn", "Nghèo", "DTTS", "Giảm", "DTTS", "Điểm phần trăm")
        lines: list[tuple[str, ...]] = [head]
        for row, share in zip(rows, found.shares, strict=True):
            given = points(ratio(share.fall, row.households))
            figures = (row.poor, row.em_poor, share.fall, share.em_fall)
            lines.append((row.code, row.name, *(str(figure) for figure in figures), given))
        sums = [
            sum(row.poor for row in rows),
            sum(row.em_poor for row in rows),
            sum(share.fall for share in found.shares),
            sum(share.em_fall for share in found.shares),
        ]
        whole = points(ratio(sums[2], sum(row.households for row in rows)))
        lines.append(("", "Toàn huyện", *(str(figure) for figure in sums), whole))
        for code, name, *numbers in lines:
            cells = "".join(f"{number:>8}" for number in numbers)
            self.stdout.write(f"{code:<6} {name:<20}{cells}")
        for warning in found.warnings:
            self.stdout.write(f"Lưu ý: {warning}")


def _as_data(rows: Sequence[SplitRow], found: SplitResult) -> list[dict[str, Any]]:
    return [
        {
            "code": row.code,
            "name": row.name,
            "poor": row.poor,
            "em_poor": row.em_poor,
            "target_fall": share.fall,
            "em_target_fall": share.em_fall,
            "fall_points": _fall_points(share.fall, row.households),
        }
        for row, share in zip(rows, found.shares, strict=True)
    ]


def _fall_points(fall: int, households: int) -> float | None:
    if not households:
        return None
    exact = Decimal(100 * fall) / households
    return float(exact.quantize(Decimal("0.0001"), ROUND_HALF_UP))


def _pair(text: str) -> tuple[str, Decimal]:
    match = _PAIR.match(text)
    if match is None:
        raise ValueError(text)
    return match[1], Decimal(match[2])


def _per_cent(text: str) -> Decimal:
    if not re.match(r"\A[0-9]{1,3}([.,][0-9]{1,4})?\Z", text):
        raise ValueError(text)
    return Decimal(text.replace(",", ".")) / 100
