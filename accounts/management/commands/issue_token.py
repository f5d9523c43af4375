"""`manage.py issue_token USER`: print a new API token, and nothing else."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.services.tokens import MOST_DAYS, issue_token
from common.clock import now
from common.errors import Refused


class Command(BaseCommand):
    help = "Cấp một mã truy cập API cho người dùng và in ra; mã chỉ hiện lần này."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="USER", help="tên đăng nhập")
        parser.add_argument(
            "--days",
            type=int,
            default=settings.API_TOKEN_DAYS,
            help=f"số ngày có hiệu lực, 1 đến {MOST_DAYS} (mặc định {settings.API_TOKEN_DAYS})",
        )
        parser.add_argument("--name", default="Cấp từ dòng lệnh", help="mã dùng cho việc gì")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"].casefold()).first()
        if user is None:
            raise CommandError(f"Không có người dùng {options['username']}.")
        try:
            token = issue_token(
                user=user, name=options["name"], days=options["days"], by=None, at=now()
            )
        except Refused as error:
            raise CommandError(error.message) from error
        self.stdout.write(token)
