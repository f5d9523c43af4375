"""API of the documents of a village's review: the same files as the pages."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.views import APIView

from accounts.choices import Action
from accounts.models import User
from areas.queries import today
from common.api import ApiRequest, FileNegotiation
from common.word import CONTENT_TYPE, WordPaper
from procedure.documents.decisions import (
    certificates_paper,
    decision_paper,
    draft_paper,
    submission_paper,
)
from procedure.documents.meetings import minutes_paper
from procedure.queries import papers

_FILE = {(200, CONTENT_TYPE): OpenApiTypes.BINARY}


class _Paper(APIView):
    """One document as a .docx file."""

    content_negotiation_class = FileNegotiation
    required_action = Action.VIEW_HOUSEHOLDS

    @extend_schema(responses=_FILE)
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        paper = self.paper(request.user, pk)
        return paper.response()

    def paper(self, user: User, pk: int) -> WordPaper:
        raise NotImplementedError


class MeetingMinutes(_Paper):
    """The minutes of a village meeting as a .docx file."""

    def paper(self, user: User, pk: int) -> WordPaper:
        return minutes_paper(get_object_or_404(papers.meetings_for(user), pk=pk))


class SubmissionDocument(_Paper):
    """The commune's report to the district as a .docx file."""

    def paper(self, user: User, pk: int) -> WordPaper:
        return submission_paper(get_object_or_404(papers.submissions_for(user), pk=pk))


class DecisionDocument(_Paper):
    """A decision of recognition with its lists as a .docx file."""

    def paper(self, user: User, pk: int) -> WordPaper:
        return decision_paper(get_object_or_404(papers.decisions_for(user), pk=pk))


class DecisionDraft(_Paper):
    """The decision on a report before it is signed, marked as a draft, as a .docx file."""

    def paper(self, user: User, pk: int) -> WordPaper:
        found = get_object_or_404(papers.submissions_for(user), pk=pk, decision=None)
        return draft_paper(found, on=today())


class DecisionCertificates(_Paper):
    """All certificates of a decision, one per page, as a .docx file."""

    def paper(self, user: User, pk: int) -> WordPaper:
        decision = get_object_or_404(papers.decisions_for(user), pk=pk)
        certificates = list(papers.certificates_for(user).filter(decision=decision))
        if not certificates:
            raise Http404
        return certificates_paper(decision, certificates)


class CertificateDocument(_Paper):
    """One household's certificate as a .docx file."""

    def paper(self, user: User, pk: int) -> WordPaper:
        certificate = get_object_or_404(papers.certificates_for(user), pk=pk)
        decision = papers.decisions_for(user).get(pk=certificate.decision_id)
        return certificates_paper(decision, [certificate])
