"""Tables of the review procedure."""

from procedure.models.applications import Application
from procedure.models.procedures import Holiday, Procedure, ProcedureTerm
from procedure.models.reviews import (
    Complaint,
    ListedHousehold,
    Posting,
    VillageMeeting,
    VillageReview,
)
from procedure.models.submissions import (
    Certificate,
    CommuneSubmission,
    DistrictOpinion,
    RecognitionDecision,
    SubmittedReview,
)

__all__ = [
    "Application",
    "Certificate",
    "CommuneSubmission",
    "Complaint",
    "DistrictOpinion",
    "Holiday",
    "ListedHousehold",
    "Posting",
    "Procedure",
    "ProcedureTerm",
    "RecognitionDecision",
    "SubmittedReview",
    "VillageMeeting",
    "VillageReview",
]
