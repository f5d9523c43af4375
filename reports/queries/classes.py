"""Households by their class at the opening and their class now."""

from households.rules.flows import Tables

POOR, NEAR_POOR, NEW, ABOVE, GONE = "poor", "near-poor", "new", "above", "gone"
# Classes at the opening, and classes now.
OPENING_CLASSES, PRESENT_CLASSES = (POOR, NEAR_POOR, NEW), (POOR, NEAR_POOR, ABOVE, GONE)


def class_flows(tables: Tables) -> dict[tuple[str, str], int]:
    """Return the number of households per class at the opening and class now.

    Computed from the two flow tables (TT 07/2021/TT-BLĐTBXH family): the rows of poor and
    near-poor sum up to the openings, the columns to the closings whenever the tables balance.
    NEW: on neither list at the opening (fallen back, first listed, moved in or split, or the
    list's first year). GONE: died, moved away, joined another household.
    """
    poor, near = tables.poor, tables.near_poor
    stayed_poor = poor.opening - poor.exits - poor.other_out
    stayed_near = near.opening - near.exits - near.became_poor - near.other_out
    return {
        (POOR, POOR): stayed_poor,
        (POOR, NEAR_POOR): poor.exits_to_near_poor,
        (POOR, ABOVE): poor.exits_above,
        (POOR, GONE): poor.other_out,
        (NEAR_POOR, POOR): near.became_poor,
        (NEAR_POOR, NEAR_POOR): stayed_near,
        (NEAR_POOR, ABOVE): near.exits,
        (NEAR_POOR, GONE): near.other_out,
        (NEW, POOR): poor.closing - stayed_poor - near.became_poor,
        (NEW, NEAR_POOR): near.closing - stayed_near - poor.exits_to_near_poor,
    }
