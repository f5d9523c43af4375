"""Addresses of the official forms and lists."""

from reports.words.forms.definition import OfficialForm
from reports.words.forms.forms import FORM_BY_SLUG
from reports.words.forms.lists import LIST_BY_SLUG, MemberList


class OfficialFormConverter:
    """An official form by its slug; for any other the address does not exist."""

    regex = "[a-z0-9-]+"

    def to_python(self, value: str) -> OfficialForm:
        if value not in FORM_BY_SLUG:
            raise ValueError(value)
        return FORM_BY_SLUG[value]

    def to_url(self, value: OfficialForm | str) -> str:
        return value if isinstance(value, str) else value.slug


class MemberListConverter:
    """An official list by its slug."""

    regex = "[a-z0-9-]+"

    def to_python(self, value: str) -> MemberList:
        if value not in LIST_BY_SLUG:
            raise ValueError(value)
        return LIST_BY_SLUG[value]

    def to_url(self, value: MemberList | str) -> str:
        return value if isinstance(value, str) else value.slug
