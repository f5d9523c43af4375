"""Model fields and database expressions of the household register."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import BooleanField, Func

from households.rules.citizen_numbers import CITIZEN_NUMBER_MESSAGE, CITIZEN_NUMBER_PATTERN


class IsCitizenNumber(Func):
    """True where the text is exactly twelve ASCII digits; checked by the database itself."""

    output_field = BooleanField()
    conditional = True
    arity = 1

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="(%(expressions)s ~ '^[0-9]{12}$')", **context
        )

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            template="(length(%(expressions)s) = 12 AND %(expressions)s NOT GLOB '*[^0-9]*')",
            **context,
        )


class CitizenNumberField(models.CharField):
    """A 12-digit personal identification number, stored as text: nearly all begin with 0."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 12
        super().__init__(*args, **kwargs)
        self.validators = [
            *self.validators,
            RegexValidator(CITIZEN_NUMBER_PATTERN, CITIZEN_NUMBER_MESSAGE),
        ]
