"""`manage.py rescore --table T --round R --by NAME`: rescore a round in this process."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from common.clock import now
from common.errors import Refused
from households.models import Round, ScoringTable
from households.services.rescoring import begin_rescoring, run_to_the_end


class Command(BaseCommand):
    help = "Chấm lại B1 của các phiếu chưa duyệt trong một đợt theo một bảng điểm đang áp dụng."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--table", type=int, required=True, help="số của bảng điểm")
        parser.add_argument("--round", type=int, required=True, help="số của đợt rà soát")
        parser.add_argument("--by", required=True, help="tên đăng nhập của người chịu trách nhiệm")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            table = ScoringTable.objects.get(pk=options["table"])
            round_ = Round.objects.get(pk=options["round"])
            by = User.objects.get(username=options["by"])
            run = begin_rescoring(table=table, round_=round_, by=by, at=now())
        except (ScoringTable.DoesNotExist, Round.DoesNotExist, User.DoesNotExist) as error:
            raise CommandError("Không có bảng điểm, đợt rà soát hoặc người dùng đó.") from error
        except Refused as error:
            raise CommandError(error.message) from error
        run = run_to_the_end(rescoring_id=run.pk, clock=now)
        self.stdout.write(f"Đã chấm lại {run.total} phiếu, {run.changes.count()} phiếu thay đổi.")
