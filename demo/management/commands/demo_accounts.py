"""`manage.py demo_accounts`: print the accounts of the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.models import User
from areas.models import Installation
from demo.accounts import CHAIR_PREFIX, DISTRICT_ACCOUNTS, OFFICER_PREFIX


class Command(BaseCommand):
    help = "In các tài khoản mẫu; không in gì khi đây không phải dữ liệu mẫu."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED or not Installation.objects.filter(is_demo=True).exists():
            return
        users = {user.username: user for user in User.objects.select_related("commune")}
        lines = [
            f"  {account.username:<18}{users[account.username].place}"
            for account in DISTRICT_ACCOUNTS
            if account.username in users
        ]
        for name, officer in sorted(users.items()):
            chair = name.replace(OFFICER_PREFIX, CHAIR_PREFIX, 1)
            if name.startswith(OFFICER_PREFIX) and chair in users:
                lines.append(f"  {name:<18}{chair:<18}Cán bộ, chủ tịch UBND – {officer.place}")
        self.stdout.write(f"Tài khoản mẫu (mật khẩu chung: {settings.DEMO_PASSWORD})")
        self.stdout.write("\n".join(lines))
