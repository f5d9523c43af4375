"""Tables of the review's procedure."""

from procedure.models.applications import Application
from procedure.models.commune import (
    Certificate,
    CommuneSubmission,
    DistrictOpinion,
    RecognitionDecision,
    SubmittedReview,
)
from procedure.models.procedures import Holiday, Procedure, ProcedureTerm
from procedure.models.village import (
    Complaint,
    ListedHousehold,
    Posting,
    VillageMeeting,
    VillageReview,
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
