"""Reasons of poverty and needs of the demo: most households interviewed in spring, none in one commune."""

import datetime as dt
from collections.abc import Mapping
from random import Random

from accounts.models import User
from common.history import create_many
from demo.forms import VIETNAM
from households.choices import PovertyStatus
from households.models import PovertyRecord, PovertyStandard
from support.models import (
    NeedFinding,
    PovertyReason,
    ReasonAnalysis,
    ReasonFinding,
    SupportNeed,
)

YEAR = 2021
NOT_BEGUN = "23773"  # Ia Khai
FIRST_DAY, DAYS = dt.date(2021, 4, 5), 70
SHARE_DONE = 0.9
SHARE_WITH_A_PERSON = 0.3
# Frequency of each reason, in the order of the list.
WEIGHTS = {
    "no_land": 5,
    "no_capital": 8,
    "no_labour": 3,
    "no_tools": 4,
    "no_knowledge": 5,
    "no_skill": 4,
    "illness": 3,
    "other": 1,
}


def analyse_reasons(officers: Mapping[str, User], *, standard: PovertyStandard) -> None:
    """Write analyses of households that were poor at the opening, deterministically.

    `officers` maps a commune's code to the user who enters them.
    """
    reasons = {reason.key: reason for reason in PovertyReason.objects.all()}
    records = (
        PovertyRecord.objects.of_year(YEAR, standard)
        .filter(opening_status=PovertyStatus.POOR, commune__code__in=officers)
        .exclude(commune__code=NOT_BEGUN)
        .select_related("household__head", "commune")
        .order_by("household__code")
    )
    analyses, found = [], []
    for record in records:
        rng = Random(f"reasons {record.household.code}")  # noqa: S311  (invented data)
        if rng.random() < SHARE_DONE:
            analyses.append(_analysis(record, rng, officers[record.commune.code]))
            found.append(_keys(rng))
    create_many(analyses, by=None)
    findings = [
        ReasonFinding(analysis=analysis, reason=reasons[key])
        for analysis, keys in zip(analyses, found, strict=True)
        for key in keys
    ]
    create_many(findings, by=None)
    create_many(_needs(analyses), by=None)


def _needs(analyses: list[ReasonAnalysis]) -> list[NeedFinding]:
    """Return up to two needs of each household, and now and then one of its head."""
    kinds = list(SupportNeed.objects.all())
    found: list[NeedFinding] = []
    for analysis in analyses:
        rng = Random(f"needs {analysis.household.code}")  # noqa: S311  (invented data)
        needs = sorted(rng.sample(kinds, rng.choice((0, 1, 1, 2))), key=lambda one: one.number)
        found.extend(NeedFinding(analysis=analysis, need=need) for need in needs)
        if rng.random() < SHARE_WITH_A_PERSON and (head := analysis.household.head):
            need, person, name = rng.choice(kinds[:2]), head.client_id, head.full_name
            found.append(NeedFinding(analysis=analysis, need=need, person=person, person_name=name))
    return found


def _analysis(record: PovertyRecord, rng: Random, officer: User) -> ReasonAnalysis:
    day = FIRST_DAY + dt.timedelta(days=rng.randrange(DAYS))
    return ReasonAnalysis(
        household=record.household,
        commune=record.commune,
        year=YEAR,
        analysed_on=day,
        entered_by=officer,
        entered_at=dt.datetime.combine(day, dt.time(15, 30), tzinfo=VIETNAM),
    )


def _keys(rng: Random) -> list[str]:
    """Return one to three distinct reasons."""
    wanted = rng.choice((1, 1, 2, 2, 3))
    keys: list[str] = []
    while len(keys) < wanted:
        (key,) = rng.choices(list(WEIGHTS), weights=list(WEIGHTS.values()))
        if key not in keys:
            keys.append(key)
    return keys
