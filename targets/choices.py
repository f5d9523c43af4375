"""The measurable goals of a year. Codes are those of the API."""

from django.db import models


class GoalCode(models.TextChoices):
    POOR_RATE = "poor_rate", "Tỷ lệ hộ nghèo cuối năm"
    POOR_RATE_FALL = "poor_rate_fall", "Mức giảm tỷ lệ hộ nghèo"
    POOR_FALL = "poor_fall", "Số hộ nghèo giảm (giảm ròng)"
    EM_POOR_RATE_FALL = "em_poor_rate_fall", "Mức giảm tỷ lệ hộ nghèo dân tộc thiểu số"
    EM_POOR_FALL = "em_poor_fall", "Số hộ nghèo dân tộc thiểu số giảm (giảm ròng)"
    ABOVE_AVERAGE_FALL = "above_average_fall", "Xã có tỷ lệ trên bình quân huyện: mức giảm mỗi xã"
    RELAPSE = "relapse", "Số hộ tái nghèo"


class Comparison(models.TextChoices):
    AT_MOST = "AT_MOST", "không quá"
    AT_LEAST = "AT_LEAST", "ít nhất"
    MORE_THAN = "MORE_THAN", "hơn"


class Unit(models.TextChoices):
    """How a goal's value is written: a rate and points are stored as fractions."""

    RATE = "RATE", "%"
    POINTS = "POINTS", "điểm %"
    HOUSEHOLDS = "HOUSEHOLDS", "hộ"


GOAL_UNITS: dict[str, Unit] = {
    GoalCode.POOR_RATE: Unit.RATE,
    GoalCode.POOR_RATE_FALL: Unit.POINTS,
    GoalCode.POOR_FALL: Unit.HOUSEHOLDS,
    GoalCode.EM_POOR_RATE_FALL: Unit.POINTS,
    GoalCode.EM_POOR_FALL: Unit.HOUSEHOLDS,
    GoalCode.ABOVE_AVERAGE_FALL: Unit.POINTS,
    GoalCode.RELAPSE: Unit.HOUSEHOLDS,
}

GOAL_COMPARISONS: dict[str, Comparison] = {
    GoalCode.POOR_RATE: Comparison.AT_MOST,
    GoalCode.POOR_RATE_FALL: Comparison.AT_LEAST,
    GoalCode.POOR_FALL: Comparison.AT_LEAST,
    GoalCode.EM_POOR_RATE_FALL: Comparison.AT_LEAST,
    GoalCode.EM_POOR_FALL: Comparison.AT_LEAST,
    GoalCode.ABOVE_AVERAGE_FALL: Comparison.MORE_THAN,
    GoalCode.RELAPSE: Comparison.AT_MOST,
}


class Standing(models.TextChoices):
    """How a goal stands today."""

    MET = "MET", "Đạt"
    ON_TRACK = "ON_TRACK", "Đúng hướng"
    AT_RISK = "AT_RISK", "Có nguy cơ"
    NOT_MEASURED = "NOT_MEASURED", "Chưa đo được"


STANDING_TONES: dict[str, str] = {
    Standing.MET: "success",
    Standing.ON_TRACK: "info",
    Standing.AT_RISK: "danger",
    Standing.NOT_MEASURED: "neutral",
}
