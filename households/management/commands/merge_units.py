"""`manage.py merge_units --from DATE`: show a change of units, apply it, or undo it."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.choices import Action
from accounts.models import User
from areas.models import UnitChange
from areas.queries import today
from areas.services.unit_changes import load_unit_change
from common.clock import now
from common.errors import Refused
from households.queries.units import unit_change_overview, unit_changes, year_counted
from households.services.units import apply_unit_change
from households.services.units_back import roll_back_unit_change
from households.words.units import unit_warnings


class Command(BaseCommand):
    help = (
        "Xem bảng sắp xếp đơn vị hành chính, áp dụng hoặc hoàn tác. Không kèm --apply hay "
        "--rollback thì chỉ xem."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from",
            dest="day",
            type=dt.date.fromisoformat,
            required=True,
            help="ngày có hiệu lực, ví dụ 2025-07-01",
        )
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--apply", action="store_true", help="áp dụng")
        what.add_argument("--rollback", action="store_true", help="hoàn tác")
        parser.add_argument(
            "--dry-run", action="store_true", help="làm thử rồi bỏ, không ghi gì lại"
        )
        parser.add_argument("--user", help="tên đăng nhập của quản trị viên làm việc này")
        parser.add_argument("--reason", default="", help="lý do, số văn bản")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        change = self._change(options["day"])
        try:
            if options["apply"]:
                change = apply_unit_change(on=today(), **self._asked(change, options))
            elif options["rollback"]:
                change = roll_back_unit_change(**self._asked(change, options))
        except Refused as error:
            raise CommandError(error.message) from error
        self._show(change)
        if options["dry_run"]:
            transaction.set_rollback(True)
            self.stdout.write("Chỉ làm thử: không ghi gì lại.")

    def _change(self, day: dt.date) -> UnitChange:
        try:
            load_unit_change()
        except Refused as error:
            raise CommandError(error.message) from error
        change = unit_changes().filter(takes_effect_on=day).first()
        if change is None:
            raise CommandError(f"Không có bảng sắp xếp đơn vị từ {day:%d/%m/%Y}.")
        return change

    def _asked(self, change: UnitChange, options: dict[str, Any]) -> dict[str, Any]:
        user = User.objects.filter(username=(options["user"] or "").casefold()).first()
        if user is None or not user.may(Action.MERGE_UNITS):
            raise CommandError("Hãy nêu --user là một quản trị viên đang hoạt động.")
        return {
            "change_id": change.pk,
            "version": change.version,
            "reason": options["reason"],
            "by": user,
            "at": now(),
        }

    def _show(self, change: UnitChange) -> None:
        overview = unit_change_overview(change, year=year_counted(today()))
        self.stdout.write(f"{change} ({change.legal_basis}): {change.get_state_display()}")
        for row in overview.rows:
            old = " + ".join(f"{each.full_name} {each.code}" for each in row.old)
            self.stdout.write(f"{row.unit.full_name} {row.unit.code} ← {old}")
            self.stdout.write(f"    {_words(row.tally)}")
            for warning in unit_warnings(row):
                self.stdout.write(f"    ! {warning}")
        self.stdout.write(f"Cộng: {_words(overview.total)}")


def _words(tally: Any) -> str:
    return (
        f"{tally.households} hộ, {tally.persons} khẩu, {tally.poor} hộ nghèo, "
        f"{tally.near_poor} hộ cận nghèo, {tally.villages} thôn, {tally.users} tài khoản, "
        f"{tally.forms_at_work} phiếu chưa duyệt"
    )
