"""Applications within the year, and the documents of the review."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from tests import factories
from tests.access.line import CHAIRS, OFFICER, READERS, Line
from tests.procedure.application_data import ApplicationFactory
from tests.procedure.document_data import Papers, village_with_papers

_OFFICERS = frozenset({OFFICER})
LINES: list[Line] = [
    Line("procedure:application_list", "GET", READERS),
    Line("procedure:application_month", "GET", READERS),
    Line("procedure:application_month_export", "GET", READERS),
    Line("procedure:application_create", "GET", _OFFICERS, pk="household"),
    Line("procedure:application_create", "POST", _OFFICERS, pk="household"),
    Line("procedure:application_detail", "GET", READERS, pk="application"),
    Line("procedure:application_edit", "GET", _OFFICERS, pk="application"),
    Line("procedure:application_edit", "POST", _OFFICERS, pk="application"),
    Line("procedure:application_hand_over", "POST", _OFFICERS, pk="application"),
    Line("procedure:application_withdraw", "GET", _OFFICERS, pk="application"),
    Line("procedure:application_withdraw", "POST", _OFFICERS, pk="application"),
    Line("procedure:application_decide", "GET", CHAIRS, pk="application"),
    Line("procedure:application_decide", "POST", CHAIRS, pk="application"),
    Line("procedure:application_answer", "GET", READERS, pk="refused application"),
    Line("procedure:meeting_minutes", "GET", READERS, pk="village meeting"),
    Line("procedure:village_field_forms", "GET", READERS, pk="village list"),
    Line("procedure:meeting_list", "GET", READERS, pk="village list"),
    Line("procedure:posting_list", "GET", READERS, pk="posting"),
    Line("procedure:submission_document", "GET", READERS, pk="commune submission"),
    Line("procedure:decision_document", "GET", READERS, pk="recognition decision"),
    Line("procedure:decision_certificates", "GET", READERS, pk="recognition decision"),
    Line("procedure:certificate_list", "GET", READERS, pk="recognition decision"),
    Line("procedure:certificate_document", "GET", READERS, pk="certificate"),
    Line("api:application_list", "GET", READERS),
    Line("api:application_list", "POST", _OFFICERS),
    Line("api:application_month", "GET", READERS),
    Line("api:application_detail", "GET", READERS, pk="application"),
    Line("api:application_detail", "PUT", _OFFICERS, pk="application"),
    Line("api:application_hand_over", "POST", _OFFICERS, pk="application"),
    Line("api:application_withdraw", "POST", _OFFICERS, pk="application"),
    Line("api:application_accept", "POST", CHAIRS, pk="application"),
    Line("api:application_refuse", "POST", CHAIRS, pk="application"),
    Line("api:application_answer", "GET", READERS, pk="refused application"),
    Line("api:meeting_minutes", "GET", READERS, pk="village meeting"),
    Line("api:submission_document", "GET", READERS, pk="commune submission"),
    Line("api:decision_document", "GET", READERS, pk="recognition decision"),
    Line("api:decision_certificates", "GET", READERS, pk="recognition decision"),
    Line("api:certificate_document", "GET", READERS, pk="certificate"),
]


def _papers(commune: Commune) -> Papers:
    """Create a new village each time, because several documents of a commune are requested."""
    village, standard = factories.VillageFactory(commune=commune), factories.StandardFactory()
    round_ = factories.RoundFactory()
    return village_with_papers(village, standard, round_)


def _application(commune: Commune, **given: Any) -> int:
    return ApplicationFactory(household__village__commune=commune, **given).pk


IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {
    "application": _application,
    "refused application": lambda commune: _application(commune, refused=True),
    "village meeting": lambda commune: _papers(commune).meeting.pk,
    "posting": lambda commune: _papers(commune).posting.pk,
    "commune submission": lambda commune: _papers(commune).submission.pk,
    "recognition decision": lambda commune: _papers(commune).decision.pk,
    "certificate": lambda commune: _papers(commune).certificates[0].pk,
}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {}
