"""Relations to a new head."""

import pytest

from households.rules import relation_to_new_head


@pytest.mark.parametrize(
    ("new_head", "other", "expected"),
    [
        ("SPOUSE", "", "SPOUSE"),
        ("SPOUSE", "CHILD", "CHILD"),
        ("SPOUSE", "PARENT", ""),
        ("CHILD", "", "PARENT"),
        ("CHILD", "SPOUSE", "PARENT"),
        ("CHILD", "CHILD", "SIBLING"),
        ("CHILD", "GRANDCHILD", ""),
        ("PARENT", "", "CHILD"),
        ("PARENT", "PARENT", "SPOUSE"),
        ("SIBLING", "SPOUSE", ""),
        ("GRANDCHILD", "", "GRANDPARENT"),
        ("NOT_RELATED", "CHILD", ""),
    ],
)
def test_a_relation_is_told_only_where_it_follows(new_head, other, expected):
    assert relation_to_new_head(new_head=new_head, other=other) == expected
