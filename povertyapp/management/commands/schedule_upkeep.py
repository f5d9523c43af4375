"""`manage.py schedule_upkeep`: queue the worker's daily clean-up."""

from typing import Any

from django.core.management.base import BaseCommand

from povertyapp.tasks import schedule


class Command(BaseCommand):
    help = "Ghi việc dọn dẹp hằng ngày vào danh sách việc của tiến trình nền."

    def handle(self, *args: Any, **options: Any) -> None:
        schedule()
