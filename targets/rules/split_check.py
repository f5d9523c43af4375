"""Rules broken by a split, proposed or edited by hand. Whole households; the rules of the
method."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from targets.rules.split_limits import SplitDemand, SplitLimit, SplitRow
from targets.rules.split_words import number, rest_warning


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One rule a split breaks, and the key of the commune (None: the district's total).

    `is_hard`: a written reason does not override it.
    """

    limit: SplitLimit
    key: int | None
    sentence: str
    is_hard: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitCheck:
    """The rules a split breaks, and unusual figures (`warnings`)."""

    violations: tuple[Violation, ...]
    warnings: tuple[str, ...]

    @property
    def hard(self) -> tuple[Violation, ...]:
        return tuple(one for one in self.violations if one.is_hard)

    @property
    def words(self) -> str:
        if not self.violations:
            return "Đáp ứng các ràng buộc"
        return f"Chưa đáp ứng {number(len(self.violations))} ràng buộc"

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(one.sentence for one in self.violations)


def violations(
    rows: Sequence[SplitRow],
    shares: Mapping[int, tuple[int, int]],
    demand: SplitDemand,
    *,
    goals: tuple[int | None, int | None],
) -> SplitCheck:
    """Check shares, (fall, ethnic-minority fall) by commune key.

    `goals` are the district's two totals; None for one that is not set, which is itself a
    violation. A commune without a share has none.
    """
    ordered = sorted(rows, key=lambda row: row.code)
    given = [(row, *shares.get(row.key, (0, 0))) for row in ordered]
    found = [
        *_total(SplitLimit.TOTAL, "hộ nghèo", sum(fall for _, fall, _ in given), goals[0]),
        *_total(SplitLimit.EM_TOTAL, "hộ nghèo DTTS", sum(em for *_, em in given), goals[1]),
    ]
    for row, fall, em_fall in given:
        found += _bounds(row, fall, em_fall)
        found += _floors(row, fall, em_fall, demand)
    return SplitCheck(
        violations=tuple(found),
        warnings=tuple(
            rest_warning(row, fall - em_fall)
            for row, fall, em_fall in given
            if fall - em_fall > row.other_poor
        ),
    )


def _total(limit: SplitLimit, words: str, given: int, goal: int | None) -> Iterable[Violation]:
    if goal is None:
        sentence = f"Huyện chưa đặt mục tiêu giảm {words}: tổng của các xã chưa có gì để so."
        yield Violation(limit=limit, key=None, sentence=sentence)
    elif given != goal:
        side = "thừa" if given > goal else "thiếu"
        yield Violation(
            limit=limit,
            key=None,
            sentence=(
                f"Tổng chỉ tiêu giảm {words} của các xã là {number(given)}, {side} "
                f"{number(abs(given - goal))} hộ so với mục tiêu huyện {number(goal)}."
            ),
        )


def _bounds(row: SplitRow, fall: int, em_fall: int) -> Iterable[Violation]:
    found = (
        (
            SplitLimit.WITHIN_POOR,
            fall > row.poor,
            f"chỉ tiêu {number(fall)} lớn hơn {number(row.poor)} hộ nghèo đầu kỳ.",
        ),
        (
            SplitLimit.WITHIN_EM_POOR,
            em_fall > row.em_poor,
            f"chỉ tiêu DTTS {number(em_fall)} lớn hơn {number(row.em_poor)} hộ nghèo DTTS đầu kỳ.",
        ),
        (
            SplitLimit.EM_WITHIN_ALL,
            em_fall > fall,
            f"chỉ tiêu DTTS {number(em_fall)} lớn hơn chỉ tiêu chung {number(fall)}.",
        ),
    )
    for limit, is_broken, words in found:
        if is_broken:
            yield Violation(limit=limit, key=row.key, sentence=f"{row.name}: {words}", is_hard=True)


def _floors(row: SplitRow, fall: int, em_fall: int, demand: SplitDemand) -> Iterable[Violation]:
    found = (
        (
            SplitLimit.ABOVE_AVERAGE,
            fall,
            demand.least_above_average(row) or 0,
            "tỷ lệ đầu kỳ trên bình quân huyện, phải giảm ít nhất",
        ),
        (SplitLimit.FLOOR, fall, row.least_fall or 0, "mức sàn đã đặt là"),
        (SplitLimit.EM_FLOOR, em_fall, row.least_em_fall or 0, "mức sàn DTTS đã đặt là"),
    )
    for limit, given, least, words in found:
        if given < least:
            sentence = f"{row.name}: {words} {number(least)} hộ (đang giao {number(given)})."
            yield Violation(limit=limit, key=row.key, sentence=sentence)
