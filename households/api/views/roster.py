"""API of the words by which a pasted household list is read."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from common.api import ApiRequest
from households.api.serializers import roster as shapes
from households.imports.roster_words import roster_words, words_digest

DIGEST = OpenApiParameter("digest", str, description="Mã của bảng từ mà trang nhập hộ ghi ra.")
_FOR_A_YEAR = "private, max-age=31536000, immutable"


class RosterWords(APIView):
    """The present words of household lists; the browser keeps them where `digest` is theirs.

    With another digest they are not kept: they changed after the page was opened.
    """

    required_action = Action.EDIT_HOUSEHOLDS
    parameters = (DIGEST,)

    @extend_schema(responses=shapes.RosterWordsOutput)
    def get(self, request: ApiRequest) -> Response:
        words = roster_words()
        response = Response(words)
        if request.query_params.get(DIGEST.name) == words_digest(words):
            response.headers["Cache-Control"] = _FOR_A_YEAR
        return response
