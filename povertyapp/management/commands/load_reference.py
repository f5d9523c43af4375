"""`manage.py load_reference`: reference data: units, standards, scoring tables, procedures."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from areas.services.reference import load_units
from areas.services.unit_changes import load_unit_change
from households.services.reference import load_standards
from households.services.scoring_reference import load_scoring_tables
from procedure.services.reference import load_procedures
from support.services.reference import load_needs, load_reasons


class Command(BaseCommand):
    help = (
        "Nạp đơn vị hành chính, dân tộc, chuẩn nghèo và bảng điểm B1 còn thiếu. "
        "Chạy lại bao nhiêu lần cũng được; không ghi đè những gì đã sửa."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        units, standards, tables = load_units(), load_standards(), load_scoring_tables()
        load_unit_change()
        load_procedures()
        load_reasons()
        load_needs()
        self.stdout.write(
            f"Đã nạp {units} đơn vị, dân tộc, {standards} chuẩn nghèo"
            f" và {tables} bảng điểm B1 (chưa kiểm chứng)."
        )
