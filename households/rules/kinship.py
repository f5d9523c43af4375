"""Relations to a new head, where they follow from the relations to the former head."""

from households.choices import Relation as Is

# (relation of the new head, relation of another member), both to the former head, → relation of the
# other to the new head. The former head's own relation is "". Missing pairs are ambiguous: a
# grandchild may be a child or a nephew of the new head.
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
    """Return a member's relation to a new head, "" where it does not follow.

    `new_head` and `other` are both members' relations to the former head, whose own is "".
    """
    return _FOLLOWS.get((new_head, other), "")
