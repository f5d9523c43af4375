"""Sentences about a rescoring."""

from django.utils import timezone

from households.models import Rescoring
from households.queries.sources import run_source


def source_of_run(run: Rescoring, *, is_demo: bool) -> str:
    """Return the line above the list of changes: year, standard, time, which table, who began."""
    began = timezone.localtime(run.started_at)
    words = (
        f"{run_source(run).words}. {run.table}. {run.started_by} bắt đầu lúc {began:%H:%M %d/%m/%Y}"
    )
    words += "" if run.is_finished else ", chưa xong"
    return f"{words}. DỮ LIỆU MẪU, không phải số liệu thật." if is_demo else f"{words}."
