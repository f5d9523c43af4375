"""The task that is proposed for a commune that is late, for the form that gives it."""

import datetime as dt

from areas.models import Commune
from targets.models import YearPlan
from targets.queries.alerts import year_alerts
from targets.services.directions import TaskFacts
from targets.words.alerts import late_sentences

_LONGEST = 1000  # characters of `Direction.content`


def proposed_task(plan: YearPlan, commune: Commune, *, on: dt.date) -> TaskFacts:
    """Return a task whose content is what is late in the commune today, given today."""
    late = late_sentences(year_alerts(plan, today=on), commune.pk)
    return TaskFacts(
        title=f"Khắc phục chậm tiến độ giảm nghèo năm {plan.year} tại {commune.name_in_sentence}",
        content="\n".join(late)[:_LONGEST],
        given_on=on,
        communes=frozenset({commune.pk}),
    )
