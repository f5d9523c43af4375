"""Refusals of services, with a message for the user."""


class Refused(Exception):
    """The action is not possible; the message gives the user the reason in Vietnamese."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Conflict(Refused):
    """The record was changed by someone else after the user opened it."""

    def __init__(self, message: str, *, changed_by: str = "", changed_at: object = None) -> None:
        super().__init__(message)
        self.changed_by = changed_by
        self.changed_at = changed_at
