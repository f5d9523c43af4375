"""The rows of an official list: the same for page, workbook and API."""

from typing import Any

from areas.queries import today
from households.models import PovertyRecord
from reports.filters.forms import MemberListFilter, year_read
from reports.queries.member_lists import with_members
from reports.words.forms.lists import MemberList


def list_requested(query: Any, form: MemberList, request: Any) -> MemberListFilter:
    """Return the households of a list that the user sees, with their members."""
    listed = PovertyRecord.objects.visible_to(request.user).behind(form.figure)
    in_year = year_read(query.get("year")) or today().year
    return MemberListFilter(query, with_members(listed, year=in_year), request=request)
