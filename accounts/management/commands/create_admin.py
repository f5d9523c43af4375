"""`manage.py create_admin USER`: create the first administrator of an installation."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.services.users import create_administrator
from common.errors import Refused
from common.text import normalise_password


class Command(BaseCommand):
    help = (
        "Tạo quản trị viên đầu tiên. Mật khẩu được hỏi khi chạy, hoặc đọc từ dòng đầu của "
        "đầu vào chuẩn; không bao giờ ghi trên dòng lệnh."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="USER", help="tên đăng nhập")
        parser.add_argument("--name", default="Quản trị hệ thống", help="họ và tên")

    def handle(self, *args: Any, **options: Any) -> None:
        password = self._password()
        try:
            validate_password(password, User(username=options["username"]))
            user = create_administrator(
                username=options["username"], full_name=options["name"], password=password
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except Refused as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"Đã tạo quản trị viên {user.username}.")

    def _password(self) -> str:
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\r\n")
        password = getpass("Mật khẩu: ")
        if normalise_password(password) != normalise_password(getpass("Nhập lại mật khẩu: ")):
            raise CommandError("Hai lần nhập không giống nhau.")
        return password
