"""The forecast of an area in words: expected fall, bounds, chance of reaching the target."""

from common.formats import DASH, count, decimals
from targets.queries.forecast import AreaForecast
from targets.words.tones import CHANCE_TONES, NEUTRAL

_MOST_PLACES = 3


def expected_fall(area: AreaForecast) -> str:
    """Return the expected net fall in households: one decimal, more where one would look like
    the target."""
    if area.point is None:
        return DASH
    places = 1
    while places < _MOST_PLACES and _looks_met(area, places):
        places += 1
    return decimals(area.point, places).removesuffix(",0")


def _looks_met(area: AreaForecast, places: int) -> bool:
    point, target = area.point, area.target
    if point is None or target is None or point == target:
        return False
    return decimals(point, places) == decimals(target, places)


def chance_word(area: AreaForecast) -> str:
    """Return the chance of reaching the target, or why there is none."""
    if area.chance is not None:
        return area.chance.label
    return "Chưa giao chỉ tiêu" if area.forecast else "Chưa dự báo được"


def chance_tone(area: AreaForecast) -> str:
    """Return the colour of the chance; neutral without one."""
    return CHANCE_TONES[area.chance] if area.chance else NEUTRAL


def bounds_words(area: AreaForecast) -> str:
    """Return the bounds of the forecast, "từ 179 đến 214"; empty without bounds."""
    made = area.forecast
    if made is None or made.is_complete:
        return ""
    return f"từ {count(made.low)} đến {count(made.high)}"


def forecast_answer(area: AreaForecast) -> str:
    """Return the conclusion about an area in one line."""
    if area.forecast is None:
        why = "chưa rà soát hộ nào" if area.counts.opening else "chưa có danh sách đầu kỳ"
        return f"Chưa dự báo được: {why}"
    word = chance_word(area)
    if area.forecast.is_complete:
        return f"{word}: đã rà soát hết, giảm ròng {count(area.counts.net_fall)} hộ"
    return f"{word}: dự báo cuối năm giảm ròng {expected_fall(area)} hộ"
