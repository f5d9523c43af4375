"""Whether a target will be met, in words: the same sentences on every page, in the API and in files."""

import datetime as dt
import math
from fractions import Fraction

from common.formats import count, vn_date
from targets.choices import Chance
from targets.queries.forecast import AreaForecast
from targets.queries.rows import YearEnd
from targets.rules.forecast import whole
from targets.words.verdict import target_sign


def probability_words(probability: float) -> str:
    """Return a probability in steps of five per cent, rounded down: "khoảng 70 %"."""
    if probability >= 0.9:
        return "trên 90 %"
    if probability < 0.1:
        return "dưới 10 %"
    return f"khoảng {int(probability * 20) * 5} %"


def likelihood(end: YearEnd, target: int | None) -> str:
    """Return the probability of the verdict in words.

    Empty without one, when the verdict is certain, and when an assumption that fails lowered it.
    """
    found, made = end.verdict(target), end.forecast
    if target is None or made is None or found in (None, Chance.MET):
        return ""
    if target > made.best:
        return "không còn khả năng"
    probability = made.probability(target)
    return "" if found == Chance.LIKELY and probability >= 0.9 else probability_words(probability)


def expected_fall(end: YearEnd) -> str:
    """Return the expected net fall in whole households; a dash without a forecast."""
    return count(end.forecast.point if end.forecast else None)


def bounds_words(end: YearEnd) -> str:
    """Return the 80 % bounds of the forecast, "từ 179 đến 214"; empty without bounds."""
    made = end.forecast
    if made is None or made.low == made.high:
        return ""
    return f"từ {count(made.low)} đến {count(made.high)}"


def forecast_words(end: YearEnd) -> str:
    """Return expected fall and bounds in one line; empty without a forecast or when all is known."""
    made = end.forecast
    if made is None or made.is_complete:
        return ""
    words = f"Dự báo cuối năm giảm thực {expected_fall(end)} hộ"
    if bounds := bounds_words(end):
        words = f"{words}; 4 trong 5 khả năng {bounds} hộ"
    if made.borrowed:
        words = (
            f"{words}; {count(made.borrowed)} hộ của xã chưa có căn cứ tính theo tỷ lệ của huyện"
        )
    if made.is_capped:
        words = f"{words}; không vượt mức danh sách đăng ký cho phép"
    return f"{words}."


def basis_words(end: YearEnd, *, days_left: int | None = None) -> str:
    """Return why there is no basis for a forecast, and how long the review still takes."""
    area = end.area
    why = "chưa rà soát hộ nào"
    if area.known:
        why = f"mới có kết quả {count(area.known)}/{count(area.counts.opening)} hộ"
    return why if days_left is None else f"{why}, còn {count(days_left)} ngày"


def area_headline(area: AreaForecast) -> str:
    """Return the verdict on an area in one line (`headline`)."""
    return headline(area.year_end, area.target, days_left=area.days_left)


def headline(end: YearEnd, target: int | None, *, days_left: int | None = None) -> str:
    """Return whether the target will be met in one line.

    The verdict with its probability, what is recognised and what is pending, what is missing, and
    the assumptions under which the target is missed.
    """
    found, word = end.verdict(target), target_sign(end, target).word
    if found is None or target is None:
        return word if not end.area.counts.opening else f"{word}; {_done(end, None)}"
    if found == Chance.NO_BASIS or end.forecast is None:
        return "; ".join(
            [f"{word}: {basis_words(end, days_left=days_left)}", *_at_most(end, target)]
        )
    if end.forecast.is_complete:
        return f"{word}: đã rà soát hết, giảm thực {count(end.area.net_fall)}/{count(target)} hộ"
    if likely := likelihood(end, target):
        word = f"{word} ({likely})"
    parts = [_done(end, target), _missing(end, target), *_failing(end, target)]
    return f"{word}: {'; '.join(parts)}"


def path_households(planned: Fraction | int) -> str:
    """Return the households the path expects by a day, rounded up to whole ones."""
    return count(math.ceil(planned))


def planned_words(on: dt.date) -> str:
    """Return the label of what the path expects by a day."""
    return f"lộ trình đến {vn_date(on)}"


def _done(end: YearEnd, target: int | None) -> str:
    recognised, pending = end.area.counts.net_fall, end.area.pending
    of = "" if target is None else f"/{count(target)}"
    if not pending.reviewed and not pending.net_fall:
        return f"{count(recognised)}{of} đã công nhận"
    sign = "−" if pending.net_fall < 0 else "+"
    sum_ = f"{count(recognised)} đã công nhận {sign} {count(abs(pending.net_fall))} chờ duyệt"
    return f"{sum_} = {count(end.area.net_fall)}{of}"


def _missing(end: YearEnd, target: int) -> str:
    short, left = target - end.area.net_fall, end.area.left
    if short <= 0:
        return f"đủ chỉ tiêu, còn {count(left)} hộ chưa nộp phiếu" if left else "đủ chỉ tiêu"
    if not left:
        return f"thiếu {count(short)}, không còn hộ nào chưa nộp phiếu"
    if short > left:
        return f"thiếu {count(short)}, chỉ còn {count(left)} hộ chưa nộp phiếu"
    return f"cần thêm {count(short)} trong {count(left)} hộ chưa nộp phiếu"


def _at_most(end: YearEnd, target: int) -> list[str]:
    """Return what the registrations alone bring to an area without a forecast, if known."""
    value = end.what_ifs.both
    if value is None:
        return []
    words = f"nếu hộ đăng ký đều thoát nghèo, tái nghèo như năm {end.year - 1} thì"
    return [f"{words} {count(value)}/{count(target)}"]


def _failing(end: YearEnd, target: int) -> list[str]:
    """Return the assumptions under which the target is missed, if the forecast meets it."""
    if end.forecast is None or whole(end.forecast.point) < target:
        return []
    found = end.what_ifs
    cases = [
        (found.last_year, f"nếu tái nghèo như năm {end.year - 1}"),
        (found.named, "nếu chỉ hộ đã đăng ký thoát nghèo"),
    ]
    return [
        f"{words} thì chỉ {count(value)}, không đạt"
        for value, words in cases
        if value is not None and whole(value) < target
    ]
