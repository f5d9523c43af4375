"""The forms that open threads, prepared: what is late, who has been reminded, the figure meant."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from areas.models import Commune
from correspondence.queries.threads import open_reminders
from correspondence.services.opening import ReminderFacts, reminder_texts
from correspondence.words.figures import (
    commune_subject,
    figure_of_commune,
    figure_of_goal,
    goal_subject,
)
from correspondence.words.reminders import proposed_reminder, request_text
from correspondence.words.threads import still_open
from targets.models import Goal, YearPlan
from targets.queries.alerts import year_alerts
from targets.queries.plans import communes_of
from targets.queries.progress import progress

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderFormPage:
    """What the form of a reminder begins with. `known`: open reminders of the commune, in words."""

    communes: Sequence[Commune]
    initial: dict[str, Any] = field(default_factory=dict)
    known: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewedReminder:
    """The text that one commune gets, and its open reminder about the same matter, if any."""

    name: str
    text: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentedFigure:
    """The figure that a comment is on, as it stands now."""

    subject: str
    words: str


def reminder_form_page(
    plan: YearPlan, commune: Commune | None, *, on: dt.date, is_posted: bool
) -> ReminderFormPage:
    """Return what the form begins with; to one commune the text says what is late there."""
    communes = list(communes_of(plan, on=on).order_by("sort_key"))
    if is_posted:
        return ReminderFormPage(communes=communes)
    if commune is None:
        initial = {"body": request_text(*communes), "due_on": on + WEEK}
        return ReminderFormPage(communes=communes, initial=initial)
    alerts = [each for each in year_alerts(plan, today=on) if each.commune_id == commune.pk]
    proposed = proposed_reminder(commune, alerts, None, on=on)
    known = open_reminders(plan, [commune.pk], proposed.matter)
    return ReminderFormPage(
        communes=communes,
        initial={
            "matter": proposed.matter,
            "body": proposed.text,
            "due_on": on + WEEK,
        },
        known=" ".join(still_open(each, today=on) for each in known),
    )


def reminder_preview(
    plan: YearPlan, facts: ReminderFacts, *, on: dt.date
) -> list[PreviewedReminder]:
    """Return the text of each commune. Raises CannotCorrespond."""
    texts = reminder_texts(plan, facts, on=on)
    known = {each.commune_id: each for each in open_reminders(plan, facts.communes, facts.matter)}
    return [
        PreviewedReminder(
            name=commune.full_name,
            text=text,
            known=still_open(known[commune.pk], today=on) if commune.pk in known else "",
        )
        for commune, text in texts
    ]


def commented_figure(
    plan: YearPlan, commune: Commune | None, goal: Goal | None, *, on: dt.date
) -> CommentedFigure | None:
    """Return the figure that is commented on; None while none is chosen."""
    if goal is not None:
        found = progress(plan, as_of=on)
        key = goal.indicator.key if goal.indicator else ""
        words = figure_of_goal(found, goal.code, goal.group, key)
        return CommentedFigure(subject=goal_subject(goal, plan.year), words=words)
    if commune is None:
        return None
    words = figure_of_commune(progress(plan, as_of=on), commune.pk)
    return CommentedFigure(subject=commune_subject(commune, plan.year), words=words)
