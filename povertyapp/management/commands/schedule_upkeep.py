"""`manage.py schedule_upkeep`: make sure the worker has its daily tidy-up on the list."""

from typing import Any

from django.core.management.base import BaseCommand

from povertyapp.tasks import schedule


class Command(BaseCommand):
    help = "Ghi việc dọn dẹp hằng ngày vào danh sách việc của tiến trình nền."

    def handle(self, *args: Any, **options: Any) -> None:
        schedule()
