"""Who is addressed by a thread, and who may act on it: pure functions of facts."""

from dataclasses import dataclass

from correspondence.choices import ThreadKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """How a user stands to a thread.

    `opens_threads`: the role opens threads (the district's leader, the labour office). `of_commune`:
    the user works in the commune that it is about. `of_office`: in the office that it is addressed
    to. `has_opener_role`: the user's role is that of who opened it.
    """

    opens_threads: bool
    of_commune: bool
    of_office: bool
    has_opener_role: bool
    is_opener: bool


def is_addressed(kind: str, party: Party) -> bool:
    """Return whether a thread waits for the user's side.

    A comment is addressed to the commune that it is about, and to the other of the two offices that
    steer the programme.
    """
    if kind == ThreadKind.QUESTION:
        return party.of_office
    if kind == ThreadKind.REMINDER:
        return party.of_commune
    return party.of_commune or (party.opens_threads and not party.has_opener_role)


def may_reply(kind: str, party: Party, *, is_open: bool) -> bool:
    """Return whether the user may write in a thread: those addressed, and those who open threads."""
    return is_open and (party.opens_threads or is_addressed(kind, party))


def may_close(party: Party, *, is_open: bool) -> bool:
    """Return whether the user may end a thread: only who opened it."""
    return is_open and party.is_opener
