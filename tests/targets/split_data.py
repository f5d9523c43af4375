"""Random districts for the split, an exhaustive search to compare with, and the measures of a
split."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from random import Random

from hypothesis import strategies as st

from targets.choices import SplitRule
from targets.rules.split import SplitResult, split
from targets.rules.split_limits import SplitDemand, SplitRow
from targets.rules.standing import ratio

METHODS = [rule for rule in SplitRule if rule != SplitRule.BY_HAND]
rules = st.sampled_from(METHODS)


@st.composite
def communes(draw, key: int, most: int):
    em_poor = draw(st.integers(0, most))
    poor = em_poor + draw(st.integers(0, most))
    households = poor + draw(st.integers(0, 20 * most))
    maybe = st.one_of(st.none(), st.integers(0, most))
    registered = draw(st.integers(0, poor))
    return SplitRow(
        key=key,
        code=f"{key:02}",
        name=f"Xã {key:02}",
        households=households,
        poor=poor,
        em_households=draw(st.integers(em_poor, max(em_poor, households))),
        em_poor=em_poor,
        registered=registered,
        em_registered=draw(st.integers(0, min(registered, em_poor))),
        weight=draw(st.decimals(0, 3, places=1)),
        least_fall=draw(maybe),
        least_em_fall=draw(maybe),
    )


@st.composite
def districts(draw, largest: int = 12, most: int = 40, *, within: bool = True):
    """Communes and a demand; `within`: totals near the possible ones, so that many can be met."""
    number = draw(st.integers(1, largest))
    rows = [draw(communes(n, most)) for n in range(number)]
    poor, em_poor = sum(row.poor for row in rows), sum(row.em_poor for row in rows)
    fall = draw(st.integers(0, poor + 3))
    em_fall = draw(st.integers(0, min(em_poor, fall) if within else em_poor + 3))
    demand = SplitDemand(
        fall=fall,
        em_fall=em_fall,
        district_rate=ratio(poor, sum(row.households for row in rows)),
        points=draw(st.one_of(st.none(), st.decimals(0, "0.1", places=3))),
    )
    return rows, demand


def district_beyond_the_wish(seed: int) -> tuple[list[SplitRow], SplitDemand]:
    """Return three communes of which the demand takes more outside the minorities than are poor."""
    random = Random(seed)  # noqa: S311  (a repeatable sample)
    rows = []
    for key in range(3):
        em_poor, others = random.randint(2, 5), random.randint(0, 3)
        rows.append(
            SplitRow(
                key=key,
                code=f"{key:02}",
                name=f"Xã {key:02}",
                households=100,
                poor=em_poor + others,
                em_households=50,
                em_poor=em_poor,
                least_fall=random.randint(0, others + 1),
            )
        )
    others = sum(row.other_poor for row in rows)
    fall = min(others + random.randint(2, 4), sum(row.poor for row in rows))
    em_fall = max(0, fall - others - random.randint(1, 2))
    return rows, SplitDemand(fall=fall, em_fall=em_fall, district_rate=None, points=None)


def weights_of(row: SplitRow, rule: str) -> tuple[Fraction, Fraction]:
    measures = {
        SplitRule.BY_POOR: (row.poor, row.em_poor),
        SplitRule.BY_REGISTERED: (row.registered, row.em_registered),
        SplitRule.EQUAL_POINTS: (row.households, row.em_households),
    }[SplitRule(rule)]
    return Fraction(row.weight) * measures[0], Fraction(row.weight) * measures[1]


def cost(shares: Sequence[int], weights: Sequence[Fraction]) -> tuple[int, Fraction, int]:
    """Return the costs the method minimises: (without weight, Σ x²/w, Σ x² without weight)."""
    pairs = list(zip(shares, weights, strict=True))
    return (
        sum(share for share, weight in pairs if not weight),
        sum((share**2 / weight for share, weight in pairs if weight), Fraction(0)),
        sum(share**2 for share, weight in pairs if not weight),
    )


def costs_of(found: SplitResult, rows: Sequence[SplitRow], rule: str):
    weights = [weights_of(row, rule) for row in rows]
    falls = cost([share.fall for share in found.shares], [one for one, _ in weights])
    pairs = [(share.fall, share.em_fall) for share in found.shares]
    em_falls = cost([em_fall for _, em_fall in pairs], [one for _, one in weights])
    return beyond(pairs, rows), falls, em_falls


def keeps_the_rules(row: SplitRow, demand: SplitDemand, fall: int, em_fall: int) -> bool:
    """Return whether a split meets the stated rules, independently of the method's bounds."""
    least = demand.least_above_average(row) or 0
    return (
        em_fall <= fall <= row.poor
        and em_fall <= row.em_poor
        and fall >= max(least, row.least_fall or 0)
        and em_fall >= (row.least_em_fall or 0)
    )


def every_split(
    rows: Sequence[SplitRow], demand: SplitDemand
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield every possible split, by trying all shares of every commune."""
    choices = [
        [
            (fall, em_fall)
            for fall in range(row.poor + 1)
            for em_fall in range(min(fall, row.em_poor) + 1)
            if keeps_the_rules(row, demand, fall, em_fall)
        ]
        for row in rows
    ]
    for shares in product(*choices):
        falls, em_falls = zip(*shares, strict=True)
        if (sum(falls), sum(em_falls)) == (demand.fall, demand.em_fall):
            yield shares


def beyond(shares: Sequence[tuple[int, int]], rows: Sequence[SplitRow]) -> int:
    """Return the falls outside the minorities beyond the poor households there."""
    return sum(
        max(0, fall - em_fall - row.other_poor)
        for row, (fall, em_fall) in zip(rows, shares, strict=True)
    )


def best_costs(rows: Sequence[SplitRow], demand: SplitDemand, rule: str):
    """Return the least costs found by exhaustive search; None when no split exists."""
    known = list(every_split(rows, demand))
    weights = [weights_of(row, rule) for row in rows]
    first, second = [one for one, _ in weights], [one for _, one in weights]
    if not known:
        return None
    least = min(beyond(shares, rows) for shares in known)
    known = [shares for shares in known if beyond(shares, rows) == least]
    best = min(cost([fall for fall, _ in shares], first) for shares in known)
    chosen = tuple(share.fall for share in split(rows, demand, rule).shares)
    same_falls = [shares for shares in known if tuple(fall for fall, _ in shares) == chosen]
    return least, best, min(cost([em for _, em in shares], second) for shares in same_falls)
