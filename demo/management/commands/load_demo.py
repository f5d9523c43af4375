"""`manage.py load_demo`: load an invented district to try the product with."""

import datetime as dt
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.forms import VIETNAM
from demo.load import is_empty, load_demo
from demo.plan import FULL, small
from demo.writing import tidy

SCALES = {"full": lambda: FULL, "small": small}
OFFICES_OPEN = dt.time(7)


class Command(BaseCommand):
    help = "Nạp dữ liệu mẫu (hư cấu) vào cơ sở dữ liệu còn trống."
    # For callers in Python: a function of the communes done and of all, instead of the lines.
    stealth_options = ("after_commune",)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="không báo lỗi khi cơ sở dữ liệu đã có dữ liệu, chỉ thôi không nạp",
        )
        parser.add_argument(
            "--scale",
            choices=sorted(SCALES),
            default="full",
            help="full: 27.771 hộ; small: khoảng 280 hộ",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("Dữ liệu mẫu không được nạp ở môi trường production.")
        if not is_empty():
            if options["if_empty"]:
                return
            raise CommandError(
                "Cơ sở dữ liệu đã có dữ liệu; dữ liệu mẫu chỉ nạp vào nơi còn trống."
            )
        began = time.monotonic()
        plans = SCALES[options["scale"]]()

        def write(text: str) -> None:
            if options["verbosity"]:
                self.stdout.write(text)
                self.stdout.flush()

        write("Đang nạp dữ liệu mẫu …")
        tell = options.get("after_commune") or (lambda done, of: write(f"  {done}/{of} xã"))
        morning = dt.datetime.combine(settings.DEMO_DATE, OFFICES_OPEN, tzinfo=VIETNAM)
        load_demo(plans, at=morning, after_commune=lambda done: tell(done, len(plans)))
        tidy()
        write(f"Đã nạp dữ liệu mẫu trong {time.monotonic() - began:.0f} giây.")
