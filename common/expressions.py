"""Database expressions for SQLite and PostgreSQL."""

from typing import Any

from django.db.models import BooleanField, Func


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
