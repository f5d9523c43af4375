"""Timing: two actions in alternation, so that both are exposed to the same noise."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

WARM_UPS, RUNS = 5, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A median in milliseconds and that of its baseline.

    `cpu` is the part this process computed, without waiting and without a database server's work
    (SQLite works in this process).
    """

    name: str
    value: float
    cpu: float
    against: str
    against_value: float
    against_cpu: float

    @property
    def ratio(self) -> float:
        return self.value / self.against_value

    @property
    def cpu_ratio(self) -> float:
        return self.cpu / self.against_cpu

    def as_json(self) -> dict[str, object]:
        """Return the entry of `bench/latest.json`."""
        return {
            "value": round(self.value, 3),
            "unit": "ms",
            "cpu": round(self.cpu, 3),
            "against": f"{self.against}: {self.against_value:.3f} ms",
            "ratio": round(self.ratio, 2),
            "cpu_ratio": round(self.cpu_ratio, 2),
        }


def measure(
    name: str,
    action: Callable[[], object],
    *,
    against: str,
    comparison: Callable[[], object],
    runs: int = RUNS,
) -> Measured:
    """Return the medians of `runs` alternations after a warm-up."""
    for _ in range(WARM_UPS):
        action()
        comparison()
    turns = [(_taken(action), _taken(comparison)) for _ in range(runs)]
    own, others = zip(*turns, strict=True)
    return Measured(
        name=name,
        value=statistics.median(wall for wall, _ in own),
        cpu=statistics.median(cpu for _, cpu in own),
        against=against,
        against_value=statistics.median(wall for wall, _ in others),
        against_cpu=statistics.median(cpu for _, cpu in others),
    )


def _taken(action: Callable[[], object]) -> tuple[float, float]:
    """Return the elapsed milliseconds, and how many of them this process computed."""
    began, computed = time.perf_counter(), time.process_time()
    action()
    return (time.perf_counter() - began) * 1000, (time.process_time() - computed) * 1000


def table(measured: list[Measured]) -> str:
    """Return the figures as lines for a terminal."""
    width = max(len(one.name) for one in measured)
    lines = [f"{'':{width}}  {'median':>10}  {'ratio':>7}  {'cpu':>10}  {'ratio':>7}  against"]
    for one in measured:
        against = f"{one.against} ({one.against_value:.2f} ms)"
        lines.append(
            f"{one.name:{width}}  {one.value:7.2f} ms  {one.ratio:7.1f}"
            f"  {one.cpu:7.2f} ms  {one.cpu_ratio:7.1f}  {against}"
        )
    return "\n".join(lines)
