"""The sample, the error rate and the crowding, as tables and as properties."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.rules import crowding, distance, draw, error_rate, is_conspicuous

KEYS = st.sets(st.text("0123456789-", min_size=1, max_size=8), max_size=30)


@given(keys=KEYS, size=st.integers(0, 40), seed=st.text(min_size=1, max_size=10))
@settings(max_examples=60)
def test_a_sample_is_drawn_by_the_seed_alone(keys, size, seed):
    drawn = draw(seed, keys, size)

    assert drawn == draw(seed, sorted(keys, reverse=True), size)
    assert len(drawn) == len(set(drawn)) == min(size, len(keys))
    assert set(drawn) <= keys
    assert draw(seed, keys, size + 1)[:size] == drawn


def test_another_seed_draws_another_sample():
    keys = [f"23782-{number:05d}" for number in range(1, 501)]

    assert draw("a", keys, 10) != draw("b", keys, 10)


def test_every_household_is_drawn_about_as_often_as_any_other():
    keys = [str(number) for number in range(20)]
    times = dict.fromkeys(keys, 0)
    for seed in range(2000):
        for key in draw(str(seed), keys, 5):
            times[key] += 1

    # 500 expected, standard deviation 19: five of them to each side.
    assert all(405 < number < 595 for number in times.values())


@pytest.mark.parametrize(
    ("wrong", "checked", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (8, 27, 0.1585, 0.4848),  # Krông Nô, 2012: 8 of 27 re-checked households
        (1, 2, 0.0945, 0.9055),
    ],
)
def test_the_interval_is_wilsons(wrong, checked, low, high):
    found = error_rate(wrong=wrong, checked=checked)

    assert found.rate == wrong / checked
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_nothing_checked_says_nothing():
    found = error_rate(wrong=0, checked=0)

    assert (found.rate, found.low, found.high) == (None, None, None)


def test_more_wrong_than_checked_is_a_mistake():
    with pytest.raises(ValueError, match="wrong"):
        error_rate(wrong=2, checked=1)


@given(st.integers(1, 200), st.data())
@settings(max_examples=60)
def test_the_rate_lies_in_its_interval(checked, data):
    found = error_rate(wrong=data.draw(st.integers(0, checked)), checked=checked)

    assert 0 <= found.low <= found.rate <= found.high <= 1


@pytest.mark.parametrize(
    ("points", "expected"), [(120, 0), (121, 1), (118, -2), (149, -1), (151, 1), (136, -14)]
)
def test_distance_is_to_the_nearest_line(points, expected):
    assert distance(points, [120, 150]) == expected


@pytest.mark.parametrize(
    ("close", "exits", "others", "probability", "conspicuous"),
    [
        (5, 5, (10, 100), 1e-5, True),
        (1, 10, (10, 100), 0.6513, False),
        (4, 4, (10, 100), 1e-4, False),  # too few for a result
        (0, 8, (10, 100), 1.0, False),
        (5, 5, (0, 0), None, False),  # none to compare with
    ],
)
def test_crowding_compares_a_group_with_all_others(close, exits, others, probability, conspicuous):
    found = crowding(close=close, exits=exits, other_close=others[0], other_exits=others[1])

    assert found.probability == (
        None if probability is None else pytest.approx(probability, abs=5e-5)
    )
    assert is_conspicuous(found) is conspicuous
