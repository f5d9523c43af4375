"""The steps of a village's list as its page shows them."""

from dataclasses import dataclass

from procedure.choices import VillageStep
from procedure.rules import STEPS, has_passed


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """One step of the procedure for a list."""

    step: str
    label: str
    is_done: bool
    is_current: bool


def steps_of(step: str) -> dict[str, StepState]:
    """Return all steps in order, by name, for a list that is at `step`."""
    return {
        each: StepState(
            step=each,
            label=VillageStep(each).label,
            is_done=has_passed(step, each) or step == each == VillageStep.RECOGNISED,
            is_current=step == each,
        )
        for each in STEPS
    }
