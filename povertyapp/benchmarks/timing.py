"""Taking times: two actions in turn, so that both meet the same noise."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

WARM_UPS, RUNS = 5, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A median in milliseconds, and that of what it is compared with."""

    name: str
    value: float
    against: str
    against_value: float

    @property
    def ratio(self) -> float:
        return self.value / self.against_value

    def as_json(self) -> dict[str, object]:
        """Return the entry of `bench/latest.json`."""
        return {
            "value": round(self.value, 3),
            "unit": "ms",
            "against": f"{self.against}: {self.against_value:.3f} ms",
            "ratio": round(self.ratio, 2),
        }


def measure(
    name: str,
    action: Callable[[], object],
    *,
    against: str,
    comparison: Callable[[], object],
    runs: int = RUNS,
) -> Measured:
    """Return the medians of `runs` turns after a warm-up."""
    for _ in range(WARM_UPS):
        action()
        comparison()
    turns = [(_milliseconds(action), _milliseconds(comparison)) for _ in range(runs)]
    values, others = zip(*turns, strict=True)
    return Measured(
        name=name,
        value=statistics.median(values),
        against=against,
        against_value=statistics.median(others),
    )


def _milliseconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def table(measured: list[Measured]) -> str:
    """Return the figures as lines for a terminal."""
    width = max(len(one.name) for one in measured)
    lines = [f"{'':{width}}  {'median':>10}  {'ratio':>7}  against"]
    for one in measured:
        against = f"{one.against} ({one.against_value:.2f} ms)"
        lines.append(f"{one.name:{width}}  {one.value:7.2f} ms  {one.ratio:7.1f}  {against}")
    return "\n".join(lines)
