"""What of a breakdown by commune may be published to readers of other offices."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from households.rules.inference import CommunePart
from households.rules.small_numbers import is_small, suppression

COUNTS = st.one_of(st.integers(0, 8), st.integers(0, 60))
ROWS = st.lists(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS), min_size=1, max_size=9)


def parts(rows, *, units=None, most=40):
    """Make communes 0, 1, … from (em, others) or (em, others, em left out, others left out)."""
    found = []
    for number, (em, others, *rest) in enumerate(rows):
        em_rest, others_rest = rest or (most - em, most - others)
        found.append(
            CommunePart(
                commune=number,
                unit=100 + units[number] if units else number,
                em=em,
                others=others,
                em_most=em + em_rest,
                others_most=others + others_rest,
            )
        )
    return tuple(each for each in found if each.em_most + each.others_most)


@pytest.mark.parametrize(("number", "small"), [(0, False), (1, True), (4, True), (5, False)])
def test_one_to_four_households_are_few(number, small):
    assert is_small(number) is small


def test_nothing_small_hides_only_how_the_numbers_divide():
    found = suppression(parts([(20, 12), (14, 15), (9, 30)]))

    assert (found.hidden, found.shows_total, found.shows_em_total) == (set(), True, True)
    assert found.em_hidden == {0, 1, 2}


def test_small_numbers_are_hidden_with_as_many_more_as_needed():
    """The two small ones alone would be known to sum up to 4: the next smallest joins them, and
    another one for the reader who has that one's full figures."""
    found = suppression(parts([(1, 0), (3, 0), (9, 6), (20, 15), (30, 20)]))

    assert found.hidden == {0, 1, 2, 3}
    assert found.shows_total


@pytest.mark.parametrize("rows", [[(1, 0), (0, 0)], [(1, 0), (1, 0)], [(0, 0), (3, 1), (0, 0)]])
def test_a_small_total_is_hidden_with_every_commune_and_the_zeros(rows):
    """School attendance: one household in all; or two hidden communes with one each."""
    found = suppression(parts(rows))

    assert (found.shows_total, found.shows_em_total) == (False, False)
    assert found.hidden == found.em_hidden == set(range(len(rows)))


def test_a_few_of_the_others_in_the_whole_district_hide_the_ethnic_minority_total():
    found = suppression(parts([(20, 1), (14, 1), (9, 0), (30, 1)]))

    assert (found.shows_total, found.shows_em_total) == (True, False)


def test_where_all_are_of_one_kind_the_part_is_the_number():
    found = suppression(parts([(20, 0), (14, 0), (9, 0)]))

    assert (found.hidden, found.em_hidden) == (set(), set())


def test_zero_everywhere_is_published():
    found = suppression(parts([(0, 0), (0, 0)]))

    assert (found.hidden, found.em_hidden, found.shows_total) == (set(), set(), True)


def test_nothing_to_publish_is_no_fault():
    assert suppression(()).shows_total


def test_a_unit_does_not_give_away_the_one_commune_hidden_in_it():
    """Old units minus new units: three hidden communes in three units would be single there."""
    rows = [(2, 1), (25, 20), (3, 1), (22, 20), (1, 2), (25, 25)]
    found = suppression(parts(rows, units=[0, 0, 1, 1, 2, 2]))

    assert found.shows_total
    assert {0, 2, 4} < found.hidden


@settings(max_examples=200)
@given(ROWS)
def test_no_small_number_is_published(rows):
    given_parts = parts(rows)
    found = suppression(given_parts)
    shown = [part for part in given_parts if part.commune not in found.hidden]

    assert not any(is_small(part.every) for part in shown)
    if found.shows_total:
        assert not is_small(sum(part.every for part in given_parts))


@settings(max_examples=200)
@given(ROWS)
def test_whoever_knows_one_commune_learns_no_small_rest(rows):
    """The total minus a reader's own commune and what is shown is never 1 to 4 households."""
    given_parts = parts(rows)
    found = suppression(given_parts)
    if not found.shows_total:
        return
    for own in given_parts:
        rest = [p for p in given_parts if p.commune in found.hidden and p != own]
        roomy = all(part.em_most + part.others_most >= 5 for part in rest)
        assert not (roomy and is_small(sum(part.every for part in rest)))
