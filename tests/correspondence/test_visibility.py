"""Who reads which threads."""

import pytest

from correspondence.models import Thread
from tests import factories

ALL = {"reminder", "other reminder", "on commune", "on other", "on goal", "to finance", "to bank"}
COMMENTS = {"on commune", "on other", "on goal"}


@pytest.fixture
def threads(plan, leader, commune, other_commune):
    make = factories.ThreadFactory
    of_plan = {"plan": plan, "opened_by": leader}
    return {
        "reminder": make(commune=commune, **of_plan),
        "other reminder": make(commune=other_commune, **of_plan),
        "on commune": make(comment=True, commune=commune, **of_plan),
        "on other": make(comment=True, commune=other_commune, **of_plan),
        "on goal": make(on_a_goal=True, **of_plan),
        "to finance": make(question=True, commune=commune, **of_plan),
        "to bank": make(question=True, office="POLICY_BANK", **of_plan),
    }


def seen_by(threads, user):
    seen = {*Thread.objects.visible_to(user).values_list("pk", flat=True)}
    return {name for name, thread in threads.items() if thread.pk in seen}


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ({"officer": True}, {"reminder", "on commune", "on goal"}),
        ({"chair": True}, {"reminder", "on commune", "on goal"}),
        ({}, ALL),
        ({"leader": True}, ALL),
        ({"finance": True}, COMMENTS | {"to finance"}),
        ({"bank": True}, COMMENTS | {"to bank"}),
        ({"administrator": True}, COMMENTS),
        ({"is_active": False}, set()),
    ],
    ids=str,
)
def test_each_role_reads_what_concerns_it(threads, commune, who, sees):
    place = {"commune": commune} if {"officer", "chair"} & who.keys() else {}

    assert seen_by(threads, factories.UserFactory(**who, **place)) == sees


def test_a_commune_reads_the_threads_of_those_merged_into_it(threads, commune, other_commune):
    commune.merged_into = other_commune
    commune.save()
    user = factories.UserFactory(officer=True, commune=other_commune)

    assert {"reminder", "other reminder", "on commune", "on other"} <= seen_by(threads, user)
