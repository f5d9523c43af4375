"""Query parameters shared by API views of figures."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
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
    """Return the requested boundaries. Raises WrongParameters for anything but old and new."""
    return boundaries_asked(request.query_params.get("boundaries"))
