"""`manage.py load_reference`: units, ethnic groups, standards, procedures the product comes with."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from areas.services.reference import load_units
from areas.services.unit_changes import load_unit_change
from households.services.reference import load_standards
from procedure.services.reference import load_procedures


class Command(BaseCommand):
    help = (
        "Nạp đơn vị hành chính, dân tộc và chuẩn nghèo còn thiếu. "
        "Chạy lại bao nhiêu lần cũng được; không ghi đè những gì đã sửa."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        units, standards = load_units(), load_standards()
        load_unit_change()
        load_procedures()
        self.stdout.write(f"Đã nạp {units} đơn vị, dân tộc và {standards} chuẩn nghèo.")
