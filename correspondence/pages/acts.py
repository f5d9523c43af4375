"""What a user can do about a commune or a goal from the page where its figures are."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.urls import reverse

from accounts.choices import Action
from accounts.models import User
from common.text import lower_first
from correspondence.choices import ThreadKind
from correspondence.links import ask_url, comment_url, remind_url, thread_url, threads_url
from correspondence.models import Thread
from correspondence.queries.threads import latest_reminders, steering_threads
from correspondence.words.threads import AWAITED, days_overdue, reminder_words
from targets.querysets import office_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneActs:
    """The acts about one commune, and how its latest reminder stands; empty where there is none."""

    name: str
    remind_url: str = ""
    direct_url: str = ""
    comment_url: str = ""
    ask_url: str = ""
    asks_labour_office: bool = False
    reminded: str = ""
    reminded_url: str = ""
    is_late: bool = False
    threads_url: str = ""
    icon: str = "three-dots"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalActs:
    """The comments on one goal: how many, where they are, and where to write another."""

    name: str
    comments: int
    threads_url: str
    comment_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """The acts of a user on a page about a plan's year; made in one query."""

    year: int
    user: User
    today: dt.date
    reminders: Mapping[int, Thread] = field(default_factory=dict)
    comments: Mapping[tuple[str, str, str], int] = field(default_factory=dict)

    @property
    def may_open(self) -> bool:
        return self.user.may(Action.OPEN_THREADS)

    def about_commune(self, commune: int, name: str) -> CommuneActs:
        """Return the acts about a commune, given by its key and its full name."""
        reminded = self._reminded(commune, lower_first(name))
        if not self.may_open:
            return reminded
        return replace(
            reminded,
            threads_url=threads_url(self.year, commune=commune),
            remind_url=remind_url(self.year, commune),
            direct_url=f"{reverse('targets:direction_give', args=[self.year])}?commune={commune}",
            comment_url=comment_url(self.year, commune=commune),
            ask_url=ask_url(self.year, commune),
            asks_labour_office=office_of(self.user) == "",
        )

    def _reminded(self, commune: int, name: str) -> CommuneActs:
        """Return how the latest reminder of a commune stands, without acts."""
        latest = self.reminders.get(commune)
        if latest is None:
            return CommuneActs(name=name)
        return CommuneActs(
            name=name,
            reminded=reminder_words(latest, today=self.today),
            reminded_url=thread_url(latest.pk),
            icon="bell-fill" if latest.state in AWAITED else "bell",
            is_late=days_overdue(latest, latest.state, self.today) > 0,
        )

    def about_goal(self, goal: int, key: tuple[str, str, str], name: str) -> GoalActs:
        """Return the acts about a goal, by its key and by code, group and indicator."""
        return GoalActs(
            name=name,
            comments=self.comments.get(key, 0),
            threads_url=threads_url(self.year, kind=ThreadKind.COMMENT),
            comment_url=comment_url(self.year, goal=goal) if self.may_open else "",
        )


def acts_of(user: User, *, year: int, today: dt.date) -> Acts:
    """Return what a user can do about the communes and goals of a year, in one query."""
    found = steering_threads(year, user)
    comments = Counter(
        (each.goal_code, each.goal_group, each.indicator.key if each.indicator else "")
        for each in found
        if each.kind == ThreadKind.COMMENT
    )
    reminders = latest_reminders(found)
    return Acts(year=year, user=user, today=today, reminders=reminders, comments=comments)
