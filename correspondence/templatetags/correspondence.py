"""Acts beside a figure, on the pages of apps below this one, which cannot import it (decision 41)."""

from typing import Any

from django import template

from areas.queries import today
from correspondence.pages.acts import Acts, CommuneActs, GoalActs, acts_of

register = template.Library()


@register.simple_tag(takes_context=True)
def acts_in(context: Any, year: int) -> Acts:
    """Return what the user can do about the communes and goals of a year; one query."""
    return acts_of(context["request"].user, year=year, today=today())


@register.inclusion_tag("correspondence/_acts.html")
def commune_acts(acts: Acts | None, commune: int, name: str, style: str = "menu") -> dict[str, Any]:
    """Show the acts about a commune: as links, folded (menu), or as an icon for narrow rows."""
    found: CommuneActs | None = acts.about_commune(commune, name) if acts else None
    return {"acts": found, "style": style}


@register.inclusion_tag("correspondence/_goal_acts.html")
def goal_acts(acts: Acts | None, goal: Any) -> dict[str, Any]:
    """Show the comments on a goal (`targets.queries.rows.GoalRow`)."""
    if not acts:  # "" where a template has none
        return {"acts": None}
    key = goal.code, goal.group, goal.indicator
    found: GoalActs = acts.about_goal(goal.pk, key, goal.label)
    return {"acts": found}
