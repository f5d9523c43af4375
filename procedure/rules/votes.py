"""The vote of a village meeting."""


def village_agrees(*, votes_for: int, present: int, agree_percent: int) -> bool:
    """Return whether enough of those present agreed with the scoring.

    QĐ 24/2021/QĐ-TTg: at least 50 % of those attending; abstentions count as disagreement.
    `agree_percent` is the procedure's number, in whole per cent.
    """
    return present > 0 and votes_for * 100 >= present * agree_percent
