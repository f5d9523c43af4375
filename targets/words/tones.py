"""Colours (tones) of alerts; those of verdicts are in `targets.words.verdict`."""

from collections.abc import Mapping

from targets.choices import Severity

NEUTRAL = "neutral"

SEVERITY_TONES: Mapping[str, str] = {Severity.HIGH: "danger", Severity.MEDIUM: "warning"}
