"""`manage.py check_numbers --year Y`: every identity and total recomputed from raw rows."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.number_checks import Check
from povertyapp.number_checks.registry import ALL_CHECKS

MOST_LINES = 20


class Command(BaseCommand):
    help = (
        "Tính lại mọi tổng và đẳng thức của một năm từ dữ liệu gốc; báo lỗi khi có chỗ không khớp."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, required=True, help="năm của kế hoạch")

    def handle(self, *args: Any, **options: Any) -> None:
        year = options["year"]
        self.stdout.write(f"Kiểm tra số liệu năm {year}")
        broken = sum(not self._holds(check, year) for check in ALL_CHECKS)
        if broken:
            raise CommandError(f"{broken} trên {len(ALL_CHECKS)} phép kiểm không khớp.")
        self.stdout.write(f"Cả {len(ALL_CHECKS)} phép kiểm đều khớp.")

    def _holds(self, check: Check, year: int) -> bool:
        problems = list(check.problems(year))
        self.stdout.write(f"{'✘' if problems else '✔'} {check.title}")
        for problem in problems[:MOST_LINES]:
            self.stdout.write(f"    {problem}")
        if len(problems) > MOST_LINES:
            self.stdout.write(f"    … và {len(problems) - MOST_LINES} dòng nữa")
        return not problems
