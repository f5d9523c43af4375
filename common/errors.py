"""What a service says when it will not do what was asked; the message is for the person."""


class Refused(Exception):
    """The action is not possible as things stand. The text tells the person why, in Vietnamese."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Conflict(Refused):
    """Somebody else changed the record after this person opened it."""

    def __init__(self, message: str, *, changed_by: str = "", changed_at: object = None) -> None:
        super().__init__(message)
        self.changed_by = changed_by
        self.changed_at = changed_at
