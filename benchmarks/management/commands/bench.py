"""`manage.py bench`: the named benchmarks on SQLite and PostgreSQL, into `bench/latest.json`."""

import json
import os
import subprocess  # nosec B404
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from benchmarks.databases import postgresql_database, sqlite_database
from benchmarks.runs import name_on_this_engine, prepare_database, run_all
from benchmarks.timing import table

RESULT = settings.BASE_DIR / "bench" / "latest.json"
VAR = settings.BASE_DIR / "var"


class Command(BaseCommand):
    help = "Đo thời gian các trang trên dữ liệu mẫu đầy đủ, trên SQLite và PostgreSQL."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--postgresql", default="", help="địa chỉ một máy chủ PostgreSQL")
        parser.add_argument("--only", default="", help="chỉ đo những mục có tên chứa chữ này")
        parser.add_argument(
            "--into", type=Path, help="(dùng nội bộ) đo trên DATABASE_URL hiện tại, ghi ra tệp này"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("Phép đo nạp dữ liệu mẫu nên không chạy ở môi trường production.")
        if options["into"]:
            self._measure_here(options["into"], options["only"])
            return
        if not options["postgresql"]:
            raise CommandError("Hãy chạy bằng `make bench`, hoặc chỉ ra máy chủ bằng --postgresql.")
        call_command("collectstatic", interactive=False, verbosity=0)
        with sqlite_database(VAR) as url:
            figures = self._measure_on(url, options["only"])
        with postgresql_database(options["postgresql"]) as url:
            figures |= self._measure_on(url, options["only"])
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", "utf-8")
        self.stdout.write(f"→ {RESULT.relative_to(settings.BASE_DIR)}")

    def _measure_here(self, into: Path, only: str) -> None:
        prepare_database()
        measured = run_all(only)
        figures = {name_on_this_engine(one.name): one.as_json() for one in measured}
        into.write_text(json.dumps(figures), "utf-8")
        self.stdout.write(table(measured))

    def _measure_on(self, url: str, only: str) -> dict[str, Any]:
        """Measure in a subprocess: the engine is chosen when Django starts."""
        engine = url.split(":", 1)[0]
        self.stdout.write(f"\n== {engine}")
        self.stdout.flush()
        into = VAR / f"bench-{engine}.json"
        command = [
            *(sys.executable, str(settings.BASE_DIR / "manage.py"), "bench"),
            *("--only", only, "--into", str(into)),
        ]
        environment = os.environ | {"DATABASE_URL": url, "HTTPS": "false", "LOG_LEVEL": "ERROR"}
        # This program itself, with database URLs created here.
        done = subprocess.run(command, env=environment, check=False)  # noqa: S603  # nosec B603
        if done.returncode:
            raise CommandError(f"Phép đo trên {engine} không xong.")
        figures: dict[str, Any] = json.loads(into.read_text("utf-8"))
        into.unlink()
        return figures
