"""Rescoring as a background job."""

import datetime as dt

from django.db import transaction
from django_tasks import task

from accounts.models import User
from common.clock import now
from households.models import Rescoring, Round, ScoringTable
from households.services.rescoring import begin_rescoring, run_to_the_end


@task()
def score_again(rescoring_id: int) -> dict[str, int]:
    """Finish a run. Harmless when another worker is processing it, or it is finished."""
    run_to_the_end(rescoring_id=rescoring_id, clock=now)
    return {"rescoring": rescoring_id}


@transaction.atomic
def start_rescoring(*, table: ScoringTable, round_: Round, by: User, at: dt.datetime) -> Rescoring:
    """Create a run and queue it for the worker. Raises as `begin_rescoring` does."""
    rescoring = begin_rescoring(table=table, round_=round_, by=by, at=at)
    score_again.enqueue(rescoring.pk)
    return rescoring


@transaction.atomic
def resume_rescoring(*, rescoring_id: int) -> Rescoring:
    """Queue an interrupted run again; a finished one is left unchanged."""
    rescoring = Rescoring.objects.select_for_update().get(pk=rescoring_id)
    if not rescoring.is_finished:
        score_again.enqueue(rescoring.pk)
    return rescoring
