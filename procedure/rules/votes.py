"""When a village meeting has agreed."""


def village_agrees(*, votes_for: int, present: int, agree_percent: int) -> bool:
    """Say whether enough of those present agreed with the scoring.

    QĐ 24/2021/QĐ-TTg: at least 50 % of those attending, whoever did not vote counting as not
    agreeing; `agree_percent` is the procedure's number, in whole per cent.
    """
    return present > 0 and votes_for * 100 >= present * agree_percent
