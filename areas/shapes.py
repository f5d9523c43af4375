"""Query parameters shared by API views of figures."""

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ParseError
from rest_framework.request import Request

from areas.choices import Boundaries
from areas.filters import boundaries_asked

BOUNDARIES = OpenApiParameter(
    "boundaries",
    OpenApiTypes.STR,
    enum=Boundaries.values,
    description="Năm trước khi sáp nhập: theo đơn vị của năm (old) hay sau sắp xếp (new).",
)


def asked_boundaries(request: Request) -> str:
    """Return the requested boundaries. Raises ParseError (400) for anything but old and new."""
    try:
        return boundaries_asked(request.query_params.get("boundaries"))
    except Http404 as error:
        raise ParseError("boundaries là old hoặc new.") from error
