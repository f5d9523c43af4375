"""A village with two poor households, in a round that follows the procedure."""

import pytest

from tests.procedure import steps_data as steps


@pytest.fixture
def this_round(standard):
    return steps.a_round(standard)


@pytest.fixture
def households(village, standard):
    return [steps.poor_household(village, standard) for _ in range(2)]
