"""Steps of the review in villages and communes."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from procedure.models import Holiday, ProcedureTerm
from procedure.services.reference import load_procedures
from tests import factories
from tests.access.line import CHAIRS, EVERYONE, OFFICE, OFFICER, READERS, Line
from tests.procedure import steps_data as steps

_OFFICERS = frozenset({OFFICER})
LINES: list[Line] = [
    Line("procedure:board", "GET", EVERYONE),
    Line("procedure:commune", "GET", EVERYONE, pk="commune"),
    Line("procedure:commune_report", "POST", _OFFICERS, pk="commune", given="steps"),
    Line("procedure:village_review_create", "POST", _OFFICERS, pk="village", given="steps"),
    Line("procedure:village_review", "GET", READERS, pk="village list"),
    Line("procedure:list_refill", "POST", _OFFICERS, pk="village list"),
    Line("procedure:list_add", "POST", _OFFICERS, pk="village list"),
    Line("procedure:list_remove", "GET", _OFFICERS, pk="listed household"),
    Line("procedure:list_remove", "POST", _OFFICERS, pk="listed household"),
    Line("procedure:list_end", "POST", _OFFICERS, pk="village list"),
    Line("procedure:survey_start", "POST", _OFFICERS, pk="village list"),
    Line("procedure:survey_finish", "POST", _OFFICERS, pk="village list"),
    Line("procedure:meeting_hold", "POST", _OFFICERS, pk="village list"),
    Line("procedure:posting_create", "POST", _OFFICERS, pk="village list"),
    Line("procedure:posting_close", "POST", _OFFICERS, pk="open posting"),
    Line("procedure:complaint_create", "POST", _OFFICERS, pk="village list"),
    Line("procedure:complaint_answer", "POST", _OFFICERS, pk="complaint"),
    Line("procedure:submission", "GET", READERS, pk="report"),
    Line("procedure:opinion_give", "POST", OFFICE, pk="report"),
    Line("procedure:decision_sign", "POST", CHAIRS, pk="report"),
    Line("procedure:report_send_back", "GET", CHAIRS, pk="report"),
    Line("procedure:report_send_back", "POST", CHAIRS, pk="report"),
    Line("procedure:decision_draft", "GET", READERS, pk="report"),
    Line("procedure:meeting_change", "GET", _OFFICERS, pk="village meeting"),
    Line("procedure:meeting_change", "POST", _OFFICERS, pk="village meeting"),
    Line("procedure:posting_change", "GET", _OFFICERS, pk="open posting"),
    Line("procedure:posting_change", "POST", _OFFICERS, pk="open posting"),
    Line("procedure:procedures", "GET", EVERYONE),
    Line("procedure:term_edit", "GET", OFFICE, pk="procedure term"),
    Line("procedure:term_edit", "POST", OFFICE, pk="procedure term"),
    Line("procedure:holiday_add", "POST", OFFICE),
    Line("procedure:holiday_remove", "POST", OFFICE, pk="holiday"),
    #
    Line("api:deadline_board", "GET", EVERYONE),
    Line("api:village_review_list", "GET", READERS),
    Line("api:village_review_list", "POST", _OFFICERS),
    Line("api:village_review_detail", "GET", READERS, pk="village list"),
    Line("api:village_review_refill", "POST", _OFFICERS, pk="village list"),
    Line("api:village_review_add", "POST", _OFFICERS, pk="village list"),
    Line("api:listed_household_remove", "POST", _OFFICERS, pk="listed household"),
    Line("api:list_end", "POST", _OFFICERS, pk="village list"),
    Line("api:survey_start", "POST", _OFFICERS, pk="village list"),
    Line("api:survey_finish", "POST", _OFFICERS, pk="village list"),
    Line("api:meeting_hold", "POST", _OFFICERS, pk="village list"),
    Line("api:posting_create", "POST", _OFFICERS, pk="village list"),
    Line("api:posting_close", "POST", _OFFICERS, pk="open posting"),
    Line("api:complaint_list", "GET", _OFFICERS, pk="village list"),
    Line("api:complaint_list", "POST", _OFFICERS, pk="village list"),
    Line("api:complaint_answer", "POST", _OFFICERS, pk="complaint"),
    Line("api:submission_list", "GET", READERS),
    Line("api:submission_list", "POST", _OFFICERS),
    Line("api:submission_detail", "GET", READERS, pk="report"),
    Line("api:opinion_give", "POST", OFFICE, pk="report"),
    Line("api:decision_sign", "POST", CHAIRS, pk="report"),
    Line("api:decision_preview", "GET", READERS, pk="report"),
    Line("api:decision_draft", "GET", READERS, pk="report"),
    Line("api:report_send_back", "POST", CHAIRS, pk="report"),
    Line("api:meeting_change", "PUT", _OFFICERS, pk="village meeting"),
    Line("api:posting_change", "PUT", _OFFICERS, pk="open posting"),
    Line("api:procedure_list", "GET", EVERYONE),
    Line("api:procedure_term_change", "PUT", OFFICE, pk="procedure term"),
    Line("api:holiday_list", "GET", EVERYONE),
    Line("api:holiday_list", "POST", OFFICE),
    Line("api:holiday_remove", "DELETE", OFFICE, pk="holiday"),
]


def _village(commune: Commune) -> tuple[Any, Any, list[Any], Any]:
    """Create a new village each time, with a poor household and an officer."""
    standard = factories.StandardFactory()
    village = factories.VillageFactory(commune=commune)
    officer = factories.UserFactory(officer=True, commune=commune)
    households = [steps.poor_household(village, standard)]
    return steps.a_round(standard), village, households, officer


def _list(commune: Commune) -> Any:
    round_, village, _households, officer = _village(commune)
    return steps.opened(round_, village, officer)


def _posting(commune: Commune) -> Any:
    round_, village, households, officer = _village(commune)
    return steps.post(steps.agreed(round_, village, officer, households), officer)


def _complaint(commune: Commune) -> Any:
    posting = _posting(commune)
    listed = posting.village_review.listed_households.get()
    officer = factories.UserFactory(officer=True, commune=commune)
    return steps.complain(posting.village_review, listed.household, officer)


def _report(commune: Commune) -> Any:
    round_, village, households, officer = _village(commune)
    return steps.reported(round_, village, officer, households)


def _term() -> int:
    load_procedures()
    return ProcedureTerm.objects.first().pk


def _holiday() -> int:
    load_procedures()
    return Holiday.objects.first().pk


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {
    "village list": lambda commune: _list(commune).pk,
    "listed household": lambda commune: _list(commune).listed_households.get().pk,
    "open posting": lambda commune: _posting(commune).pk,
    "complaint": lambda commune: _complaint(commune).pk,
    "report": lambda commune: _report(commune).pk,
}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {
    "steps": lambda: steps.a_round(factories.StandardFactory()).pk,
    "procedure term": _term,
    "holiday": _holiday,
}
