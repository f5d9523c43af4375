"""Colours (tones) of the states a plan, a forecast or an alert can be in."""

from collections.abc import Mapping

from targets.choices import Chance, Severity, Standing

NEUTRAL = "neutral"

STANDING_TONES: Mapping[str, str] = {
    Standing.MET: "success",
    Standing.ON_TRACK: "info",
    Standing.AT_RISK: "danger",
    Standing.NOT_MEASURED: NEUTRAL,
}

CHANCE_TONES: Mapping[str, str] = {
    Chance.MET: "success",
    Chance.SURE: "success",
    Chance.LIKELY: "info",
    Chance.EVEN: "warning",
    Chance.UNLIKELY: "danger",
    Chance.IMPOSSIBLE: "danger",
    Chance.NO_BASIS: "danger",
}

SEVERITY_TONES: Mapping[str, str] = {Severity.HIGH: "danger", Severity.MEDIUM: "warning"}
