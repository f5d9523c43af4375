"""Re-checks in three communes: one concluded, one in progress, one just drawn."""

import datetime as dt
import uuid
from random import Random

from django.db.models import QuerySet

from accounts.models import User
from areas.models import Commune
from households.choices import AssessmentState
from households.models import Assessment, Round
from inspections.choices import CaseState, SampleGroup
from inspections.models import RecheckCase, RecheckSample
from inspections.services import FoundFacts, close_sample, draw_samples, record_case

CHECKED_ON = dt.date(2021, 11, 12)
# Visited households of ten, and whether the sample is concluded.
SAMPLES = (("23782", 10, True), ("23788", 6, False), ("23770", 0, False))
SIZE = 10
# One visit in six finds fewer points than the form, one in ten finds no one at home.
LOWER, NOBODY, LOWER_BY = 6, 10, 18


def recheck_some(round_: Round, *, by: User, at: dt.datetime) -> None:
    """Draw samples of approved forms and record the visits."""
    for code, visited, is_concluded in SAMPLES:
        communes = list(_with_forms(code, round_))
        if communes:
            (sample,) = draw_samples(
                client_id=uuid.uuid5(uuid.NAMESPACE_OID, f"demo recheck {code}"),
                round_=round_,
                communes=communes,
                group=SampleGroup.ALL,
                size=SIZE,
                seed=f"IG-2021-{code}",
                by=by,
                at=at,
            )
            _visit(sample, visited, by=by)
            if is_concluded:
                _conclude(sample, by=by)


def _visit(sample: RecheckSample, visited: int, *, by: User) -> None:
    rng = Random(f"demo recheck {sample.seed}")  # noqa: S311  (the same demo everywhere)
    for case in sample.cases.order_by("position")[:visited]:
        is_absent = rng.randrange(NOBODY) == 0
        lower_by = LOWER_BY if rng.randrange(LOWER) == 0 else 0
        record_case(
            case_id=case.pk,
            version=case.version,
            state=CaseState.ABSENT if is_absent else CaseState.CHECKED,
            checked_on=CHECKED_ON,
            note="Chủ hộ đi làm ăn xa" if is_absent else "",
            found=_found(case, lower_by),
            by=by,
            on=CHECKED_ON,
        )


def _found(case: RecheckCase, lower_by: int) -> list[FoundFacts]:
    return [
        FoundFacts(
            standard_id=result.standard_id,
            b1_points=None if result.b1_points is None else max(0, result.b1_points - lower_by),
            income_per_person=result.income_per_person,
            answers=result.answers,
        )
        for result in case.assessment.results.all()
    ]


def _conclude(sample: RecheckSample, *, by: User) -> None:
    close_sample(
        sample_id=sample.pk,
        version=sample.version,
        conclusion="Đề nghị xã rà soát lại các hộ có điểm B1 khác phiếu đã duyệt.",
        by=by,
    )


def _with_forms(code: str, round_: Round) -> QuerySet[Commune]:
    approved = Assessment.objects.filter(round=round_, state=AssessmentState.APPROVED)
    return Commune.objects.filter(code=code, pk__in=approved.values("commune"))
