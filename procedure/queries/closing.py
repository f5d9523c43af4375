"""Steps of the procedure that stand in the way of closing a round."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from areas.models import Village
from households.choices import RoundKind
from households.queries.closing import ClosingQuestion, Hindrance
from procedure.models import (
    Application,
    CommuneSubmission,
    Complaint,
    SubmittedReview,
    VillageReview,
)


def procedure_hindrances(asked: ClosingQuestion) -> Iterable[Hindrance]:
    """Return villages not finished, open complaints and opinions not given.

    A round that does not follow the procedure waits only for the villages begun; a round within the
    year also for its applications.
    """
    link = {"page": "procedure:board", "query": f"round={asked.round.pk}"}
    reviews = asked.of_commune(VillageReview.objects.unfinished().filter(round=asked.round))
    yield Hindrance(
        key="villages",
        label="Thôn, làng đã được công nhận kết quả",
        count=_unlisted(asked) + reviews.count(),
        unit="thôn, làng",
        **link,
    )
    complaints = Complaint.objects.pending().filter(village_review__round=asked.round)
    yield Hindrance(
        key="complaints",
        label="Khiếu nại đã trả lời",
        count=asked.of_commune(complaints).count(),
        unit="khiếu nại",
        **link,
    )
    kept = SubmittedReview.objects.filter(submission=OuterRef("pk"), sent_back=False)
    waiting = CommuneSubmission.objects.filter(
        Exists(kept), round=asked.round, opinion=None, decision=None
    )
    yield Hindrance(
        key="opinions",
        label="Báo cáo của xã đã có ý kiến huyện",
        count=asked.of_commune(waiting).count(),
        unit="báo cáo",
        **link,
    )
    if asked.round.kind != RoundKind.YEAR_END:
        applications = Application.objects.open().filter(received_on__year=asked.round.year)
        yield Hindrance(
            key="applications",
            label="Đơn trong năm đã giải quyết",
            count=asked.of_commune(applications).count(),
            unit="đơn",
            page="procedure:application_list",
        )


def _unlisted(asked: ClosingQuestion) -> int:
    """Count the villages that never began, where every village has to go through the steps."""
    if not asked.round.follows_procedure or asked.round.kind != RoundKind.YEAR_END:
        return 0
    begun = VillageReview.objects.filter(round=asked.round, village=OuterRef("pk"))
    if asked.commune_id is not None:
        return 0
    villages = Village.objects.valid_on(asked.round.due_on).filter(~Exists(begun))
    return villages.count()
