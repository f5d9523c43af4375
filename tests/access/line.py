"""One line of the access matrix, and the groups of roles by short names."""

from dataclasses import dataclass

from accounts.choices import Role

OFFICER, CHAIR, LABOUR = Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.LABOUR_OFFICE
LEADER, DEPARTMENT = Role.DISTRICT_LEADER, Role.DEPARTMENT
BANK, ADMIN = Role.POLICY_BANK, Role.ADMINISTRATOR

EVERYONE = frozenset(Role)
STRANGERS = EVERYONE | {"ANONYMOUS"}

READERS = frozenset({OFFICER, CHAIR, LABOUR, DEPARTMENT, BANK})  # of households by name
WRITERS = frozenset({OFFICER, LABOUR})  # of households and forms
CHAIRS = frozenset({CHAIR})
OFFICE = frozenset({LABOUR})
PLANNERS = frozenset({LABOUR, LEADER})
LEADERS = frozenset({LEADER})
DOWNLOADERS = EVERYONE - {ADMIN}
ADMINS = frozenset({ADMIN})
TEMPLATE_KEEPERS = frozenset({LABOUR, ADMIN})


@dataclass(frozen=True, slots=True)
class Line:
    """One URL with one method, and the roles that may use it."""

    name: str
    method: str
    allowed: frozenset[str]
    pk: str = ""
    year: str = ""
    form: str = ""
    given: str = ""  # other required objects, which are not in the URL

    @property
    def things(self) -> dict[str, str]:
        """Return the arguments of the URL and the kind of object each refers to."""
        found = {"pk": self.pk, "year": self.year, "form": self.form}
        return {key: thing for key, thing in found.items() if thing}

    @property
    def is_api(self) -> bool:
        return self.name.startswith("api:")

    @property
    def body_type(self) -> str:
        return "application/json" if self.is_api else "application/x-www-form-urlencoded"

    def __str__(self) -> str:
        return f"{self.method} {self.name}"
