"""The register: rosters and heads agree with the copies on the household's row."""

import datetime as dt
from collections.abc import Iterator

from common.formats import count
from common.number_checks import Check, by_commune, rows
from households.number_checks.counting import ARRIVED_IN, DEPARTED_IN, FIRST_LATER_EVENT

_BASELINE_ENTERED = (
    "(SELECT MIN(b.history_date) FROM targets_historicalcommunetarget b WHERE b.id = t.id"
    " AND b.households = t.households AND b.em_households = t.em_households)"
)
# Whether the head belonged to a minority at the closing: by the household's row of that time, by its
# first row where it was entered later.
_MINORITY_IN_HISTORY = (
    "(SELECT g.is_minority FROM households_historicalhousehold x"
    " JOIN areas_ethnicgroup g ON g.id = x.ethnicity_id WHERE x.id = h.id"
)
_MINORITY_THEN = (
    f"COALESCE({_MINORITY_IN_HISTORY}"  # noqa: S608
    " AND x.history_date <= COALESCE((SELECT MAX(f.frozen_at) FROM households_frozenpopulation f"
    f"  WHERE f.commune_id = t.commune_id AND f.year = p.year - 1), {_BASELINE_ENTERED})"
    f" AND x.history_date < COALESCE({FIRST_LATER_EVENT}, '9999-01-01')"
    " ORDER BY x.history_id DESC LIMIT 1),"
    f" {_MINORITY_IN_HISTORY} ORDER BY x.history_id LIMIT 1), e.is_minority)"
)


def register_agrees_with_baseline(year: int) -> Iterator[str]:
    """Households of the last day of the previous year that were in the register for the baseline.

    A household entered later as a long-time resident was not counted then; the labour office
    corrects the baseline for it. A household that came or went with an event counts by the year in
    which the event counts, and as an ethnic-minority one by its head when the year before was
    frozen, or else when the baseline was entered. After a merger a household counts for the commune
    its village belonged to.
    """
    last_year = year - 1
    last_day = dt.date(last_year, 12, 31)
    found = rows(
        "SELECT {commune}, t.households, t.em_households, COUNT(h.id),"  # noqa: S608  (own names)
        f" SUM(CASE WHEN {_MINORITY_THEN} THEN 1 ELSE 0 END)"
        " FROM targets_communetarget t JOIN targets_yearplan p ON p.id = t.plan_id"
        " JOIN areas_commune c ON c.id = t.commune_id"
        " LEFT JOIN (SELECT w.*, o.commune_id AS former_commune_id FROM households_household w"
        "  LEFT JOIN areas_village o ON o.merged_into_id = w.village_id) h"
        "  ON c.id IN (h.commune_id, h.former_commune_id)"
        f" AND (h.arrived_on IS NULL OR COALESCE({ARRIVED_IN} < p.year, h.arrived_on <= %s))"
        f" AND (h.left_on IS NULL OR COALESCE({DEPARTED_IN} >= p.year, h.left_on > %s))"
        f" AND h.created_at <= {_BASELINE_ENTERED}"
        " LEFT JOIN areas_ethnicgroup e ON e.id = h.ethnicity_id"
        " WHERE p.year = %s GROUP BY c.id, c.kind, c.name, t.households, t.em_households",
        last_year,
        last_day,
        last_day,
        year,
    )
    for commune, households, em_households, counted, em_counted in sorted(found):
        if households != counted:
            yield f"{commune}: sổ hộ có {count(counted)} hộ, đầu kỳ ghi {count(households)}"
        if em_households != em_counted:
            yield (
                f"{commune}: sổ hộ có {count(em_counted)} hộ DTTS,"
                f" đầu kỳ ghi {count(em_households)}"
            )


def frozen_population_is_the_baseline(year: int) -> Iterator[str]:
    """The households frozen when the year before was closed are those the year starts with.

    Left out are communes where a resident was entered between the closing and the baseline, and
    those frozen by a change of units.
    """
    closed_at = (
        "(SELECT MAX(o.history_date) FROM households_historicalround o"
        " WHERE o.year = f.year AND o.kind = 'YEAR_END' AND o.state = 'CLOSED')"
    )
    found = rows(
        "SELECT {commune}, f.households, f.em_households, t.households, t.em_households"  # noqa: S608
        " FROM households_frozenpopulation f"
        " JOIN targets_yearplan p ON p.year = f.year + 1"
        " JOIN targets_communetarget t ON t.plan_id = p.id AND t.commune_id = f.commune_id"
        " JOIN areas_commune c ON c.id = f.commune_id WHERE p.year = %s"
        "  AND f.edition = (SELECT MAX(n.edition) FROM households_frozenpopulation n"
        "   WHERE n.year = f.year AND n.commune_id = f.commune_id)"
        "  AND NOT EXISTS (SELECT 1 FROM areas_unitchange u WHERE u.applied_at = f.frozen_at)"
        "  AND NOT EXISTS (SELECT 1 FROM households_household h WHERE h.commune_id = c.id"
        "   AND h.arrived_on IS NULL AND h.created_at > f.frozen_at"
        f"   AND h.created_at > {closed_at} AND h.created_at <= {_BASELINE_ENTERED})"
        " AND (f.households <> t.households OR f.em_households <> t.em_households)",
        year,
    )
    for commune, *figures in sorted(found):
        frozen, em_frozen, opening, em_opening = map(count, figures)
        yield (
            f"{commune}: khi khóa năm {year - 1} có {frozen} hộ, DTTS {em_frozen} hộ;"
            f" đầu kỳ ghi {opening} hộ, DTTS {em_opening} hộ"
        )


def member_counts_are_true(_year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, h.code FROM households_household h"
        " JOIN areas_commune c ON c.id = h.commune_id"
        " LEFT JOIN (SELECT household_id, COUNT(*) AS people FROM households_member"
        "            GROUP BY household_id) m ON m.household_id = h.id"
        " WHERE h.member_count <> COALESCE(m.people, 0) ORDER BY h.code"
    )
    yield from by_commune(found, "hộ")


def heads_are_members(_year: int) -> Iterator[str]:
    """A household whose members all moved on has no head, only the name of its last one."""
    found = rows(
        "SELECT {commune}, h.code FROM households_household h"
        " JOIN areas_commune c ON c.id = h.commune_id"
        " LEFT JOIN households_member m ON m.id = h.head_id AND m.household_id = h.id"
        " WHERE (m.id IS NULL AND (h.member_count > 0 OR h.left_on IS NULL))"
        "  OR m.full_name <> h.head_name OR m.ethnicity_id <> h.ethnicity_id"
        " ORDER BY h.code"
    )
    yield from by_commune(found, "hộ")


def everybody_is_in_one_commune(_year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, h.code FROM households_household h"
        " JOIN areas_commune c ON c.id = h.commune_id"
        " JOIN areas_village v ON v.id = h.village_id"
        " WHERE v.commune_id <> h.commune_id OR EXISTS (SELECT 1 FROM households_member m"
        "  WHERE m.household_id = h.id AND m.commune_id <> h.commune_id) ORDER BY h.code"
    )
    yield from by_commune(found, "hộ")


CHECKS = (
    Check("Sổ hộ cuối năm trước khớp đầu kỳ của từng xã", register_agrees_with_baseline),
    Check("Số hộ khóa cuối năm trước bằng đầu kỳ của từng xã", frozen_population_is_the_baseline),
    Check("Số khẩu của hộ bằng số dòng nhân khẩu", member_counts_are_true),
    Check("Chủ hộ là một nhân khẩu của hộ, đúng tên và dân tộc", heads_are_members),
    Check("Hộ, nhân khẩu và thôn cùng một xã", everybody_is_in_one_commune),
)
