"""Periodic work of the job worker."""

import datetime as dt

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.core.management import call_command
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from common.clock import now
from households.services.reopening import relock_run_out

DAYS_KEPT = 30
EVERY = dt.timedelta(days=1)


@task()
def tidy_up() -> dict[str, int]:
    """Delete expired sessions, and sign-in logs and job results older than 30 days.

    Freezes the result of communes whose reopening has expired, and queues itself for the next day.
    Returns how many sign-in rows were deleted and how many communes were frozen.
    """
    schedule(after=EVERY)
    relocked = relock_run_out(at=now())
    call_command("clearsessions")
    call_command("prune_db_task_results", min_age_days=DAYS_KEPT, verbosity=0)
    limit = now() - dt.timedelta(days=DAYS_KEPT)
    gone = 0
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        gone += model.objects.filter(attempt_time__lt=limit).delete()[0]
    return {"sign_in_rows": gone, "relocked": relocked}


def schedule(*, after: dt.timedelta = dt.timedelta()) -> bool:
    """Queue the next clean-up unless one is queued; return whether it was queued."""
    if DBTaskResult.objects.filter(task_path=tidy_up.module_path, status="READY").exists():
        return False
    tidy_up.using(run_after=now() + after).enqueue()
    return True
