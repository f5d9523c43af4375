"""Who is what to a new head, where it follows from what both were to the former one."""

from households.choices import Relation as Is

# (what the new head was, what another was) → what the other is to the new head. The former head
# is "". What is not here does not follow: a grandchild may be a child or a nephew of the new head.
_FOLLOWS: dict[tuple[str, str], str] = {
    (Is.SPOUSE, ""): Is.SPOUSE,
    (Is.SPOUSE, Is.CHILD): Is.CHILD,
    (Is.SPOUSE, Is.GRANDCHILD): Is.GRANDCHILD,
    (Is.SPOUSE, Is.CHILD_IN_LAW): Is.CHILD_IN_LAW,
    (Is.CHILD, ""): Is.PARENT,
    (Is.CHILD, Is.SPOUSE): Is.PARENT,
    (Is.CHILD, Is.CHILD): Is.SIBLING,
    (Is.CHILD, Is.PARENT): Is.GRANDPARENT,
    (Is.PARENT, ""): Is.CHILD,
    (Is.PARENT, Is.SPOUSE): Is.CHILD_IN_LAW,
    (Is.PARENT, Is.SIBLING): Is.CHILD,
    (Is.PARENT, Is.CHILD): Is.GRANDCHILD,
    (Is.PARENT, Is.PARENT): Is.SPOUSE,
    (Is.SIBLING, ""): Is.SIBLING,
    (Is.SIBLING, Is.SIBLING): Is.SIBLING,
    (Is.SIBLING, Is.PARENT): Is.PARENT,
    (Is.GRANDCHILD, ""): Is.GRANDPARENT,
    (Is.GRANDPARENT, ""): Is.GRANDCHILD,
    (Is.GRANDPARENT, Is.CHILD): Is.OTHER_RELATIVE,
    (Is.NOT_RELATED, ""): Is.NOT_RELATED,
}


def relation_to_new_head(*, new_head: str, other: str) -> str:
    """Say what a person is to the new head, "" where it does not follow.

    `new_head` and `other` are what the two were to the former head; the former head is "".
    """
    return _FOLLOWS.get((new_head, other), "")
