"""Facts about unknown whole numbers, and the range that they leave to a sum of some of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix


@dataclass
class Facts:
    """The bounds of the unknown numbers, and what is known of sums of them."""

    bounds: dict[Any, tuple[float, float]] = field(default_factory=dict)
    sums: list[tuple[dict[Any, float], float, float]] = field(default_factory=list)

    def know(self, names: Iterable[Any], low: float, high: float) -> None:
        """Add that the sum of some numbers is between two others."""
        self.relate(dict.fromkeys(names, 1.0), low, high)

    def relate(self, weights: Mapping[Any, float], low: float, high: float) -> None:
        self.sums.append((dict(weights), low, high))

    @cached_property
    def program(self) -> dict[str, Any]:
        """The facts as an integer program; read after the last fact is known."""
        place = {name: number for number, name in enumerate(self.bounds)}
        matrix = lil_matrix((len(self.sums), len(place)))
        for line, (weights, _, _) in enumerate(self.sums):
            for name, weight in weights.items():
                matrix[line, place[name]] += weight
        lows, highs = zip(*self.bounds.values(), strict=True)
        limits = [[low for _, low, _ in self.sums], [high for _, _, high in self.sums]]
        return {
            "constraints": LinearConstraint(matrix.tocsr(), *limits),
            "bounds": Bounds(lows, highs),
            "integrality": np.ones(len(place)),
        }

    def range_of(self, names: Iterable[Any]) -> tuple[int, int]:
        """Return the least and the greatest value that the sum of some numbers can have."""
        wanted = set(names)
        goal = np.array([float(name in wanted) for name in self.bounds])
        ends = []
        for sign in (1, -1):
            found = milp(sign * goal, **self.program)
            assert found.success, f"the published figures contradict one another: {found.message}"
            ends.append(round(sign * found.fun))
        return ends[0], ends[1]
